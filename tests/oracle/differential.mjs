// Runs the calculator on generated scenarios and compares what it says with the oracle:
//   node differential.mjs <path to the evaluate binary> [count=400] [seed=1]

import { spawn } from "node:child_process";
import { compareReports, checkReport } from "./compare.mjs";
import { sample } from "./generate.mjs";
import { DRIVERS, problems, report, spreadOfDraws } from "./model.mjs";

const CONCURRENT = 2;
const PRINTED = 10;
const LIMIT_MS = 30000;

function run(binary, input) {
  return new Promise((done) => {
    const child = spawn(binary, [], { stdio: ["pipe", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    const finish = (code) => {
      clearTimeout(timer);
      done({ code, ...output });
    };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (chunk) => { output[stream] += chunk; });
    }
    child.on("error", (error) => finish(String(error)));
    child.on("close", (code, signal) => finish(code ?? signal));
    // A refusal may come before all input is read.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Whether a text names a path as a whole word; a list may be named with the place of the item. */
function names(text, path) {
  const escaped = path.replace(/[.]/g, "\\.");
  const end = path === "standing.designations" ? "(?![\\w])(?!\\.[a-z_])" : "(?!\\w|\\.\\w)";
  return new RegExp(`(?<![\\w.])${escaped}${end}`).test(text);
}

function judgeRefusal({ invalid }, { code, stdout, stderr }) {
  const differences = [];
  const expect = (path, expected, actual) => expected === actual || differences.push({ path, expected, actual });
  expect("exit code", 2, code);
  expect("standard output", "", stdout);
  for (const path of invalid) if (!names(stderr, path)) differences.push({ path, expected: "named", actual: stderr });
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  expect("lines on standard error", Math.max(1, invalid.length), lines.length);
  if (differences.length > 0) differences.push({ path: "standard error", expected: invalid, actual: stderr.slice(0, 2000) });
  return differences;
}

const QUANTILES = { "uncertainty.p10": 0.1, "uncertainty.p50": 0.5, "uncertainty.p90": 0.9 };
// Four standard deviations of the share of 10,000 draws below a quantile.
const SHARE = 0.02;

/** Beside a gap of the distribution a percentile of few draws may lie on either side: judged by its rank there. */
function withinNoise(scenario, expected, { path, actual }) {
  if (!(path in QUANTILES) || !/^-?\d+\.\d\d$/.test(actual)) return false;
  const draws = spreadOfDraws(scenario);
  const q = QUANTILES[path];
  const slack = Math.max(0.01, 0.03 * (expected.uncertainty.p90 - expected.uncertainty.p10));
  return Number(actual) >= draws.quantile(q - SHARE) - slack && Number(actual) <= draws.quantile(q + SHARE) + slack;
}

function judgeReport({ scenario }, { code, stdout, stderr }) {
  if (code !== 0) return [{ path: "exit code", expected: 0, actual: `${code}: ${stderr.slice(0, 500)}` }];
  const differences = stderr === "" ? [] : [{ path: "standard error", expected: "", actual: stderr.slice(0, 500) }];
  let actual;
  try {
    actual = JSON.parse(stdout);
  } catch (error) {
    return [...differences, { path: "standard output", expected: "JSON", actual: String(error) }];
  }
  const expected = report(scenario);
  const apart = compareReports(expected, actual).filter((one) => !withinNoise(scenario, expected, one));
  const constant = Number(scenario.uncertainty?.spread_pct ?? 20) === 0 && expected.ranges === undefined;
  return [...differences, ...apart, ...checkReport(actual, DRIVERS, constant)];
}

async function judge(binary, seed, n) {
  const one = sample(seed, n);
  if (one.scenario !== undefined && problems(one.scenario).length > 0) {
    throw new Error(`sample ${n} of seed ${seed} should be valid: ${problems(one.scenario)}`);
  }
  const result = await run(binary, one.text);
  const differences = one.scenario === undefined ? judgeRefusal(one, result) : judgeReport(one, result);
  // The same scenario must give the same figures every time.
  if (n % 20 === 0 && (await run(binary, one.text)).stdout !== result.stdout) {
    differences.push({ path: "standard output", expected: "the same twice", actual: "not the same" });
  }
  return { n, kind: one.kind, text: one.text, differences };
}

async function main([binary, count = "400", seed = "1"]) {
  if (binary === undefined) {
    console.error("usage: node differential.mjs <path to the evaluate binary> [count=400] [seed=1]");
    return 2;
  }
  const failures = [];
  let next = 0;
  const worker = async () => {
    while (next < Number(count)) {
      const outcome = await judge(binary, Number(seed), next++);
      if (outcome.differences.length > 0) failures.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  failures.sort((a, b) => a.n - b.n);
  for (const { n, kind, text, differences } of failures.slice(0, PRINTED)) {
    const shown = text.length > 8000 ? `${text.slice(0, 200)}…` : text.replaceAll("\n", " ");
    console.log(`sample ${n} (${kind}): ${shown}`);
    for (const { path, expected, actual } of differences.slice(0, 12)) {
      console.log(`  ${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
    }
    if (differences.length > 12) console.log(`  … and ${differences.length - 12} more`);
  }
  console.log(`${Number(count) - failures.length} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
