// What the oracle asks of Node.js, in a browser: the decimal library, and paths that nobody uses.

import Decimal from 'decimal.js';

export const createRequire = () => () => Decimal;
export const join = () => '';
export const resolve = join;
