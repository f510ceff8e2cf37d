// The worker that looks further than the answer: it starts a program of its own, which then listens and says so.
//
// The build puts in the names of the two files.

import start from './PROGRAM.js';

// Where a page may have no worker, it has left us one end of a channel.
globalThis.outlook ??= globalThis;

await start({ module_or_path: new URL('./PROGRAM.wasm', import.meta.url) });
