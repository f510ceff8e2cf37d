// A second, independent implementation of the decision model. It exists to be compared with the calculator,
// so it prefers being obviously the same as the text of the model over being fast.
// §n names the section of the model a function implements.
//
// Monte Carlo (§10) is the one deliberate difference: the percentiles come from more draws than the n reported,
// to keep this side's sampling noise well inside the tolerance, and no histogram is given.

import { createRequire } from "node:module";
import { join, resolve as absolute } from "node:path";

const require = createRequire(import.meta.url);
const modules = process.env.TIERWISE_NODE_MODULES;
const loaded = require(modules ? join(absolute(modules), "decimal.js") : "decimal.js");
export const Decimal = (loaded.Decimal ?? loaded).clone({ precision: 40, rounding: 4 });

const D = (value) => new Decimal(value);
const ZERO = D(0);
const ONE = D(1);
const sum = (list) => list.reduce((total, x) => total.plus(x), ZERO);
const max = (a, b) => (a.gte(b) ? a : b);

export const PORTFOLIOS = ["modern_work", "security", "business_apps", "azure"];
const byPortfolio = (f) => Object.fromEntries(PORTFOLIOS.map((p) => [p, f(p)]));

// Reported figures: rounded once, at the end, and never "-0.00".
const fixed = (x, places) => {
  const rounded = x.toDecimalPlaces(places);
  return (rounded.isZero() ? ZERO : rounded).toFixed(places);
};
const amount = (x) => fixed(x, 2);

// Comparisons: both sides are rounded to 6 decimals first.
const rounded = (x) => x.toDecimalPlaces(6);
const compare = (a, b) => rounded(a).cmp(rounded(b));
const sign = (x) => compare(x, ZERO);

// ---------------------------------------------------------------------------------------------------------------
// Dates, as ISO text: years have four digits throughout, so text order is date order.

const pad = (n, width = 2) => String(n).padStart(width, "0");
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
const ms = (date) => Date.parse(`${date}T00:00:00Z`);
const addDays = (date, days) => iso(ms(date) + days * 86400000);
const daysBetween = (from, to) => (ms(to) - ms(from)) / 86400000;
function addMonths(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  const length = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return `${pad(y, 4)}-${pad(m)}-${pad(Math.min(day, length))}`;
}
function isDate(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = ms(text);
  return !Number.isNaN(time) && iso(time) === text;
}

// ---------------------------------------------------------------------------------------------------------------
// §1 Scenario

const USD_RATES = {
  EUR: "1.10", USD: "1", GBP: "1.30", CHF: "1.15", SEK: "0.095", NOK: "0.095", DKK: "0.147", PLN: "0.26",
  CZK: "0.044", CAD: "0.73", AUD: "0.66",
};
const DESIGNATIONS = [
  "modern_work", "security", "business_applications", "data_ai", "digital_app_innovation", "infrastructure",
];

// §3: what each rule set asks; statuses and leads are below, the same for all sets.
const RULE_SETS = [
  {
    id: "2018", from: "2018-08-31", review: "2020-10-26", threshold: null,
    direct: ["maicpp", "support_plan", "credit", "agreement"],
    indirect: ["maicpp", "distributor"],
  },
  {
    id: "2020", from: "2020-10-27", review: "2025-09-30", threshold: D(300000),
    direct: ["tenure", "maicpp", "revenue", "support_plan", "credit", "agreement"],
    indirect: ["maicpp", "distributor", "agreement"],
  },
  {
    id: "fy26", from: "2025-10-01", review: "2026-09-30", threshold: D(1000000),
    direct: [
      "tenure", "maicpp", "vetting", "revenue", "assessment", "support_plan", "admin_mfa", "security_contact",
      "alert_response", "designation", "credit", "agreement",
    ],
    indirect: ["maicpp", "vetting", "revenue", "admin_mfa", "security_contact", "distributor", "agreement"],
  },
];

/** A JSON number or number text as a Decimal, or null where it is neither. */
function decimalOf(value) {
  if (typeof value === "number") return Number.isFinite(value) ? D(value) : null;
  if (typeof value === "string" && /^-?[0-9]+(\.[0-9]+)?$/.test(value)) return D(value);
  return null;
}

/** "low..high" or "low;likely;high" as { low, likely, high }, or null; without a likely value it is the middle. */
function rangeOf(value, whole) {
  if (typeof value !== "string") return null;
  const named = value.includes(";");
  const parts = value.split(named ? ";" : "..");
  const numbers = parts.map(decimalOf);
  if (parts.length !== (named ? 3 : 2) || numbers.includes(null)) return null;
  const [low, high] = [numbers[0], numbers.at(-1)];
  const likely = named ? numbers[1] : low.plus(high).div(2).toDecimalPlaces(whole ? 0 : 12);
  return { low, likely, high };
}

/** A figure may be a range; a single number, such as a month of the year, may not. */
const single = (low, high, whole = false) => (value) => {
  const x = decimalOf(value);
  return x !== null && x.gte(low) && x.lte(high) && x.decimalPlaces() <= (whole ? 0 : 12);
};
const number = (low, high, whole = false) => {
  const fits = single(low, high, whole);
  const figure = (value) => {
    const range = rangeOf(value, whole);
    if (range === null) return fits(value);
    const { low: from, likely, high: to } = range;
    return [from, likely, to].every((x) => fits(x.toFixed())) && from.lte(likely) && likely.lte(to);
  };
  return Object.assign(figure, { range: (value) => rangeOf(value, whole) });
};
const whole = (low, high) => number(low, high, true);
const oneOf = (...allowed) => (value) => typeof value === "string" && allowed.includes(value);
const fact = (value) => typeof value === "boolean";
const [AMOUNT, HOURS, DAYS, MONTHS, PCT] = [
  number(0, 1e12), number(0, 1e6), number(0, 3650), whole(0, 1200), number(0, 100),
];
const perPortfolio = (rule) => byPortfolio(() => rule);
const isName = (value) => {
  if (typeof value !== "string") return false;
  const length = [...value].length;
  return length >= 1 && length <= 60 && !/\p{Cc}|\p{Cs}/u.test(value);
};
const isDesignations = (value) =>
  Array.isArray(value) && value.every((x) => DESIGNATIONS.includes(x)) && new Set(value).size === value.length;

const OFFER_RULES = {
  name: isName, margin_pct: perPortfolio(PCT), funding: AMOUNT, fee: AMOUNT, fee_pct: PCT, support_fee: AMOUNT,
  billing_hours: HOURS, compliance_hours: HOURS, support_cost: AMOUNT, training_cost: AMOUNT, guarantee_cost: AMOUNT,
  leakage_pct: PCT, supplier_days: DAYS,
};
const SCENARIO_RULES = {
  as_of: (value) => isDate(value) && value >= "2018-08-31" && value <= "2199-12-31",
  rules: oneOf(...RULE_SETS.map((set) => set.id)),
  currency: oneOf(...Object.keys(USD_RATES)),
  usd_rate: number("0.0001", 10000),
  role: oneOf("direct", "indirect", "new"),
  customers: whole(0, 1e6),
  subscriptions: whole(0, 1e7),
  revenue: perPortfolio(AMOUNT),
  growth_pct: perPortfolio(number(-100, 1000)),
  standing: {
    billed_ttm_usd: AMOUNT, indirect_months: MONTHS, designations: isDesignations, points: perPortfolio(PCT),
    support_plan: oneOf("none", "asfp", "psfp"), admin_mfa: fact, security_contact: fact, maicpp: fact, vetting: fact,
    assessment: fact, credit: fact, direct_agreement: fact, indirect_agreement: fact, distributor: fact,
    alert_hours: HOURS, tenant_months: MONTHS, tenant_ttm_usd: AMOUNT, anniversary: single(1, 12, true),
    authorization: oneOf("active", "restricted", "suspended", "revoked"), own_platform: fact, own_24x7: fact,
  },
  direct: {
    margin_pct: perPortfolio(PCT), support_plan_fee: AMOUNT, platform_fee: AMOUNT, platform_fee_per_customer: AMOUNT,
    billing_hours: HOURS, support_cost: AMOUNT, round_the_clock_cost: AMOUNT, compliance_hours: HOURS,
    training_cost: AMOUNT, leakage_pct: PCT, supplier_days: DAYS, integration_build: AMOUNT,
    integration_years: whole(1, 50), integration_upkeep: AMOUNT, guarantee_cost: AMOUNT,
  },
  incentives: { rate_pct: perPortfolio(PCT), coop_share_pct: PCT, coop_value_pct: PCT },
  labour: { hourly_cost: AMOUNT, volume_pct: PCT, redeploy_pct: PCT, billable_rate: AMOUNT },
  finance: {
    cost_of_capital_pct: PCT, customer_days: DAYS, bad_debt_pct: PCT, discount_pct: PCT, cost_inflation_pct: PCT,
  },
  transition: {
    to: (value) => typeof value === "string" && /^offers\.[0-4]$/.test(value),
    hours_per_customer: HOURS, hours_per_request: HOURS, items_per_request: whole(1, 1e7), project_hours: HOURS,
    other_cost: AMOUNT, customers_per_week: whole(1, 1e6), preparation_weeks: whole(0, 520),
    incentive_loss_months: whole(0, 60), starts: perPortfolio(whole(1, 60)), support_plan_months_left: whole(0, 12),
    horizon_months: whole(12, 60),
  },
  uncertainty: { spread_pct: number(0, 90) },
};

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const pathOf = (prefix, key) => (prefix === "" ? key : `${prefix}.${key}`);

/** §1: the paths at fault, in the order met; a repeated key is lost in parsing and cannot be seen here. */
export function problems(scenario) {
  const found = [];
  const walk = (value, rules, path) => {
    if (!isObject(value)) return void found.push(path);
    for (const [key, item] of Object.entries(value)) {
      const at = pathOf(path, key);
      if (at === "offers") offers(item);
      else if (!Object.hasOwn(rules, key)) found.push(at);
      else if (item === null) continue;
      else if (typeof rules[key] === "function") rules[key](item) || found.push(at);
      else walk(item, rules[key], at);
    }
  };
  const offers = (list) => {
    if (list === null) return;
    if (!Array.isArray(list) || list.length < 1 || list.length > 5) return void found.push("offers");
    list.forEach((offer, index) => walk(offer, OFFER_RULES, `offers.${index}`));
  };
  walk(scenario, SCENARIO_RULES, "");
  const to = scenario?.transition?.to;
  const count = Array.isArray(scenario?.offers) ? scenario.offers.length : 1;
  if (SCENARIO_RULES.transition.to(to) && Number(to.slice(7)) >= count) found.push("transition.to");
  return found;
}

/** The scenario with each range at the value that counts, and the ranges by their paths, in the order of the rules. */
function counted(scenario) {
  const ranges = {};
  const walk = (value, rules, path) => {
    const copy = { ...value };
    for (const [key, rule] of Object.entries(rules)) {
      const item = value[key] ?? null;
      if (item === null) continue;
      const at = pathOf(path, key);
      if (typeof rule !== "function") copy[key] = walk(item, rule, at);
      else if (rule.range?.(item)) {
        ranges[at] = rule.range(item);
        copy[key] = ranges[at].likely.toFixed();
      }
    }
    return copy;
  };
  const stated = walk(scenario, SCENARIO_RULES, "");
  if (Array.isArray(scenario.offers)) {
    stated.offers = scenario.offers.map((offer, n) => walk(offer, OFFER_RULES, `offers.${n}`));
  }
  return { stated, ranges };
}

/** §1: every value stated or its default; percentages as fractions. Both models become channels of one shape. */
function resolve(given) {
  const { stated: scenario, ranges } = counted(given);
  const at = (path) => path.split(".").reduce((object, key) => object?.[key], scenario) ?? null;
  const text = (path, fallback = null) => at(path) ?? fallback;
  const num = (path, fallback) => (at(path) === null ? (fallback === null ? null : D(fallback)) : D(at(path)));
  const pct = (path, fallback) => num(path, fallback).div(100);
  const int = (path, fallback) => (at(path) === null ? fallback : D(at(path)).toNumber());

  const currency = text("currency", "EUR");
  const usdRate = num("usd_rate", USD_RATES[currency]);
  const inCurrency = (eur) => D(eur).times("1.10").div(USD_RATES[currency]).toDecimalPlaces(0);
  const money = (path, eur) => num(path, inCurrency(eur));

  const asOf = text("as_of", new Date().toISOString().slice(0, 10));
  const inForce = RULE_SETS.filter((set) => set.from <= asOf).at(-1);
  const role = text("role", "indirect");
  const customers = num("customers", 80);
  const revenue = {
    modern_work: money("revenue.modern_work", 480000),
    security: money("revenue.security", 60000),
    business_apps: money("revenue.business_apps", 60000),
    azure: money("revenue.azure", 200000),
  };
  const total = sum(PORTFOLIOS.map((p) => revenue[p]));
  const plan = text("standing.support_plan");
  const margins = (prefix, licences, azure) =>
    byPortfolio((p) => pct(`${prefix}.margin_pct.${p}`, p === "azure" ? azure : licences));

  const direct = {
    id: "direct", name: "direct", isDirect: true,
    margin: margins("direct", 20, 12),
    funding: ZERO,
    supportPlan: num("direct.support_plan_fee", D(plan === "psfp" ? 55000 : 22500).div(usdRate)),
    fee: money("direct.platform_fee", 14000),
    feePerCustomer: money("direct.platform_fee_per_customer", 0),
    feePct: ZERO,
    billingHours: num("direct.billing_hours", customers.times("0.2")),
    supportCost: num("direct.support_cost", total.times("0.05")),
    roundTheClock: money("direct.round_the_clock_cost", 0),
    complianceHours: num("direct.compliance_hours", 80),
    training: money("direct.training_cost", 4000),
    build: money("direct.integration_build", 0),
    years: num("direct.integration_years", 3),
    upkeep: money("direct.integration_upkeep", 0),
    guarantee: money("direct.guarantee_cost", 0),
    leakage: pct("direct.leakage_pct", "0.5"),
    supplierDays: num("direct.supplier_days", 60),
  };
  const offers = (at("offers") ?? [{}]).map((_, n) => {
    const prefix = `offers.${n}`;
    return {
      id: prefix, name: text(`${prefix}.name`, `Distributor ${"ABCDE"[n]}`), isDirect: false,
      margin: margins(prefix, 15, "7.2"),
      funding: money(`${prefix}.funding`, 0),
      supportPlan: money(`${prefix}.support_fee`, 0),
      fee: money(`${prefix}.fee`, 0),
      feePerCustomer: ZERO,
      feePct: pct(`${prefix}.fee_pct`, 0),
      billingHours: num(`${prefix}.billing_hours`, customers.times("0.075")),
      supportCost: num(`${prefix}.support_cost`, total.times("0.04")),
      roundTheClock: ZERO,
      complianceHours: num(`${prefix}.compliance_hours`, 16),
      training: money(`${prefix}.training_cost`, 0),
      build: ZERO, years: ONE, upkeep: ZERO,
      guarantee: money(`${prefix}.guarantee_cost`, 0),
      leakage: pct(`${prefix}.leakage_pct`, "0.5"),
      supplierDays: num(`${prefix}.supplier_days`, 30),
    };
  });

  return {
    asOf, currency, usdRate, role, customers, revenue,
    rules: at("rules") === null ? inForce : RULE_SETS.find((set) => set.id === at("rules")),
    subscriptions: num("subscriptions", 400),
    growth: byPortfolio((p) => pct(`growth_pct.${p}`, 10)),
    standing: {
      billedTtm: num("standing.billed_ttm_usd", null),
      indirectMonths: int("standing.indirect_months", null),
      designations: at("standing.designations"),
      points: byPortfolio((p) => num(`standing.points.${p}`, null)),
      supportPlan: plan,
      fact: (name) => at(`standing.${name}`),
      alertHours: num("standing.alert_hours", null),
      tenantMonths: int("standing.tenant_months", null),
      tenantTtm: num("standing.tenant_ttm_usd", null),
      anniversary: int("standing.anniversary", null),
      authorization: at("standing.authorization"),
    },
    channels: [direct, ...offers],
    incentives: {
      rate: byPortfolio((p) => pct(`incentives.rate_pct.${p}`, p === "azure" ? 0 : "3.75")),
      coopShare: pct("incentives.coop_share_pct", 40),
      coopValue: pct("incentives.coop_value_pct", 50),
    },
    labour: {
      hourlyCost: money("labour.hourly_cost", 45),
      volume: pct("labour.volume_pct", 50),
      redeploy: pct("labour.redeploy_pct", 0),
      billableRate: money("labour.billable_rate", 95),
    },
    finance: {
      costOfCapital: pct("finance.cost_of_capital_pct", 8),
      customerDays: num("finance.customer_days", 30),
      badDebt: pct("finance.bad_debt_pct", "0.5"),
      discount: pct("finance.discount_pct", 8),
      inflation: pct("finance.cost_inflation_pct", 3),
    },
    transition: {
      to: at("transition.to"),
      hoursPerCustomer: num("transition.hours_per_customer", 3),
      hoursPerRequest: num("transition.hours_per_request", 1),
      itemsPerRequest: num("transition.items_per_request", 25),
      projectHours: num("transition.project_hours", 60),
      otherCost: money("transition.other_cost", 0),
      customersPerWeek: num("transition.customers_per_week", 10),
      preparationWeeks: int("transition.preparation_weeks", 4),
      lossMonths: int("transition.incentive_loss_months", 12),
      starts: {
        modern_work: int("transition.starts.modern_work", 1),
        security: int("transition.starts.security", 1),
        business_apps: int("transition.starts.business_apps", 7),
        azure: int("transition.starts.azure", 4),
      },
      planMonthsLeft: int("transition.support_plan_months_left", role === "direct" ? 6 : 0),
      horizon: int("transition.horizon_months", 36),
    },
    spread: pct("uncertainty.spread_pct", 20),
    ranges,
    // What growth in volume does to billing and support labour; 1 except where revenue is scaled (§10).
    volumeFactor: ONE,
  };
}

// ---------------------------------------------------------------------------------------------------------------
// §2 Quantities

const totalRevenue = (s) => sum(PORTFOLIOS.map((p) => s.revenue[p]));
const billed = (s, p) => s.revenue[p].times(ONE.minus(s.channels[0].margin[p]));
const totalBilled = (s) => sum(PORTFOLIOS.map((p) => billed(s, p)));
const isEstimated = (s) => s.standing.billedTtm === null;
const ttm = (s) => s.standing.billedTtm ?? s.usdRate.times(totalBilled(s));

/** w_p, or null where nothing is billed. */
function weights(s) {
  const all = totalBilled(s);
  return all.isZero() ? null : byPortfolio((p) => billed(s, p).div(all));
}

// ---------------------------------------------------------------------------------------------------------------
// §3 Eligibility

const atLeast = (value, threshold) => compare(value, threshold) >= 0;

/** (1+g)^(m/12), whole years exactly; a root taken once and multiplied up is exact far beyond the six decimals. */
function growthOverMonths(g, months) {
  const base = ONE.plus(g);
  const years = base.pow(Math.floor(months / 12));
  const rest = months % 12;
  if (rest === 0) return years;
  return base.isZero() ? ZERO : years.times(twelfthRoot(base).pow(rest));
}
const roots = new Map();
function twelfthRoot(base) {
  const key = base.toString();
  if (!roots.has(key)) {
    if (roots.size > 1000) roots.clear();
    roots.set(key, base.pow(ONE.div(12)));
  }
  return roots.get(key);
}

/** Months until an amount growing like the billed revenue reaches a threshold; null = not within ten years. */
function monthsUntil(s, value, threshold) {
  const w = weights(s);
  if (w === null) return null;
  for (let m = 0; m <= 120; m += 1) {
    const growth = sum(PORTFOLIOS.filter((p) => !w[p].isZero()).map((p) => w[p].times(growthOverMonths(s.growth[p], m))));
    if (atLeast(value.times(growth), threshold)) return m;
  }
  return null;
}

function revenueRequirement(s, model) {
  const own = model === "indirect";
  const value = own ? (s.standing.tenantTtm ?? ttm(s)) : ttm(s);
  const estimated = own ? s.standing.tenantTtm === null : isEstimated(s);
  const threshold = own ? D(1000) : s.rules.threshold;
  const young = s.standing.tenantMonths !== null && s.standing.tenantMonths < 12;
  const inDoubt = estimated && compare(value.minus(threshold).abs(), threshold.times("0.15")) <= 0;
  let status = atLeast(value, threshold) ? "met" : "not_met";
  if (inDoubt) status = "unknown";
  if (own && (young || s.role !== "indirect")) status = "waived";
  return {
    status, lead: () => monthsUntil(s, value, threshold),
    required: threshold.toFixed(0), actual: amount(value), estimated,
  };
}

function requirement(s, model, id) {
  const { standing } = s;
  const met = (state) => (state === null ? "unknown" : state ? "met" : "not_met");
  const plain = (state, lead) => ({ status: met(state), lead: () => lead });
  const unless = (item, waived) => (waived ? { ...item, status: "waived" } : item);
  const known = (value, test) => (value === null ? null : test(value));

  switch (id) {
    case "tenure": {
      const months = standing.indirectMonths;
      const never = s.role === "new" && months === null;
      const item = plain(never ? false : known(months, (m) => m >= 12), 12 - (months ?? 0));
      return { ...unless(item, s.role === "direct"), required: "12", actual: known(months, String) };
    }
    case "revenue": return revenueRequirement(s, model);
    case "maicpp": return plain(standing.fact("maicpp"), 0);
    case "vetting": return plain(standing.fact("vetting"), 1);
    case "assessment": return plain(standing.fact("assessment"), 1);
    case "support_plan": return plain(known(standing.supportPlan, (plan) => plan !== "none"), 0);
    case "admin_mfa": return plain(standing.fact("admin_mfa"), 0);
    case "security_contact": return plain(standing.fact("security_contact"), 0);
    case "alert_response": {
      const item = plain(known(standing.alertHours, (hours) => hours.lte(24)), 0);
      return { ...item, required: "24", actual: known(standing.alertHours, amount) };
    }
    case "designation": {
      const item = plain(known(standing.designations, (list) => list.length >= 1), 6);
      return { ...item, required: "1", actual: known(standing.designations, (list) => String(list.length)) };
    }
    case "credit": return unless(plain(standing.fact("credit"), 1), s.role === "direct");
    case "distributor": return plain(standing.fact("distributor"), 0);
    case "agreement": return plain(standing.fact(`${model}_agreement`), 0);
    default: throw new Error(`no requirement ${id}`);
  }
}

function eligibility(s, model) {
  const requirements = s.rules[model].map((id) => {
    const { status, lead, ...quantities } = requirement(s, model, id);
    return { id, ...quantities, status, lead_months: status === "not_met" ? lead() : null };
  });
  const failed = requirements.filter((r) => r.status === "not_met");
  const verdict = failed.length > 0 ? "not_eligible"
    : requirements.some((r) => r.status === "unknown") ? "unconfirmed" : "eligible";
  const application = model === "direct" && s.role !== "direct" ? 4 : 0;
  const never = failed.some((r) => r.lead_months === null);
  const lead = Math.max(0, ...failed.map((r) => r.lead_months));
  return { verdict, earliest: never ? null : addMonths(s.asOf, lead + application), requirements };
}

// ---------------------------------------------------------------------------------------------------------------
// §4 Cost comparison

const HELD_FOR = {
  modern_work: ["modern_work", "security"],
  security: ["modern_work", "security"],
  business_apps: ["business_applications"],
  azure: ["data_ai", "digital_app_innovation", "infrastructure"],
};
const OFFER_THRESHOLD = D(25000);

const incentiveThreshold = (s, channel) => (channel.isDirect ? (s.rules.threshold ?? ZERO) : OFFER_THRESHOLD);

/** The part of `eligible` that does not depend on revenue. */
function qualifies(s, channel, p) {
  const held = (s.standing.designations ?? []).some((d) => HELD_FOR[p].includes(d));
  const points = s.standing.points[p];
  return held || (!channel.isDirect && p !== "business_apps" && points !== null && points.gte(25));
}
const eligible = (s, channel, p, trailing) =>
  atLeast(trailing, incentiveThreshold(s, channel)) && qualifies(s, channel, p);

const incentiveFor = (s, p) => {
  const { rate, coopShare, coopValue } = s.incentives;
  return billed(s, p).times(rate[p]).times(ONE.minus(coopShare).plus(coopShare.times(coopValue)));
};
const bankDays = (s, channel) => s.finance.customerDays.minus(channel.supplierDays).div(365);
const paidFor = (s, channel, p) => s.revenue[p].times(ONE.minus(channel.margin[p]));
const workingCapital = (s, channel) => sum(PORTFOLIOS.map((p) => paidFor(s, channel, p))).times(bankDays(s, channel));

/** The lines of a channel, each split by how it behaves when the channel carries only some portfolios. */
function lines(s, channel, isEligible) {
  const line = (id, income, { variable = () => ZERO, scaled = ZERO, fixed: once = ZERO }) =>
    ({ id, income, variable: byPortfolio(variable), scaled, fixed: once });
  const { hourlyCost } = s.labour;
  return [
    line("margin", true, { variable: (p) => s.revenue[p].times(channel.margin[p]) }),
    line("incentives", true, { variable: (p) => (isEligible(p) ? incentiveFor(s, p) : ZERO) }),
    line("funding", true, { scaled: channel.funding }),
    line("support_plan", false, { fixed: channel.supportPlan }),
    line("platform", false, {
      fixed: channel.fee.plus(channel.feePerCustomer.times(12).times(s.customers)),
      variable: (p) => s.revenue[p].times(channel.feePct),
    }),
    line("billing_labour", false, { scaled: channel.billingHours.times(12).times(hourlyCost).times(s.volumeFactor) }),
    line("support_labour", false, { scaled: channel.supportCost.times(s.volumeFactor) }),
    line("round_the_clock", false, { fixed: channel.roundTheClock }),
    line("compliance_labour", false, { fixed: channel.complianceHours.times(hourlyCost) }),
    line("training", false, { fixed: channel.training }),
    line("integration", false, { fixed: channel.build.div(channel.years).plus(channel.upkeep) }),
    line("guarantee", false, { fixed: channel.guarantee }),
    line("leakage", false, { variable: (p) => s.revenue[p].times(channel.leakage) }),
    line("bad_debt", false, { variable: (p) => s.revenue[p].times(s.finance.badDebt) }),
    line("financing", false, {
      variable: (p) => paidFor(s, channel, p).times(bankDays(s, channel)).times(s.finance.costOfCapital),
    }),
  ];
}
const linesAt = (s, channel, trailing) => lines(s, channel, (p) => eligible(s, channel, p, trailing));

const variableOf = (line) => sum(PORTFOLIOS.map((p) => line.variable[p]));
const entire = (line) => variableOf(line).plus(line.scaled).plus(line.fixed);
const signed = (line, value) => (line.income ? value : value.negated());
const netOf = (list) => sum(list.map((line) => signed(line, entire(line))));
const lineOf = (list, id) => list.find((line) => line.id === id);

const LABOUR_LINES = ["billing_labour", "support_labour", "compliance_labour"];
const WITH_VOLUME = ["billing_labour", "support_labour"];

const netAt = (s, channel, trailing) => netOf(linesAt(s, channel, trailing));

/** The index of the highest net; the first of those that are equal to 6 decimals. */
const indexOfBest = (nets) => nets.reduce((best, net, n) => (compare(net, nets[best]) > 0 ? n : best), 0);

function hours(s, offer) {
  const [direct] = s.channels;
  const freed = direct.billingHours.minus(offer.billingHours).times(12)
    .plus(direct.complianceHours).minus(offer.complianceHours);
  const value = freed.times(s.labour.redeploy).times(s.labour.billableRate.minus(s.labour.hourlyCost));
  return { freed, value };
}

// ---------------------------------------------------------------------------------------------------------------
// §5 Break-even revenue

const TOO_LARGE = D("1e24");

function breakEven(s, offer) {
  const parts = (channel) => {
    const list = lines(s, channel, (p) => qualifies(s, channel, p));
    const work = sum(WITH_VOLUME.map((id) => lineOf(list, id).scaled));
    const moves = work.times(s.labour.volume);
    const variable = sum(list.map((line) => signed(line, variableOf(line))));
    const rest = sum(list.map((line) => signed(line, line.scaled.plus(line.fixed))));
    return { v: variable.minus(moves), f: rest.negated().minus(moves) };
  };
  const [d, i] = [parts(s.channels[0]), parts(offer)];
  const [v, f] = [compare(d.v, i.v), compare(d.f, i.f)];
  const kind = v > 0 && f > 0 ? "direct_above"
    : v < 0 && f < 0 ? "direct_below"
      : v === 0 && f === 0 ? "equal"
        : v >= 0 && f <= 0 ? "always_direct" : "always_indirect";

  const revenue = totalRevenue(s);
  const trailing = ttm(s);
  const crossing = kind.startsWith("direct_") ? d.f.minus(i.f).div(d.v.minus(i.v)).times(revenue) : null;
  const opens = s.rules.threshold === null || trailing.isZero() || revenue.isZero()
    ? null : revenue.times(s.rules.threshold).div(trailing);
  const tooLarge = (x) => x !== null && x.gt(TOO_LARGE);
  const pays = kind !== "direct_above" || tooLarge(crossing) || tooLarge(opens)
    ? null : opens === null ? crossing : max(crossing, opens);
  const shown = (x) => (x === null || tooLarge(x) ? null : amount(x));
  return { offer: offer.id, kind, revenue: shown(crossing), opens_at: shown(opens), pays_from: shown(pays) };
}

// ---------------------------------------------------------------------------------------------------------------
// §6 Best mix

/** Each channel's lines summed by kind, as what they add to net. */
function summary(list) {
  const add = (value) => sum(list.map((line) => signed(line, value(line))));
  return { variable: byPortfolio((p) => add((l) => l.variable[p])), scaled: add((l) => l.scaled), fixed: add((l) => l.fixed) };
}

/** net(mix) of an assignment: portfolio → index of its channel. */
function mixNet(s, summaries, assignment) {
  const revenue = totalRevenue(s);
  const used = [...new Set(Object.values(assignment))];
  return sum(used.map((c) => {
    const own = Object.keys(assignment).filter((p) => assignment[p] === c);
    const share = sum(own.map((p) => s.revenue[p])).div(revenue);
    return sum(own.map((p) => summaries[c].variable[p])).plus(summaries[c].scaled.times(share)).plus(summaries[c].fixed);
  }));
}

const withRevenue = (s) => PORTFOLIOS.filter((p) => s.revenue[p].gt(0));

function bestMix(s, summaries, allowed) {
  const assignments = withRevenue(s).reduce(
    (list, p) => list.flatMap((done) => allowed.map((c) => ({ ...done, [p]: c }))), [{}]);
  let best = null;
  // Assignments come in the order that decides the last tie, so only a strictly better one replaces the best.
  for (const assignment of assignments) {
    const net = mixNet(s, summaries, assignment);
    const count = new Set(Object.values(assignment)).size;
    const order = best === null ? 1 : compare(net, best.net);
    if (order > 0 || (order === 0 && count < best.count)) best = { assignment, net, count };
  }
  return best;
}

// ---------------------------------------------------------------------------------------------------------------
// §7 Recommendation

const isLost = (s) => s.role === "direct" && ["restricted", "suspended", "revoked"].includes(s.standing.authorization);
const longLead = (r) => r.status === "not_met" && (r.lead_months === null || r.lead_months > 1);

function recommendation(s, facts) {
  const { direct, indirect, difference, mix, gain, gainAllowed, mixAllowed, deadline } = facts;
  const band = totalRevenue(s).times("0.005");
  const notEligible = direct.requirements.some(longLead);
  const ruledOut = notEligible || isLost(s);

  let choice;
  let chosen = null;
  const reasons = [];
  if (ruledOut) {
    if (mixAllowed !== null && compare(gainAllowed, band) > 0) [choice, chosen] = ["mix", mixAllowed.assignment];
    else choice = "indirect";
    if (notEligible) {
      reasons.push("direct_not_eligible", ...direct.requirements.filter((r) => r.status === "not_met").map((r) => r.id));
    }
    if (isLost(s)) reasons.push("authorization_lost");
  } else if (mix !== null && compare(gain, band) > 0) [choice, chosen] = ["mix", mix.assignment];
  else if (compare(difference.abs(), band) <= 0) choice = "even";
  else choice = sign(difference) > 0 ? "indirect" : "direct";

  const carried = chosen === null ? [] : Object.keys(chosen).filter((p) => chosen[p] === 0);
  const usesDirect = choice === "direct" || carried.length > 0;
  const usesOffer = choice === "indirect" || (chosen !== null && Object.values(chosen).some((c) => c > 0));
  const trailing = ttm(s);
  const { threshold } = s.rules;
  const w = weights(s);
  const isTrue = (name) => s.standing.fact(name) === true;
  const cautions = Object.entries({
    unconfirmed: direct.requirements.some((r) => r.status === "unknown"),
    no_own_platform: usesDirect && !isTrue("own_platform"),
    no_24x7: usesDirect && !isTrue("own_24x7"),
    estimated_ttm: isEstimated(s),
    near_threshold: threshold !== null && compare(trailing.minus(threshold).abs(), threshold.div(10)) <= 0,
    incentives_at_risk: s.role === "direct" && s.standing.authorization !== "revoked" && choice !== "direct",
    rules_under_review: s.asOf > s.rules.review,
    authorization_lost: isLost(s),
    lost_before_earliest: s.role === "direct" && ruledOut && deadline !== null
      && (direct.earliest === null || direct.earliest > deadline.revokedThatCounts),
    mix_below_threshold: carried.length > 0 && threshold !== null && w !== null
      && !atLeast(trailing.times(sum(carried.map((p) => w[p]))), threshold),
    round_the_clock_cost_missing: isTrue("own_24x7") && s.channels[0].roundTheClock.isZero(),
    direct_needs_action: direct.verdict === "not_eligible" && !ruledOut,
    indirect_not_eligible: usesOffer && indirect.verdict === "not_eligible",
  }).filter(([, applies]) => applies).map(([id]) => id);
  return { choice, reasons, cautions };
}

const isRuledOut = (s, direct) => direct.requirements.some(longLead) || isLost(s);

// ---------------------------------------------------------------------------------------------------------------
// §8 Projection

function projection(s, oneOff) {
  const w = weights(s);
  const revenue = totalRevenue(s);
  const base = ttm(s);
  const years = [1, 2, 3, 4, 5].map((t) => {
    const grown = byPortfolio((p) => ONE.plus(s.growth[p]).pow(t - 1));
    const year = { ...s, revenue: byPortfolio((p) => s.revenue[p].times(grown[p])) };
    const trailing = w === null ? base : base.times(sum(PORTFOLIOS.map((p) => w[p].times(grown[p]))));
    const inflation = ONE.plus(s.finance.inflation).pow(t - 1);
    const { volume } = s.labour;
    const work = revenue.isZero() ? ONE : ONE.minus(volume).plus(volume.times(totalRevenue(year)).div(revenue));
    const nets = s.channels.map((channel) => {
      const list = linesAt(year, channel, trailing).map((line) => {
        if (line.income) return line;
        const factor = WITH_VOLUME.includes(line.id) ? inflation.times(work) : inflation;
        if (line.id === "integration") {
          const written = channel.years.gte(t) ? channel.build.div(channel.years) : ZERO;
          return { ...line, fixed: written.plus(channel.upkeep.times(inflation)) };
        }
        return { ...line, scaled: line.scaled.times(factor), fixed: line.fixed.times(factor) };
      });
      return netOf(list);
    });
    return {
      year: t, revenue: totalRevenue(year), ttm: trailing, nets,
      allowed: s.rules.threshold === null || atLeast(trailing, s.rules.threshold),
    };
  });

  const npv = s.channels.map((channel, c) => {
    if (channel.isDirect && !years.every((year) => year.allowed)) return null;
    const value = sum(years.map((year) => year.nets[c].div(ONE.plus(s.finance.discount).pow(year.year))));
    const moves = s.role !== "new" && channel.isDirect !== (s.role === "direct");
    const loss = s.role === "direct" && !channel.isDirect && s.standing.authorization !== "revoked"
      ? variableOf(lineOf(linesAt(s, channel, base), "incentives")).times(s.transition.lossMonths).div(12) : ZERO;
    return value.minus(moves ? oneOff : ZERO).minus(loss);
  });
  const named = (list) => Object.fromEntries(s.channels.map((c, n) => [c.id, list[n] === null ? null : amount(list[n])]));
  return {
    years: years.map((year) => ({
      year: year.year, revenue: amount(year.revenue), ttm_usd: amount(year.ttm), direct_allowed: year.allowed,
      net: named(year.nets),
    })),
    npv: named(npv),
  };
}

// ---------------------------------------------------------------------------------------------------------------
// §9 Transition

function transitionCost(s) {
  const t = s.transition;
  const requests = max(s.customers, s.subscriptions.div(t.itemsPerRequest).ceil());
  const worked = s.customers.times(t.hoursPerCustomer).plus(requests.times(t.hoursPerRequest)).plus(t.projectHours);
  return { requests, oneOff: worked.times(s.labour.hourlyCost).plus(t.otherCost) };
}

const weeksNeeded = (s) =>
  s.transition.preparationWeeks + s.customers.div(s.transition.customersPerWeek).ceil().toNumber();

function deadlineOf(s, ruledOut) {
  const month = s.standing.anniversary;
  if (s.role !== "direct" || month === null) return null;
  const dates = (year) => {
    const anniversary = `${pad(year, 4)}-${pad(month)}-01`;
    return { anniversary, suspended: addDays(anniversary, 30), revoked: addDays(anniversary, 60) };
  };
  const [year, asOfMonth] = s.asOf.split("-").map(Number);
  const next = month >= asOfMonth ? year : year + 1;
  const coming = dates(next);
  const before = dates(next - 1);
  const last = daysBetween(before.anniversary, s.asOf) < 90 ? before : null;

  const weeks = weeksNeeded(s);
  let [startBy, late] = [null, false];
  if (ruledOut) {
    if (isLost(s)) [startBy, late] = [s.asOf, true];
    else if (weeks > 520) late = true;
    else {
      startBy = addDays(coming.suspended, -7 * weeks);
      late = startBy < s.asOf;
    }
  }
  const revokedThatCounts = isLost(s) && last !== null ? last.revoked : coming.revoked;
  const afterRevocation = !ruledOut ? [] : withRevenue(s).filter(
    (p) => addMonths(s.asOf, s.transition.starts[p] - 1) > revokedThatCounts);
  return {
    revokedThatCounts,
    shown: { ...coming, applies: ruledOut, start_by: startBy, late, last, after_revocation: afterRevocation },
  };
}

function transition(s, bestIndex, summaries, ruledOut, deadline) {
  if (s.role !== "direct") return null;
  const t = s.transition;
  const to = t.to === null ? bestIndex : Number(t.to.slice(7)) + 1;
  const [direct, offer] = [s.channels[0], s.channels[to]];
  const { requests, oneOff } = transitionCost(s);
  const revenue = totalRevenue(s);
  const trailing = ttm(s);
  const moving = withRevenue(s);
  const earns = lineOf(linesAt(s, offer, trailing), "incentives").variable;

  const cumulative = [];
  let running = ZERO;
  const stay = netAt(s, direct, trailing);
  for (let m = 1; m <= t.horizon && !revenue.isZero(); m += 1) {
    const moved = (p) => m >= t.starts[p];
    const net = mixNet(s, summaries, Object.fromEntries(moving.map((p) => [p, moved(p) ? to : 0])));
    const paid = sum(moving.filter((p) => t.starts[p] === m).map((p) => oneOff.times(s.revenue[p]).div(revenue)));
    const plan = moving.every(moved) && m <= t.planMonthsLeft ? direct.supportPlan.div(12) : ZERO;
    const lost = s.standing.authorization === "revoked" ? ZERO
      : sum(moving.filter((p) => moved(p) && m < t.starts[p] + t.lossMonths).map((p) => earns[p])).div(12);
    running = running.plus(net.minus(stay).div(12)).minus(paid).minus(plan).minus(lost);
    cumulative.push(running);
  }

  let payback = null;
  for (let m = cumulative.length; m >= 1 && sign(cumulative[m - 1]) >= 0; m -= 1) payback = m;
  const lowest = cumulative.reduce((low, x, n) => (compare(x, cumulative[low]) < 0 ? n : low), 0);
  return {
    to: offer.id, stay_allowed: !ruledOut, requests: requests.toNumber(), one_off: amount(oneOff),
    liquidity: amount(workingCapital(s, offer).minus(workingCapital(s, direct))),
    payback_month: payback,
    trough: cumulative.length === 0 ? null : { month: lowest + 1, amount: amount(cumulative[lowest]) },
    cumulative: cumulative.length === 0 ? null : cumulative.map(amount),
    weeks_needed: weeksNeeded(s), deadline: deadline?.shown ?? null,
  };
}

// ---------------------------------------------------------------------------------------------------------------
// §10 Sensitivity and uncertainty

export const DRIVERS = [
  "revenue", "direct.margin", "offer.margin", "direct.support_plan_fee", "direct.platform", "direct.labour",
  "direct.support_cost", "offer.support_cost", "labour.hourly_cost", "incentives.rate", "finance.cost_of_capital",
  "direct.leakage", "offer.funding", "offer.fees", "usd_rate",
];

/** The resolved scenario with one driver's values × f; `best` is the index of the base case's best offer. */
function scaledBy(s, best, driver, f) {
  const change = (index, names) => s.channels.map((channel, n) => (n !== index ? channel
    : { ...channel, ...Object.fromEntries(names.map((name) => [name, channel[name].times(f)])) }));
  const margin = (index) => s.channels.map((channel, n) => (n !== index ? channel
    : { ...channel, margin: byPortfolio((p) => Decimal.min(ONE, channel.margin[p].times(f))) }));
  switch (driver) {
    case "revenue": return {
      ...s, revenue: byPortfolio((p) => s.revenue[p].times(f)),
      volumeFactor: ONE.minus(s.labour.volume).plus(s.labour.volume.times(f)),
    };
    case "direct.margin": return { ...s, channels: margin(0) };
    case "offer.margin": return { ...s, channels: margin(best) };
    case "direct.support_plan_fee": return { ...s, channels: change(0, ["supportPlan"]) };
    case "direct.platform": return { ...s, channels: change(0, ["fee", "feePerCustomer"]) };
    case "direct.labour": return { ...s, channels: change(0, ["billingHours", "complianceHours"]) };
    case "direct.support_cost": return { ...s, channels: change(0, ["supportCost"]) };
    case "offer.support_cost": return { ...s, channels: change(best, ["supportCost"]) };
    case "labour.hourly_cost": return { ...s, labour: { ...s.labour, hourlyCost: s.labour.hourlyCost.times(f) } };
    case "incentives.rate": return {
      ...s, incentives: { ...s.incentives, rate: byPortfolio((p) => s.incentives.rate[p].times(f)) },
    };
    case "finance.cost_of_capital": return {
      ...s, finance: { ...s.finance, costOfCapital: s.finance.costOfCapital.times(f) },
    };
    case "direct.leakage": return { ...s, channels: change(0, ["leakage"]) };
    case "offer.funding": return { ...s, channels: change(best, ["funding"]) };
    case "offer.fees": return { ...s, channels: change(best, ["fee", "feePct", "supportPlan"]) };
    case "usd_rate": return { ...s, usdRate: s.usdRate.times(f) };
    default: throw new Error(`no driver ${driver}`);
  }
}

const differenceOf = (s, best) => {
  const trailing = ttm(s);
  return netAt(s, s.channels[best], trailing).minus(netAt(s, s.channels[0], trailing));
};

/**
 * Flip point. Between two neighbouring breakpoints (a margin reaching its cap, the trailing revenue crossing a
 * threshold of `eligible`) the difference is a straight line, so two points inside give it whole, limits included.
 */
function flip(s, best, driver) {
  const at = (f) => differenceOf(scaledBy(s, best, driver, f), best);
  const trailingAt = (f) => ttm(scaledBy(s, best, driver, f));
  const side = sign(at(ONE));
  if (side === 0) return null;
  const opposite = (value) => sign(value) === -side;

  const inOrder = (list) => list.filter((x) => x.gte(0) && x.lte(5)).sort((a, b) => a.cmp(b))
    .filter((x, n, all) => n === 0 || !x.eq(all[n - 1]));
  const capped = { "direct.margin": 0, "offer.margin": best }[driver];
  const caps = capped === undefined ? []
    : PORTFOLIOS.map((p) => s.channels[capped].margin[p]).filter((m) => m.gt(0)).map((m) => ONE.div(m));
  const bends = inOrder([ZERO, D(5), ...caps]);
  const jumps = [];
  for (let n = 1; n < bends.length; n += 1) {
    const [a, b] = [bends[n - 1], bends[n]];
    const [low, high] = [trailingAt(a), trailingAt(b)];
    if (low.eq(high)) continue;
    for (const threshold of [s.rules.threshold ?? ZERO, OFFER_THRESHOLD]) {
      const x = a.plus(threshold.minus(low).div(high.minus(low)).times(b.minus(a)));
      if (x.gte(a) && x.lte(b)) jumps.push(x);
    }
  }

  const edges = [];
  const points = inOrder([...bends, ...jumps]);
  points.filter((x) => opposite(at(x))).forEach((x) => edges.push(x));
  for (let n = 1; n < points.length; n += 1) {
    const [a, b] = [points[n - 1], points[n]];
    const third = b.minus(a).div(3);
    const [one, two] = [at(a.plus(third)), at(b.minus(third))];
    const [left, right] = [one.times(2).minus(two), two.times(2).minus(one)];
    if (opposite(left)) edges.push(a);
    if (opposite(right)) edges.push(b);
    if (opposite(left) !== opposite(right)) {
      const crossing = a.plus(left.div(left.minus(right)).times(b.minus(a)));
      edges.push(Decimal.max(a, Decimal.min(b, crossing)));
    }
  }
  // Inner points of a region were collected too: they are never nearer to 1 than its edge, for 1 lies outside it.
  const distance = (x) => x.minus(1).abs().toDecimalPlaces(12);
  edges.sort((x, y) => distance(x).cmp(distance(y)) || x.cmp(y));
  return edges.length === 0 ? null : fixed(edges[0], 6);
}

function sensitivity(s, best) {
  const rows = DRIVERS.map((driver, order) => {
    const at = (f) => amount(differenceOf(scaledBy(s, best, driver, D(f)), best));
    const [low, high] = [at("0.8"), at("1.2")];
    return { driver, low, high, flip: flip(s, best, driver), order, swing: D(high).minus(low).abs() };
  });
  rows.sort((a, b) => b.swing.cmp(a.swing) || a.order - b.order);
  return rows.map(({ driver, low, high, flip: point }) => ({ driver, low, high, flip: point }));
}

/** The difference in binary floating point for one factor per driver, in the order of DRIVERS. */
function sampler(s, best) {
  const f64 = (x) => x.toNumber();
  const list = (of) => PORTFOLIOS.map((p) => f64(of[p]));
  const [direct, offer] = [s.channels[0], s.channels[best]];
  const R = list(s.revenue);
  const [d, o] = [list(direct.margin), list(offer.margin)];
  const { coopShare, coopValue } = s.incentives;
  const rate = list(s.incentives.rate).map((r) => r * f64(ONE.minus(coopShare).plus(coopShare.times(coopValue))));
  const may = [direct, offer].map((channel) => PORTFOLIOS.map((p) => (qualifies(s, channel, p) ? 1 : 0)));
  const thresholds = [direct, offer].map((channel) => f64(incentiveThreshold(s, channel)));
  const stated = s.standing.billedTtm === null ? null : f64(s.standing.billedTtm);
  const usd = f64(s.usdRate);
  const volume = f64(s.labour.volume);
  const hourly = f64(s.labour.hourlyCost);
  const badDebt = f64(s.finance.badDebt);
  const bank = [direct, offer].map((channel) => f64(bankDays(s, channel).times(s.finance.costOfCapital)));
  const side = (c) => ({
    funding: f64(c.funding), plan: f64(c.supportPlan), fee: f64(c.fee.plus(c.feePerCustomer.times(12).times(s.customers))),
    feePct: f64(c.feePct), billing: 12 * f64(c.billingHours), support: f64(c.supportCost), compliance: f64(c.complianceHours),
    leakage: f64(c.leakage),
    rest: f64(c.roundTheClock.plus(c.training).plus(c.build.div(c.years)).plus(c.upkeep).plus(c.guarantee)),
  });
  const [D_, O] = [side(direct), side(offer)];
  const reached = (value, threshold) => value >= threshold - 5e-7;

  return (f) => {
    const [revenue, dMargin, oMargin, plan, platform, dLabour, dSupport, oSupport, wage, rates, capital, leak, funds, fees, usdF] = f;
    const work = 1 - volume + volume * revenue;
    let [sumR, sumBilled, dMade, oMade, dPaid, oPaid, dInc, oInc] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let p = 0; p < 4; p += 1) {
      const r = R[p] * revenue;
      const [dm, om] = [Math.min(1, d[p] * dMargin), Math.min(1, o[p] * oMargin)];
      const bill = r * (1 - dm);
      sumR += r;
      sumBilled += bill;
      dMade += r * dm;
      oMade += r * om;
      dPaid += bill;
      oPaid += r * (1 - om);
      dInc += may[0][p] * bill * rate[p] * rates;
      oInc += may[1][p] * bill * rate[p] * rates;
    }
    const trailing = stated ?? usd * usdF * sumBilled;
    const netDirect = dMade + (reached(trailing, thresholds[0]) ? dInc : 0) - D_.plan * plan - D_.fee * platform
      - hourly * wage * dLabour * (D_.billing * work + D_.compliance) - D_.support * dSupport * work - D_.rest
      - sumR * (D_.leakage * leak + badDebt) - dPaid * bank[0] * capital;
    const netOffer = oMade + (reached(trailing, thresholds[1]) ? oInc : 0) + O.funding * funds
      - (O.plan + O.fee + sumR * O.feePct) * fees - hourly * wage * (O.billing * work + O.compliance)
      - O.support * oSupport * work - O.rest - sumR * (O.leakage + badDebt) - oPaid * bank[1] * capital;
    return netOffer - netDirect;
  };
}

/** The same, slower, with what was drawn of each range, by its path: no factor changes that. */
function rangedSampler(s, best) {
  const f64 = (x) => x.toNumber();
  const list = (of) => PORTFOLIOS.map((p) => f64(of[p]));
  const [direct, offer] = [s.channels[0], s.channels[best]];
  const R = list(s.revenue);
  const rate = list(s.incentives.rate);
  const [coopShare, coopValue] = [f64(s.incentives.coopShare), f64(s.incentives.coopValue)];
  const may = [direct, offer].map((channel) => PORTFOLIOS.map((p) => (qualifies(s, channel, p) ? 1 : 0)));
  const held = PORTFOLIOS.map((p) => qualifies(s, direct, p));
  const thresholds = [direct, offer].map((channel) => f64(incentiveThreshold(s, channel)));
  const stated = s.standing.billedTtm === null ? null : f64(s.standing.billedTtm);
  const usd = f64(s.usdRate);
  const volume = f64(s.labour.volume);
  const hourly = f64(s.labour.hourlyCost);
  const badDebt = f64(s.finance.badDebt);
  const customerDays = f64(s.finance.customerDays);
  const capital = f64(s.finance.costOfCapital);
  const customers = f64(s.customers);
  const side = (c) => ({
    margin: list(c.margin), funding: f64(c.funding), plan: f64(c.supportPlan), fee: f64(c.fee), perCustomer: f64(c.feePerCustomer),
    feePct: f64(c.feePct), billing: f64(c.billingHours), support: f64(c.supportCost), compliance: f64(c.complianceHours),
    leakage: f64(c.leakage), clock: f64(c.roundTheClock), training: f64(c.training), build: f64(c.build), years: f64(c.years),
    upkeep: f64(c.upkeep), guarantee: f64(c.guarantee), days: f64(c.supplierDays),
  });
  const sides = [side(direct), side(offer)];
  const reached = (value, threshold) => value >= threshold - 5e-7;

  return (f, drawn = {}) => {
    const [revenueF, dMargin, oMargin, planF, platformF, dLabour, dSupport, oSupport, wage, rates, capitalF, leak, funds, fees, usdF] = f;
    const own = (path, value) => drawn[path] ?? value;
    const share = (path, value) => (drawn[path] === undefined ? value : drawn[path] / 100);
    const v = share("labour.volume_pct", volume);
    const work = 1 - v + v * revenueF;
    const r = PORTFOLIOS.map((p, n) => own(`revenue.${p}`, R[n] * revenueF));
    const pays = share("finance.cost_of_capital_pct", capital * capitalF);
    const debt = share("finance.bad_debt_pct", badDebt);
    const hour = own("labour.hourly_cost", hourly * wage);
    const lag = own("finance.customer_days", customerDays);
    const c = share("incentives.coop_share_pct", coopShare);
    const worth = 1 - c + c * share("incentives.coop_value_pct", coopValue);
    // Each factor of direct and of the offer, 1 where a driver is the other's.
    const factors = [
      { margin: dMargin, plan: planF, fee: platformF, feePct: 1, billing: dLabour, compliance: dLabour, support: dSupport, leakage: leak, funding: 1 },
      { margin: oMargin, plan: fees, fee: fees, feePct: fees, billing: 1, compliance: 1, support: oSupport, leakage: 1, funding: funds },
    ];
    const margins = sides.map((it, n) => PORTFOLIOS.map((p, k) => {
      const path = n === 0 ? `direct.margin_pct.${p}` : `offers.${best - 1}.margin_pct.${p}`;
      return share(path, Math.min(1, it.margin[k] * factors[n].margin));
    }));
    const bills = r.map((value, k) => value * (1 - margins[0][k]));
    const total = (values) => values.reduce((all, value) => all + value, 0);
    const estimate = () => own("usd_rate", usd * usdF) * total(bills);
    const trailing = stated === null ? estimate() : own("standing.billed_ttm_usd", stated);

    const nets = sides.map((it, n) => {
      const isDirect = n === 0;
      const at = (name, value) => own(`${isDirect ? "direct" : `offers.${best - 1}`}.${name}`, value);
      const part = (name, value) => share(`${isDirect ? "direct" : `offers.${best - 1}`}.${name}`, value);
      const x = factors[n];
      const earns = (p, k) => {
        const points = drawn[`standing.points.${p}`];
        if (points === undefined || isDirect || p === "business_apps") return may[n][k];
        return held[k] || points >= 25 ? 1 : 0;
      };
      const incentives = total(PORTFOLIOS.map((p, k) =>
        earns(p, k) * bills[k] * share(`incentives.rate_pct.${p}`, rate[k] * rates) * worth));
      const made = total(r.map((value, k) => value * margins[n][k]));
      const paid = total(r.map((value, k) => value * (1 - margins[n][k])));
      const plan = at(isDirect ? "support_plan_fee" : "support_fee", it.plan * x.plan);
      const fee = at(isDirect ? "platform_fee" : "fee", it.fee * x.fee);
      const perCustomer = at("platform_fee_per_customer", it.perCustomer * x.fee) * 12 * own("customers", customers);
      const feePct = part("fee_pct", it.feePct * x.feePct);
      const billing = at("billing_hours", it.billing * x.billing * work);
      const compliance = at("compliance_hours", it.compliance * x.compliance);
      const support = at("support_cost", it.support * x.support * work);
      const rest = at("round_the_clock_cost", it.clock) + at("training_cost", it.training) + at("guarantee_cost", it.guarantee)
        + at("integration_build", it.build) / at("integration_years", it.years) + at("integration_upkeep", it.upkeep);
      return made + (reached(trailing, thresholds[n]) ? incentives : 0) + at("funding", it.funding * x.funding) - plan - fee
        - perCustomer - hour * (12 * billing + compliance) - support - rest
        - total(r) * (feePct + part("leakage_pct", it.leakage * x.leakage) + debt)
        - (paid * (lag - at("supplier_days", it.days)) / 365) * pays;
    });
    return nets[1] - nets[0];
  };
}

/** A 32-bit generator with a fixed seed ("mulberry32"): the same scenario gives the same figures. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/** The value of a triangle from a to b with its peak at c, below which the part u of it lies. */
function triangular(u, a, c, b) {
  if (a === b) return a;
  return u < (c - a) / (b - a) ? a + Math.sqrt(u * (b - a) * (c - a)) : b - Math.sqrt((1 - u) * (b - a) * (b - c));
}

const REPORTED_DRAWS = 10000;
const OWN_DRAWS = 100000;
const OWN_RANGED_DRAWS = 20000;

function sortedDraws(s, best) {
  const random = generator(20260930);
  const factors = new Array(DRIVERS.length);
  const ranges = Object.entries(s.ranges).map(([path, { low, likely, high }]) => [path, ...[low, likely, high].map((x) => x.toNumber())]);
  const difference = (ranges.length === 0 ? sampler : rangedSampler)(s, best);
  const values = new Float64Array(ranges.length === 0 ? OWN_DRAWS : OWN_RANGED_DRAWS);
  for (let n = 0; n < values.length; n += 1) {
    const drawn = Object.fromEntries(ranges.map(([path, ...corners]) => [path, triangular(random(), ...corners)]));
    const width = drawn["uncertainty.spread_pct"];
    const spread = width === undefined ? s.spread.toNumber() : width / 100;
    for (let k = 0; k < factors.length; k += 1) factors[k] = 1 + spread * (random() + random() - 1);
    values[n] = difference(factors, drawn);
  }
  return values.sort();
}

const quantile = (values, q) => values[Math.max(0, Math.ceil(q * values.length) - 1)];

function uncertainty(s, best) {
  const values = sortedDraws(s, best);
  const at = (q) => amount(D(quantile(values, q)));
  const below = values.filter((x) => x < -5e-7).length;
  return {
    n: REPORTED_DRAWS, generator: null, p10: at(0.1), p50: at(0.5), p90: at(0.9),
    direct_ahead_pct: amount(D(below).times(100).div(values.length)), histogram: null,
  };
}

// ---------------------------------------------------------------------------------------------------------------
// §11 Report

export function report(scenario) {
  const s = resolve(scenario);
  const trailing = ttm(s);
  const [direct, indirect] = [eligibility(s, "direct"), eligibility(s, "indirect")];

  const all = s.channels.map((channel) => linesAt(s, channel, trailing));
  const nets = all.map(netOf);
  const best = 1 + indexOfBest(nets.slice(1));
  const offer = s.channels[best];
  const difference = nets[best].minus(nets[0]);
  const labour = (list) => sum(LABOUR_LINES.map((id) => entire(lineOf(list, id))));
  const firstYearLoss = s.role === "direct" && s.standing.authorization !== "revoked"
    ? variableOf(lineOf(all[best], "incentives")).times(Math.min(12, s.transition.lossMonths)).div(12) : ZERO;
  const { freed, value } = hours(s, offer);

  const summaries = all.map(summary);
  const indices = s.channels.map((_, n) => n);
  const ruledOut = isRuledOut(s, direct);
  const withoutDirect = direct.verdict === "not_eligible" || isLost(s);
  const empty = totalRevenue(s).isZero();
  const mix = empty ? null : bestMix(s, summaries, indices);
  const mixAllowed = empty || !withoutDirect ? null : bestMix(s, summaries, indices.slice(1));
  const gain = mix?.net.minus(nets[indexOfBest(nets)]) ?? null;
  const gainAllowed = mixAllowed?.net.minus(nets[best]) ?? null;
  const ids = (assignment) => Object.fromEntries(Object.entries(assignment).map(([p, c]) => [p, s.channels[c].id]));
  const deadline = deadlineOf(s, ruledOut);

  return {
    schema: 1, rules: s.rules.id, as_of: s.asOf, currency: s.currency,
    ttm_usd: { value: amount(trailing), estimated: isEstimated(s) },
    eligibility: { direct, indirect },
    channels: s.channels.map((channel, n) => ({
      id: channel.id, name: channel.name,
      lines: all[n].map((line) => ({ id: line.id, amount: amount(entire(line)) })),
      net: amount(nets[n]), working_capital: amount(workingCapital(s, channel)),
      incentive_eligible: byPortfolio((p) => eligible(s, channel, p, trailing)),
    })),
    best_offer: offer.id,
    difference: amount(difference),
    difference_cash: amount(difference.plus(labour(all[best])).minus(labour(all[0]))),
    difference_first_year: amount(difference.minus(firstYearLoss)),
    hours_freed: amount(freed), hours_value: amount(value),
    recommendation: recommendation(s, { direct, indirect, difference, mix, gain, mixAllowed, gainAllowed, deadline }),
    break_even: s.channels.slice(1).map((channel) => breakEven(s, channel)),
    mix: mix === null ? null : {
      best: ids(mix.assignment), net: amount(mix.net), gain: amount(gain),
      best_allowed: mixAllowed && ids(mixAllowed.assignment), net_allowed: mixAllowed && amount(mixAllowed.net),
    },
    projection: projection(s, transitionCost(s).oneOff),
    transition: transition(s, best, summaries, ruledOut, deadline),
    sensitivity: sensitivity(s, best),
    uncertainty: uncertainty(s, best),
    ...(Object.keys(s.ranges).length === 0 ? {} : {
      ranges: Object.fromEntries(Object.entries(s.ranges).map(([path, range]) => [
        path, Object.fromEntries(Object.entries(range).map(([name, x]) => [name, x.toFixed()])),
      ])),
    }),
  };
}

/** What a page has to work out after each keystroke: the calculator's speed is measured beside this. */
export function comparison(scenario) {
  const s = resolve(scenario);
  const trailing = ttm(s);
  const all = s.channels.map((channel) => linesAt(s, channel, trailing));
  const nets = all.map(netOf);
  const best = 1 + indexOfBest(nets.slice(1));
  const mix = totalRevenue(s).isZero() ? null : bestMix(s, all.map(summary), s.channels.map((_, n) => n));
  return {
    eligibility: { direct: eligibility(s, "direct"), indirect: eligibility(s, "indirect") },
    channels: s.channels.map(({ id, name }, n) => ({
      id, name, net: amount(nets[n]), lines: all[n].map((line) => ({ id: line.id, amount: amount(entire(line)) })),
    })),
    difference: amount(nets[best].minus(nets[0])),
    breakEven: s.channels.slice(1).map((channel) => breakEven(s, channel)),
    mix: mix && { net: amount(mix.net), at: mix.assignment },
  };
}

/** What a run of the Monte Carlo may say, for judging percentiles that fall beside a jump of the distribution. */
export function spreadOfDraws(scenario) {
  const s = resolve(scenario);
  const trailing = ttm(s);
  const values = sortedDraws(s, 1 + indexOfBest(s.channels.slice(1).map((channel) => netAt(s, channel, trailing))));
  return { quantile: (q) => quantile(values, q) };
}

/** For the tests: both floating-point differences with one driver scaled must be the exact one. */
export function sampledDifferences(scenario, driver, f) {
  const s = resolve(scenario);
  const trailing = ttm(s);
  const best = 1 + indexOfBest(s.channels.slice(1).map((channel) => netAt(s, channel, trailing)));
  const factors = DRIVERS.map((name) => (name === driver ? f : 1));
  return [sampler, rangedSampler].map((of) => of(s, best)(factors));
}
