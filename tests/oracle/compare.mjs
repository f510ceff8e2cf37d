// Compares two reports by the tolerances of the cases (tests/cases). A difference is { path, expected, actual }.

import { Decimal } from "./model.mjs";

const D = (value) => new Decimal(value);
const isNumberText = (value) => typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
const placesOf = (text) => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0);
const isObject = (value) => typeof value === "object" && value !== null;

// Texts that may look like a number and are none.
const TEXTS = /(^|\.)(name|generator|id|to|rules|as_of|earliest)$/;

/** How far apart two figures may lie, by where they stand. */
function tolerance(path, expected) {
  const size = D(expected).abs();
  if (/^transition\.(cumulative\.\d+|trough\.amount)$/.test(path)) return D("0.02");
  if (/^break_even\.\d+\.(revenue|opens_at|pays_from)$/.test(path)) return Decimal.max("0.01", size.times("1e-9"));
  if (/\.flip$/.test(path)) return Decimal.max("0.0000015", size.times("2e-6"));
  if (path === "uncertainty.direct_ahead_pct") return D(2);
  return D("0.01");
}

function sameFigure(path, expected, actual, reports) {
  // Ranges are repeated, not worked out.
  if (path.startsWith("ranges.")) return actual === expected;
  if (!isNumberText(actual) || placesOf(actual) !== placesOf(expected) || /^-0(\.0+)?$/.test(actual)) return false;
  if (placesOf(expected) === 0) return actual === expected;
  const apart = D(expected).minus(actual).abs();
  if (/^uncertainty\.p\d0$/.test(path)) {
    const { p10, p90 } = reports.expected.uncertainty;
    // With no spread at all there is still rounding: of the figures themselves, and of the f64 they may come from.
    return apart.lte(Decimal.max("0.01", D(expected).abs().times("1e-12"), D(p90).minus(p10).times("0.03")));
  }
  return apart.lte(tolerance(path, expected));
}

/** Of `uncertainty` the expected side gives only what does not depend on the generator; the rest is judged by itself. */
function checkHistogram(actual, constant, differences) {
  const fail = (path, expected, found) => differences.push({ path: `uncertainty.${path}`, expected, actual: found });
  const { n, generator, histogram } = actual ?? {};
  if (typeof generator !== "string" || generator === "") fail("generator", "a name", generator);
  const keys = isObject(histogram) ? Object.keys(histogram).sort().join() : "";
  if (keys !== "counts,from,width") return fail("histogram", "from, width, counts", histogram);
  const { from, width, counts } = histogram;
  if (!isNumberText(from) || !isNumberText(width) || D(width).lt(0)) return fail("histogram", "figures", { from, width });
  const countable = Array.isArray(counts) && counts.length === 40 && counts.every((c) => Number.isInteger(c) && c >= 0);
  if (!countable) return fail("histogram.counts", "40 counts", counts);
  const total = counts.reduce((sum, c) => sum + c, 0);
  if (total !== n) fail("histogram.counts", n, total);
  if (constant && counts[0] !== n) fail("histogram.counts.0", n, counts[0]);
  for (const [name, q] of [["p10", 0.1], ["p50", 0.5], ["p90", 0.9]]) {
    // Bins of less than half a cent cannot be told apart in what is reported.
    if (!isNumberText(actual[name]) || D(width).isZero()) continue;
    let bin = 0;
    for (let seen = counts[0]; seen < Math.ceil(q * n) && bin < 39; seen += counts[bin]) bin += 1;
    // `from` and `width` are rounded to the cent, and the width's rounding adds up over the bins.
    const slack = D("0.01").plus(D("0.005").times(bin + 2));
    const low = D(from).plus(D(width).times(bin)).minus(slack);
    const high = D(from).plus(D(width).times(bin + 1)).plus(slack);
    if (D(actual[name]).lt(low) || D(actual[name]).gt(high)) fail(name, `in bin ${bin}: ${low}…${high}`, actual[name]);
  }
}

/** Rows are matched by driver; the order may differ only between neighbours of (nearly) the same swing. */
function alignSensitivity(expected, actual, differences) {
  const order = (rows) => (Array.isArray(rows) ? rows.map((row) => row?.driver) : []);
  const [wanted, found] = [order(expected), order(actual)];
  if ([...wanted].sort().join() !== [...found].sort().join()) {
    differences.push({ path: "sensitivity", expected: wanted, actual: found });
    return null;
  }
  const swing = (row) => D(row.high).minus(row.low).abs();
  for (let i = 0; i < expected.length; i += 1) {
    for (let j = i + 1; j < expected.length; j += 1) {
      const swapped = found.indexOf(wanted[i]) > found.indexOf(wanted[j]);
      if (swapped && swing(expected[i]).minus(swing(expected[j])).gt("0.03")) {
        differences.push({ path: "sensitivity", expected: wanted, actual: found });
        return null;
      }
    }
  }
  return wanted.map((driver) => actual.find((row) => row.driver === driver));
}

export function compareReports(expected, actual) {
  const differences = [];
  const reports = { expected, actual };
  const walk = (want, have, path) => {
    const [wanted, found] = [want ?? null, have ?? null];
    if (path === "sensitivity") {
      const aligned = alignSensitivity(wanted, found, differences);
      if (aligned !== null) wanted.forEach((row, n) => walk(row, aligned[n], `sensitivity.${row.driver}`));
    } else if (path === "uncertainty.generator" || path === "uncertainty.histogram") {
      // judged by checkHistogram
    } else if (isObject(wanted) && isObject(found) && Array.isArray(wanted) === Array.isArray(found)) {
      if (Array.isArray(wanted) && wanted.length !== found.length) {
        differences.push({ path, expected: wanted, actual: found });
        return;
      }
      const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
      for (const key of keys) walk(wanted[key], found[key], path === "" ? key : `${path}.${key}`);
    } else if (isNumberText(wanted) && !TEXTS.test(path)) {
      if (!sameFigure(path, wanted, found, reports)) differences.push({ path, expected: wanted, actual: found });
    } else if (wanted !== found) {
      differences.push({ path, expected: wanted, actual: found });
    }
  };
  walk(expected, actual, "");
  return differences;
}

/**
 * What a report must satisfy whatever it is compared with: a full `uncertainty`, and the tornado in its own order.
 * `constant` says that all draws are the same: a width of "0.00" does not, for it may be a fraction of a cent.
 */
export function checkReport(actual, drivers, constant = false) {
  const differences = [];
  checkHistogram(actual?.uncertainty, constant, differences);
  const rows = Array.isArray(actual?.sensitivity) ? actual.sensitivity : [];
  const place = (row) => drivers.indexOf(row.driver);
  for (let n = 1; n < rows.length; n += 1) {
    const [a, b] = [rows[n - 1], rows[n]];
    const order = D(b.high).minus(b.low).abs().cmp(D(a.high).minus(a.low).abs());
    if (order > 0 || (order === 0 && place(a) > place(b))) {
      differences.push({ path: `sensitivity.${n}`, expected: "sorted by swing, then driver", actual: [a, b] });
    }
  }
  return differences;
}
