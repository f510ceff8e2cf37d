// The oracle must itself reproduce every case before anything is measured against it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkReport, compareReports } from "./compare.mjs";
import { Decimal, DRIVERS, problems, report, sampledDifferences } from "./model.mjs";

const cases = (file) => readFileSync(new URL(`../cases/${file}`, import.meta.url), "utf8")
  .split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line));

for (const { name, scenario, report: expected } of cases("worked.jsonl")) {
  test(`worked: ${name}`, () => {
    assert.deepEqual(problems(scenario), []);
    const actual = report(scenario);
    assert.deepEqual(compareReports(expected, actual), []);
    for (const { driver, low, high } of actual.sensitivity) {
      for (const [f, figure] of [[0.8, low], [1.2, high]]) {
        for (const sampled of sampledDifferences(scenario, driver, f)) {
          assert.ok(new Decimal(figure).minus(sampled).abs().lte("0.0051"), `${driver} × ${f}: ${sampled} and ${figure}`);
        }
      }
    }
    assert.equal(actual.sensitivity.length, DRIVERS.length);
  });
}

for (const { name, scenario, invalid } of cases("invalid.jsonl")) {
  test(`invalid: ${name}`, () => {
    assert.deepEqual(problems(scenario).sort(), [...invalid].sort());
  });
}

// A comparison that overlooks a wrong figure is worth nothing, so every single value is spoilt in turn.
function spoilt(value, path) {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (value === null) return "0.00";
  if (!/^-?\d+(\.\d+)?$/.test(value)) return `${value}x`;
  const places = value.includes(".") ? value.split(".")[1].length : 0;
  const more = path.startsWith("uncertainty") ? 1e6 : places === 6 ? "0.00002" : places === 2 ? "0.03" : 1;
  return new Decimal(value).plus(more).toFixed(places);
}

function leaves(value, path = []) {
  const nested = typeof value === "object" && value !== null;
  return nested ? Object.keys(value).flatMap((key) => leaves(value[key], [...path, key])) : [path];
}

test("compare: every spoilt value is noticed", () => {
  for (const { report: expected } of cases("worked.jsonl").slice(0, 3)) {
    for (const path of leaves(expected)) {
      if (path.join(".") === "uncertainty.generator") continue;
      const actual = structuredClone(expected);
      const last = path.pop();
      const parent = path.reduce((object, key) => object[key], actual);
      parent[last] = spoilt(parent[last], path.join("."));
      assert.notEqual(compareReports(expected, actual).length, 0, [...path, last].join("."));
      delete parent[last];
      const wasNull = path.reduce((object, key) => object[key], expected)[last] === null;
      if (!Array.isArray(parent)) assert.equal(compareReports(expected, actual).length > 0, !wasNull, [...path, last].join("."));
    }
    assert.notEqual(compareReports(expected, { ...expected, extra: 1 }).length, 0);
    assert.notEqual(checkReport(expected, DRIVERS).length, 0, "a histogram is missing");
  }
});

test("compare: neighbours of the same swing may change places, others not", () => {
  const [{ report: expected }] = cases("worked.jsonl");
  const swapped = (i, j) => {
    const actual = structuredClone(expected);
    const rows = actual.sensitivity;
    [rows[i], rows[j]] = [rows[j], rows[i]];
    return compareReports(expected, actual);
  };
  assert.notEqual(swapped(0, 1).length, 0);
  assert.equal(swapped(13, 14).length, 0);
});
