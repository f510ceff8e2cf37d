// Random scenarios for the differential test: typical ones, nasty valid ones and invalid ones, all from one seed.
// A sample is { kind, text, scenario } for a valid scenario and { kind, text, invalid } for one to be refused;
// `text` is the JSON to feed, so that both sides also read the same spellings of a number.

import { Decimal, generator, PORTFOLIOS } from "./model.mjs";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD"];
const DESIGNATIONS = [
  "modern_work", "security", "business_applications", "data_ai", "digital_app_innovation", "infrastructure",
];
const FACTS = [
  "admin_mfa", "security_contact", "maicpp", "vetting", "assessment", "credit", "direct_agreement",
  "indirect_agreement", "distributor", "own_platform", "own_24x7",
];
// Ends of months, leap days, both sides of each rule set's start and review date, both ends of the range.
const DATES = [
  "2018-08-31", "2018-09-01", "2020-02-29", "2020-10-26", "2020-10-27", "2020-12-31", "2023-03-01", "2024-02-29",
  "2024-08-30", "2024-08-31", "2025-01-31", "2025-09-30", "2025-10-01", "2025-10-31", "2026-01-30", "2026-05-31",
  "2026-08-31", "2026-09-30", "2026-10-01", "2026-11-22", "2026-12-31", "2027-01-29", "2028-02-29", "2100-02-28",
  "2199-12-31",
];
const THRESHOLDS = [1000000, 300000, 25000];

function dice(seed) {
  const random = generator(seed);
  for (let n = 0; n < 20; n += 1) random();
  const int = (low, high) => low + Math.floor(random() * (high - low + 1));
  return {
    random, int,
    chance: (p) => random() < p,
    pick: (list) => list[int(0, list.length - 1)],
    shuffle: (list) => {
      const copy = [...list];
      for (let n = copy.length - 1; n > 0; n -= 1) {
        const other = int(0, n);
        [copy[n], copy[other]] = [copy[other], copy[n]];
      }
      return copy;
    },
  };
}

function put(target, path, value) {
  const keys = path.split(".");
  let at = target;
  keys.slice(0, -1).forEach((key, n) => {
    if (at[key] === undefined || at[key] === null) at[key] = /^\d+$/.test(keys[n + 1]) ? [] : {};
    at = at[key];
  });
  at[keys.at(-1)] = value;
}

/** Log-uniform, with a few significant digits. */
function magnitude(d, low, high, places = 2) {
  const value = Math.exp(Math.log(low) + d.random() * (Math.log(high) - Math.log(low)));
  const digits = d.int(1, 6);
  return Number(Math.min(high, Math.max(low, Number(value.toPrecision(digits)))).toFixed(places));
}

// Each numeric field: the range allowed, whether whole, and how a usual value is drawn.
const amount = (typicalLow, typicalHigh) => ({ low: 0, high: 1e12, typical: (d) => magnitude(d, typicalLow, typicalHigh) });
const pct = (typicalLow, typicalHigh) => ({ low: 0, high: 100, typical: (d) => d.int(typicalLow * 10, typicalHigh * 10) / 10 });
const hours = (typicalHigh) => ({ low: 0, high: 1e6, typical: (d) => d.int(0, typicalHigh * 4) / 4 });
const days = { low: 0, high: 3650, typical: (d) => d.pick([0, 7, 14, 30, 30.5, 45, 60, 90]) };
const count = (low, high, typicalLow, typicalHigh) =>
  ({ low, high, whole: true, typical: (d) => d.int(typicalLow, typicalHigh) });

const OFFER_FIELDS = {
  funding: amount(100, 40000), fee: amount(100, 10000), fee_pct: pct(0, 2), support_fee: amount(100, 9000),
  billing_hours: hours(40), compliance_hours: hours(60), support_cost: amount(1000, 200000),
  training_cost: amount(100, 5000), guarantee_cost: amount(100, 5000), leakage_pct: pct(0, 2), supplier_days: days,
};
const FIELDS = {
  "customers": count(0, 1e6, 0, 900), "subscriptions": count(0, 1e7, 0, 9000),
  "usd_rate": { low: 0.0001, high: 10000, typical: (d) => magnitude(d, 0.02, 2, 4) || 1 },
  "standing.billed_ttm_usd": amount(200000, 4000000), "standing.indirect_months": count(0, 1200, 0, 30),
  "standing.alert_hours": { low: 0, high: 1e6, typical: (d) => d.pick([0, 6, 23.99, 24, 24.01, 48]) },
  "standing.tenant_months": count(0, 1200, 8, 16), "standing.tenant_ttm_usd": amount(500, 200000),
  "standing.anniversary": count(1, 12, 1, 12),
  "direct.support_plan_fee": amount(5000, 60000), "direct.platform_fee": amount(1000, 40000),
  "direct.platform_fee_per_customer": amount(0.1, 10), "direct.billing_hours": hours(90),
  "direct.support_cost": amount(1000, 250000), "direct.round_the_clock_cost": amount(1000, 150000),
  "direct.compliance_hours": hours(200), "direct.training_cost": amount(100, 20000), "direct.leakage_pct": pct(0, 3),
  "direct.supplier_days": days, "direct.integration_build": amount(1000, 90000),
  "direct.integration_years": count(1, 50, 1, 7), "direct.integration_upkeep": amount(100, 20000),
  "direct.guarantee_cost": amount(100, 9000),
  "incentives.coop_share_pct": pct(0, 100), "incentives.coop_value_pct": pct(0, 100),
  "labour.hourly_cost": amount(10, 200), "labour.volume_pct": pct(0, 100), "labour.redeploy_pct": pct(0, 100),
  "labour.billable_rate": amount(10, 250),
  "finance.cost_of_capital_pct": pct(0, 20), "finance.customer_days": days, "finance.bad_debt_pct": pct(0, 3),
  "finance.discount_pct": pct(0, 20), "finance.cost_inflation_pct": pct(0, 10),
  "transition.hours_per_customer": hours(10), "transition.hours_per_request": hours(4),
  "transition.items_per_request": count(1, 1e7, 1, 60), "transition.project_hours": hours(300),
  "transition.other_cost": amount(100, 30000), "transition.customers_per_week": count(1, 1e6, 1, 40),
  "transition.preparation_weeks": count(0, 520, 0, 30), "transition.incentive_loss_months": count(0, 60, 0, 24),
  "transition.support_plan_months_left": count(0, 12, 0, 12), "transition.horizon_months": count(12, 60, 12, 60),
  "uncertainty.spread_pct": { low: 0, high: 90, typical: (d) => d.int(0, 90) },
};
for (const p of PORTFOLIOS) {
  FIELDS[`revenue.${p}`] = amount(5000, 3000000);
  FIELDS[`growth_pct.${p}`] = { low: -100, high: 1000, typical: (d) => d.int(-200, 500) / 10 };
  FIELDS[`standing.points.${p}`] = { low: 0, high: 100, typical: (d) => d.pick([0, 24.99, 25, 40, 80, 100]) };
  FIELDS[`direct.margin_pct.${p}`] = pct(5, 30);
  FIELDS[`incentives.rate_pct.${p}`] = pct(0, 12);
  FIELDS[`transition.starts.${p}`] = count(1, 60, 1, 18);
  OFFER_FIELDS[`margin_pct.${p}`] = pct(3, 25);
}

/** The ends of the range, their neighbours, and figures with as many decimals as allowed, as text. */
function wild(d, { low, high, whole }) {
  const step = whole ? 1 : d.pick(["0.01", "0.000001", "0.000000000001"]);
  const inside = new Decimal(high).minus(low).times(Math.floor(d.random() * 1e9)).div(1e9).plus(low);
  const value = d.pick([
    () => low, () => low, () => high, () => new Decimal(low).plus(step), () => new Decimal(high).minus(step),
    () => inside.toDecimalPlaces(whole ? 0 : d.pick([0, 2, 12])),
    () => new Decimal(magnitude(d, Math.max(1, low), high, 2)).toDecimalPlaces(whole ? 0 : 2),
  ])();
  return value instanceof Decimal ? value.toFixed() : value;
}

function date(d) {
  if (d.chance(0.6)) return d.pick(DATES);
  const time = Date.UTC(d.int(2018, 2035), d.int(0, 11), d.int(1, 31));
  return new Date(Math.max(time, Date.UTC(2018, 7, 31))).toISOString().slice(0, 10);
}

function standing(d, scenario) {
  const good = d.chance(0.45);
  for (const name of FACTS) {
    if (good) put(scenario, `standing.${name}`, !d.chance(0.04));
    else if (d.chance(0.5)) put(scenario, `standing.${name}`, d.chance(0.7));
  }
  if (good || d.chance(0.5)) put(scenario, "standing.support_plan", d.pick(["none", "asfp", "asfp", "psfp"]));
  if (good || d.chance(0.5)) {
    const held = d.shuffle(DESIGNATIONS).slice(0, d.pick([0, 1, 1, 2, 3, 6]));
    put(scenario, "standing.designations", held);
  }
  if (good) {
    put(scenario, "standing.indirect_months", d.pick([10, 11, 12, 30]));
    put(scenario, "standing.alert_hours", d.pick([6, 24, "24.00", 24.01]));
  }
  if (d.chance(0.3)) put(scenario, "standing.authorization", d.pick(["active", "restricted", "suspended", "revoked"]));
  if (d.chance(0.5)) put(scenario, "standing.anniversary", d.int(1, 12));
}

/** A scenario of usual figures; `wildness` is the chance that a stated figure is an extreme one. */
function ordinary(d, wildness) {
  const scenario = { as_of: date(d) };
  const density = d.pick([0.1, 0.3, 0.6]);
  if (d.chance(0.8)) scenario.role = d.pick(["direct", "direct", "indirect", "new"]);
  if (d.chance(0.5)) scenario.currency = d.pick(CURRENCIES);
  if (d.chance(0.2)) scenario.rules = d.pick(["fy26", "2020", "2018"]);
  if (d.chance(0.9)) standing(d, scenario);
  const state = (path, field) => put(scenario, path, d.chance(wildness) ? wild(d, field) : field.typical(d));
  for (const [path, field] of Object.entries(FIELDS)) {
    if (path === "usd_rate" ? d.chance(0.25) : d.chance(density)) state(path, field);
  }
  for (const p of PORTFOLIOS) if (d.chance(0.12)) put(scenario, `revenue.${p}`, 0);
  if (d.chance(0.85)) {
    const many = d.pick([1, 1, 2, 2, 3, 4, 5]);
    put(scenario, "offers", Array.from({ length: many }, () => ({})));
    for (let n = 0; n < many; n += 1) {
      if (d.chance(0.3)) put(scenario, `offers.${n}.name`, d.pick(["Noord", "a", "12.50", "Ω".repeat(60), "𝄞 & \"<b>\"", " "]));
      for (const [path, field] of Object.entries(OFFER_FIELDS)) {
        if (d.chance(density)) state(`offers.${n}.${path}`, field);
      }
    }
    if (d.chance(0.4)) put(scenario, "transition.to", `offers.${d.int(0, many - 1)}`);
  }
  return scenario;
}

/** Nothing costs anything and nobody earns anything, so that a single figure decides. */
function bare(d) {
  const zero = byPortfolio(0);
  const offer = () => ({
    margin_pct: { ...zero }, billing_hours: 0, compliance_hours: 0, support_cost: 0, leakage_pct: 0, supplier_days: 30,
  });
  return {
    as_of: date(d), currency: "USD", usd_rate: 1, customers: d.int(0, 50),
    revenue: { modern_work: 1000000, security: 0, business_apps: 0, azure: 0 },
    direct: {
      margin_pct: { ...zero }, support_plan_fee: 0, platform_fee: 0, billing_hours: 0, support_cost: 0,
      compliance_hours: 0, training_cost: 0, leakage_pct: 0, supplier_days: 30,
    },
    offers: [offer()],
    incentives: { rate_pct: { ...zero } },
    finance: { bad_debt_pct: 0 },
  };
}
const byPortfolio = (value) => Object.fromEntries(PORTFOLIOS.map((p) => [p, value]));

/** A figure as a range: around what it is, or at the ends of what it may be; now and then from a number to itself. */
function asRange(d, { low, high, whole }, value) {
  const places = whole ? 0 : d.pick([0, 2, 4]);
  const middle = new Decimal(value);
  const width = Decimal.max(middle.abs(), whole ? 2 : 1).times(d.pick([0, 0.02, 0.2, 0.2, 1]));
  const inside = (x) => Decimal.min(high, Decimal.max(low, x.toDecimalPlaces(places)));
  const from = d.chance(0.05) ? new Decimal(low) : inside(middle.minus(width.times(d.random())));
  const to = Decimal.max(from, d.chance(0.05) ? new Decimal(high) : inside(middle.plus(width)));
  const likely = inside(to.minus(from).times(d.random()).plus(from));
  if (d.chance(0.5) || likely.lt(from) || likely.gt(to)) return `${from.toFixed()}..${to.toFixed()}`;
  return [from, likely, to].map((x) => x.toFixed()).join(";");
}

/** The scenario with some of its figures, and some it does not state, as ranges. */
function withRanges(d, scenario, density) {
  const at = (path) => path.split(".").reduce((object, key) => object?.[key], scenario) ?? null;
  const make = (path, field) => {
    if (path === "standing.anniversary" || !d.chance(density)) return;
    put(scenario, path, asRange(d, field, at(path) ?? field.typical(d)));
  };
  for (const [path, field] of Object.entries(FIELDS)) make(path, field);
  (scenario.offers ?? []).forEach((_, n) => {
    for (const [path, field] of Object.entries(OFFER_FIELDS)) make(`offers.${n}.${path}`, field);
  });
  return scenario;
}

/** Each takes the dice and returns a valid scenario with something at an edge. */
const EDGES = {
  "some ranges": (d) => withRanges(d, ordinary(d, 0), 0.05),
  "many ranges": (d) => withRanges(d, ordinary(d, 0.01), 0.4),
  "ranges where incentives jump": (d) => withRanges(d, EDGES["incentives that jump at a threshold"](d), 0.1),
  "stated TTM at a threshold": (d) => {
    const scenario = ordinary(d, 0.02);
    const at = new Decimal(d.pick(THRESHOLDS)).times(d.pick([1, 1, 1, "0.85", "1.15", "0.9", "1.1", "0.2"]));
    put(scenario, "standing.billed_ttm_usd", at.plus(d.pick([0, "0.01", "-0.01", "0.0000001", "-0.0000001"])).toFixed());
    return scenario;
  },
  "estimated TTM at a threshold": (d) => {
    const scenario = ordinary(d, 0);
    const [p] = d.shuffle(PORTFOLIOS);
    const only = d.chance(0.5);
    const target = new Decimal(d.pick(THRESHOLDS)).times(d.pick([1, 1, "0.85", "1.15", "0.9", "1.1"]))
      .plus(d.pick([0, "0.01", "-0.01"]));
    put(scenario, "currency", "USD");
    put(scenario, "usd_rate", 1);
    for (const q of PORTFOLIOS) put(scenario, `revenue.${q}`, only ? 0 : 2000);
    for (const q of PORTFOLIOS) put(scenario, `direct.margin_pct.${q}`, 20);
    put(scenario, `revenue.${p}`, target.div("0.8").minus(only ? 0 : 6000).toFixed());
    delete scenario.standing?.billed_ttm_usd;
    return scenario;
  },
  "tenant at its threshold": (d) => {
    const scenario = ordinary(d, 0);
    scenario.role = "indirect";
    scenario.rules = "fy26";
    const at = d.pick([850, 849.99, 999.99, 1000, 1150, 1150.01]);
    if (d.chance(0.6)) put(scenario, "standing.tenant_ttm_usd", at);
    else {
      put(scenario, "currency", "USD");
      put(scenario, "usd_rate", 1);
      scenario.revenue = { ...byPortfolio(0), security: new Decimal(at).div("0.8").toFixed() };
      put(scenario, "direct.margin_pct.security", 20);
      delete scenario.standing?.tenant_ttm_usd;
      if (d.chance(0.5)) put(scenario, "standing.billed_ttm_usd", at);
    }
    put(scenario, "standing.tenant_months", d.pick([11, 12, 0]));
    return scenario;
  },
  "no revenue": (d) => {
    const scenario = ordinary(d, 0.1);
    scenario.revenue = byPortfolio(0);
    scenario.role = d.pick(["direct", "indirect", "new"]);
    return scenario;
  },
  "one portfolio": (d) => {
    const scenario = ordinary(d, 0.05);
    scenario.revenue = byPortfolio(0);
    scenario.revenue[d.pick(PORTFOLIOS)] = d.pick([0.01, 1, "0.000001", 1250000, 3400000, 1e12]);
    return scenario;
  },
  "margins of 0 and 100 %": (d) => {
    const scenario = ordinary(d, 0);
    const some = () => d.pick([0, 100, "99.999999999999", 50, 20]);
    const same = some();
    const all = d.chance(0.5);
    for (const p of PORTFOLIOS) {
      put(scenario, `direct.margin_pct.${p}`, all ? same : some());
      (scenario.offers ?? []).forEach((_, n) => put(scenario, `offers.${n}.margin_pct.${p}`, some()));
    }
    return scenario;
  },
  "margins that reach their cap": (d) => {
    const scenario = ordinary(d, 0);
    for (const p of PORTFOLIOS) {
      put(scenario, `direct.margin_pct.${p}`, d.int(25, 95));
      (scenario.offers ?? []).forEach((_, n) => put(scenario, `offers.${n}.margin_pct.${p}`, d.int(25, 95)));
    }
    put(scenario, "direct.round_the_clock_cost", magnitude(d, 1000, 900000));
    return scenario;
  },
  "incentives that jump at a threshold": (d) => {
    const scenario = ordinary(d, 0);
    delete scenario.standing?.billed_ttm_usd;
    put(scenario, "standing.designations", d.shuffle(DESIGNATIONS).slice(0, d.int(1, 4)));
    for (const p of PORTFOLIOS) {
      put(scenario, `revenue.${p}`, d.int(0, 1200) * 1000);
      put(scenario, `incentives.rate_pct.${p}`, d.int(0, 20));
    }
    put(scenario, "direct.round_the_clock_cost", magnitude(d, 1000, 100000));
    return scenario;
  },
  "equal offers": (d) => {
    const scenario = ordinary(d, 0.02);
    const [first] = scenario.offers ?? [{}];
    const more = d.pick([0, "0.0000001", "0.0000004", "0.000001", "0.01"]);
    scenario.offers = Array.from({ length: d.int(2, 5) }, () => structuredClone(first));
    if (scenario.transition?.to !== undefined) scenario.transition.to = `offers.${scenario.offers.length - 1}`;
    const base = new Decimal(first.funding ?? 0);
    if (base.lte(9e11)) scenario.offers[d.int(0, scenario.offers.length - 1)].funding = base.plus(more).toFixed();
    return scenario;
  },
  "offers like direct": (d) => {
    const scenario = bare(d);
    scenario.revenue = Object.fromEntries(PORTFOLIOS.map((p) => [p, d.pick([0, 250000, 400000, 750000])]));
    scenario.offers = Array.from({ length: d.int(1, 4) }, () => structuredClone(scenario.offers[0]));
    const p = d.pick(PORTFOLIOS);
    const channel = d.pick(["direct", ...scenario.offers.map((_, n) => `offers.${n}`)]);
    put(scenario, `${channel}.margin_pct.${p}`, d.pick([0, 1, 3, "0.000001"]));
    standing(d, scenario);
    scenario.role = d.pick(["direct", "indirect"]);
    return scenario;
  },
  "difference at the band": (d) => {
    const scenario = bare(d);
    const off = d.pick([0, "0.0000004", "0.0000005", "0.000001", "0.01", "-0.01", "-0.000001"]);
    const at = new Decimal(5000).plus(off).toFixed();
    put(scenario, d.pick(["offers.0.funding", "direct.guarantee_cost", "offers.0.guarantee_cost"]), at);
    put(scenario, "standing.billed_ttm_usd", 2000000);
    put(scenario, "standing.designations", ["modern_work"]);
    return scenario;
  },
  "gain of the mix at the band": (d) => {
    const scenario = bare(d);
    scenario.revenue = { modern_work: 500000, security: 500000, business_apps: 0, azure: 0 };
    scenario.offers.push(structuredClone(scenario.offers[0]));
    put(scenario, "offers.0.margin_pct.modern_work", d.pick([1, "1.000001", "0.9999999", "1.01"]));
    put(scenario, "offers.1.margin_pct.security", 1);
    put(scenario, "standing.billed_ttm_usd", d.pick([2000000, 500000, 10]));
    if (d.chance(0.5)) standing(d, scenario);
    return scenario;
  },
  "nothing between the models": (d) => {
    const scenario = bare(d);
    if (d.chance(0.5)) scenario.role = "direct";
    put(scenario, "direct.margin_pct.modern_work", 10);
    put(scenario, "offers.0.margin_pct.modern_work", d.pick([10, "10.0000000001"]));
    return scenario;
  },
  "touching zero": (d) => {
    const scenario = bare(d);
    d.pick([
      () => { // at the cap of the margin, and flat from there
        put(scenario, "direct.margin_pct.modern_work", d.pick([20, 25, 40, 50]));
        put(scenario, "offers.0.funding", d.pick([1000000, "999999.99", 600000, 1000000.01]));
      },
      () => { // at 5, the end of the range
        put(scenario, "offers.0.funding", 1000);
        put(scenario, "offers.0.guarantee_cost", d.pick([5000, 4999, 5001]));
      },
      () => put(scenario, d.pick(["direct.support_cost", "offers.0.support_cost"]), 7000), // at 0
    ])();
    return scenario;
  },
  "flips equally near": (d) => {
    // Zero on one side of 1 and a jump (the direct threshold of 2020) on the other.
    const scenario = bare(d);
    scenario.rules = "2020";
    put(scenario, "revenue.modern_work", 250000);
    put(scenario, "standing.designations", ["security"]);
    put(scenario, "incentives.rate_pct.modern_work", 10);
    put(scenario, "incentives.coop_share_pct", 0);
    put(scenario, "offers.0.guarantee_cost", d.pick([20000, 20001, 19999]));
    return scenario;
  },
  "break-even of each kind": (d) => {
    const scenario = bare(d);
    put(scenario, "direct.margin_pct.modern_work", d.pick([10, 12, 8]));
    put(scenario, "offers.0.margin_pct.modern_work", 10);
    put(scenario, "direct.guarantee_cost", d.pick([0, 5000, 20000]));
    put(scenario, "offers.0.guarantee_cost", d.pick([0, 5000, 20000]));
    put(scenario, "direct.support_cost", d.pick([0, 30000]));
    put(scenario, "offers.0.support_cost", d.pick([0, 30000]));
    put(scenario, "labour.volume_pct", d.pick([0, 100, 50]));
    scenario.rules = d.pick(["fy26", "2018"]);
    if (d.chance(0.5)) put(scenario, "standing.billed_ttm_usd", d.pick([0, 0.01, 800000, 1e12]));
    return scenario;
  },
  "break-even beyond the figures": (d) => {
    const scenario = bare(d);
    put(scenario, "revenue.modern_work", 1e12);
    put(scenario, "direct.margin_pct.modern_work", "10.000000000001");
    put(scenario, "offers.0.margin_pct.modern_work", 10);
    put(scenario, "direct.compliance_hours", d.pick([1e6, 1000]));
    put(scenario, "labour.hourly_cost", d.pick([1e12, 1e8]));
    put(scenario, "standing.billed_ttm_usd", d.pick([0, 0.01, "0.000001", 1000000]));
    return scenario;
  },
  "growth that meets a threshold exactly": (d) => {
    const scenario = ordinary(d, 0);
    const years = d.int(1, 3);
    scenario.currency = "USD";
    scenario.rules = d.pick(["fy26", "2020"]);
    for (const p of PORTFOLIOS) put(scenario, `growth_pct.${p}`, 100);
    const target = scenario.rules === "fy26" ? 1000000 : 300000;
    put(scenario, "standing.billed_ttm_usd", new Decimal(target).div(2 ** years).plus(d.pick([0, -1])).toFixed());
    if (d.chance(0.5)) put(scenario, "standing.tenant_ttm_usd", d.pick([500, 250, 125]));
    return scenario;
  },
  "every figure at an end of its range": (d) => {
    const scenario = ordinary(d, 0);
    const high = d.pick([0, 0.5, 0.9, 1]);
    const end = (field) => (d.chance(high) ? field.high : field.low);
    for (const [path, field] of Object.entries(FIELDS)) if (d.chance(0.9)) put(scenario, path, end(field));
    scenario.offers = Array.from({ length: d.int(1, 3) }, () => ({}));
    scenario.offers.forEach((_, n) => Object.entries(OFFER_FIELDS).forEach(([path, field]) => {
      if (d.chance(0.9)) put(scenario, `offers.${n}.${path}`, end(field));
    }));
    if (d.chance(0.5)) delete scenario.standing.billed_ttm_usd;
    delete scenario.transition.to;
    return scenario;
  },
  "growth at its ends": (d) => {
    const scenario = ordinary(d, 0.05);
    for (const p of PORTFOLIOS) put(scenario, `growth_pct.${p}`, d.pick([-100, -99.99, 0, 1000, 10]));
    return scenario;
  },
  "deadline near": (d) => {
    const scenario = ordinary(d, 0);
    scenario.role = "direct";
    const [month, year] = [d.int(1, 12), d.int(2019, 2035)];
    const after = d.pick([-30, -1, 0, 1, 27, 28, 30, 31, 32, 59, 60, 61, 88, 89, 90, 91]);
    scenario.as_of = new Date(Date.UTC(year, month - 1, 1) + after * 86400000).toISOString().slice(0, 10);
    put(scenario, "standing.anniversary", month);
    put(scenario, "standing.billed_ttm_usd", d.pick([100000, 700000, 990000, 5000000]));
    if (d.chance(0.7)) put(scenario, "standing.authorization", d.pick(["active", "restricted", "suspended", "revoked"]));
    for (const p of PORTFOLIOS) put(scenario, `transition.starts.${p}`, d.int(1, 14));
    return scenario;
  },
  "very long or very short move": (d) => {
    const scenario = ordinary(d, 0);
    scenario.role = "direct";
    put(scenario, "standing.anniversary", d.int(1, 12));
    put(scenario, "standing.designations", []);
    const weeks = d.pick([519, 520, 521, 0, 1]);
    const preparation = d.pick([0, Math.min(weeks, 400)]);
    put(scenario, "transition.preparation_weeks", preparation);
    put(scenario, "transition.customers_per_week", 3);
    scenario.customers = 3 * (weeks - preparation);
    scenario.subscriptions = d.pick([0, 1, 10000000]);
    for (const p of PORTFOLIOS) put(scenario, `transition.starts.${p}`, d.pick([1, 12, 13, 59, 60]));
    put(scenario, "transition.horizon_months", d.pick([12, 13, 60]));
    put(scenario, "transition.incentive_loss_months", d.pick([0, 1, 11, 13, 60]));
    return scenario;
  },
  "leap days and ends of months": (d) => {
    const scenario = ordinary(d, 0);
    scenario.as_of = d.pick(["2024-02-29", "2025-01-31", "2025-08-31", "2026-10-31", "2027-12-31", "2199-12-31", "2019-11-30"]);
    put(scenario, "standing.indirect_months", d.int(0, 12));
    if (d.chance(0.5)) put(scenario, "standing.designations", []);
    return scenario;
  },
};

// A value that is refused at its path, whatever the rest says. Paths of one scenario must not contain each other.
const FAULTS = [
  ["as_of", ["2026-02-30", "2025-02-29", "2018-08-30", "2200-01-01", "2026-1-01", "22-11-2026", "", 20261122, "2026-11-22T00:00:00Z"]],
  ["rules", ["fy27", "FY26", 2020, ""]], ["currency", ["eur", "XXX", " EUR", 1, true]],
  ["role", ["Direct", "reseller", "", false]],
  ["usd_rate", [0, "0.00009", 10000.01, "1,1", "+1", "1e0", -1]],
  ["customers", [-1, 1000001, 1.5, "80.5", "80 ", "", true, [], {}]], ["subscriptions", [10000001, "1_000"]],
  ["revenue", [5, "x", [], true]], ["growth_pct.azure", [-100.01, 1000.01, "-100.000000000001", "10%", ".5", "5."]],
  ["standing.indirect_months", [-1, 1201, 0.5]], ["standing.billed_ttm_usd", ["1000000000000.01", -0.01, "Infinity", "0x10"]],
  ["standing.tenant_ttm_usd", ["1.0000000000001", "1000000000000.000000000001"]],
  ["standing.designations", [["azure"], ["security", "security"], "security", [null], [["security"]], {}]],
  ["standing.points.security", [-1, 100.01]], ["standing.support_plan", ["ASfP", true]], ["standing.credit", ["true", 1, 0]],
  ["standing.own_24x7", ["yes"]], ["standing.alert_hours", [-1, 1000001]], ["standing.anniversary", [0, 13, 1.5, "march"]],
  ["standing.authorization", ["Active", "ended"]], ["standing.agreement", [true]], ["standing.point", [1]],
  ["direct.margin_pct.azure", [100.000000001, -1, "abc"]], ["direct.integration_years", [0, 51, 2.5]],
  ["direct.platform_fee", [1000000000001, "1.1234567890123"]], ["direct.supplier_days", [3651, -1]],
  ["direct.billing_hours", [1000000.5]], ["direct.funding", [1]], ["direct.leakage_pct", [101]],
  ["incentives.rate_pct.azur", [1]], ["incentives.coop_share_pct", [100.1]], ["labour.volume_pct", [-0.1]],
  ["labour.hourly_cost", ["NaN", "-1", "--1", "1.2.3", "１"]], ["finance.discount_pct", [100.5]],
  ["finance.customer_days", [4000]], ["transition.starts.azure", [0, 61, 1.5]],
  ["transition.horizon_months", [11, 61, 12.5]], ["transition.items_per_request", [0, 10000001]],
  ["transition.customers_per_week", [0]], ["transition.preparation_weeks", [521]],
  ["transition.support_plan_months_left", [13]], ["transition.to", ["offers.5", "offers.00", "direct", "offers", 0]],
  ["uncertainty.spread_pct", [90.5, -1]], ["uncertainty.seed", [1]], ["schema", [1]], ["report", [{}]],
  ["offers.0.name", ["", "x".repeat(61), "a\tb", "a\nb", "a\u0085b", 5]], ["offers.0.margin_pct.modern_work", [101]],
  ["offers.0.supplier_days", [-30]], ["offers.0.fee_pct", [100.01]], ["offers.0.platform_fee", [1]],
];
const WHOLE_FAULTS = [
  () => [{ offers: [] }, ["offers"]],
  () => [{ offers: [{}, {}, {}, {}, {}, {}] }, ["offers"]],
  () => [{ offers: { 0: {} } }, ["offers"]],
  () => [{ offers: [{}, null] }, ["offers.1"]],
  () => [{ offers: [{}, 5] }, ["offers.1"]],
  () => [{ offers: [{}, {}], transition: { to: "offers.2" } }, ["transition.to"]],
  () => [{ "offers.0.fee": 5 }, ["offers.0.fee"]],
  () => [{ "standing.maicpp": true }, ["standing.maicpp"]],
  () => [{ standing: { "points.azure": 3 } }, ["standing.points.azure"]],
  () => [{ customers: "90..80" }, ["customers"]],
  () => [{ customers: "80..90.5", revenue: { azure: "1;2" } }, ["customers", "revenue.azure"]],
  () => [{ standing: { anniversary: "1..3" } }, ["standing.anniversary"]],
  () => [{ offers: [{ fee: "1;3;2", fee_pct: "0..101" }] }, ["offers.0.fee", "offers.0.fee_pct"]],
  () => [{ usd_rate: "1.0 .. 1.2", labour: { hourly_cost: "..5" } }, ["usd_rate", "labour.hourly_cost"]],
  () => [{ Revenue: { azure: 1 } }, ["Revenue"]],
  () => [{ standing: 5, direct: [], finance: "x" }, ["standing", "direct", "finance"]],
];
const TEXT_FAULTS = [
  ['{"as_of":"2026-11-22","customers":1,"customers":1}', ["customers"]],
  ['{"as_of":"2026-11-22","revenue":{"azure":1,"security":2,"azure":3}}', ["revenue.azure"]],
  ['{"as_of":"2026-11-22","offers":[{},{"fee":1,"fee":2}]}', ["offers.1.fee"]],
  ['{"as_of":"2026-11-22","finance":{"discount_pct":5},"finance":{"bad_debt_pct":1}}', ["finance"]],
  ['{"as_of":"2026-11-22","customers":null,"customers":80}', ["customers"]],
  ['{"as_of":"2026-11-22","revenue":{"azure":1e400}}', ["revenue.azure"]],
  ['{"as_of":"2026-11-22","revenue":{"azure":1e-13}}', ["revenue.azure"]],
  ['{"as_of":"2026-11-22","revenue":{"azure":0.1234567890123}}', ["revenue.azure"]],
  ['{"as_of":"2026-11-22","revenue":{"azure":1000000000000.000000000001}}', ["revenue.azure"]],
  ['{"as_of":"2026-11-22"', []], ["", []], ["[]", null], ["null", null], ['{"as_of":"2026-11-22",}', []],
  ['{"as_of":"2026-11-22","customers":080}', []], ['{"as_of":"2026-11-22"} {}', []], ["{'as_of':'2026-11-22'}", []],
  [`{"offers":${"[".repeat(100000)}`, []], ['{"as_of":"2026-11-22","customers":NaN}', []],
];

function faulty(d) {
  const way = d.random();
  if (way < 0.25) {
    const [text, invalid] = d.pick(TEXT_FAULTS);
    return { kind: "invalid text", text, invalid: invalid ?? [] };
  }
  if (way < 0.45) {
    const [scenario, invalid] = d.pick(WHOLE_FAULTS)();
    return { kind: "invalid shape", text: JSON.stringify({ as_of: "2026-11-22", ...scenario }), invalid };
  }
  const scenario = ordinary(d, 0);
  scenario.offers ??= [{}];
  const chosen = [];
  for (const [path, values] of d.shuffle(FAULTS).slice(0, d.pick([1, 1, 2, 3, 5, 8]))) {
    const overlaps = chosen.some((other) => `${other}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${other}.`));
    if (overlaps) continue;
    put(scenario, path, d.pick(values));
    chosen.push(path);
  }
  return { kind: "invalid values", text: JSON.stringify(scenario), invalid: chosen };
}

/** JSON text with the spellings of a number that mean the same, and nulls for what is absent. */
function write(d, value) {
  if (typeof value === "number" && d.chance(0.15)) {
    const plain = new Decimal(value).toFixed();
    const ways = [JSON.stringify(plain)];
    if (Number.isInteger(value)) ways.push(`${plain}.0`, `${plain}e0`, `${plain}.000E+0`, JSON.stringify(`${plain}.00000000000000`));
    if (value > 0) ways.push(JSON.stringify(`00${plain}`), `${new Decimal(value).times(1000).toFixed()}e-3`);
    if (value === 0) ways.push("-0", '"-0"', '"-0.00"');
    return d.pick(ways);
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(d, item)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${write(d, item)}`);
    return `{${pairs.join(d.pick([",", " ,\n"]))}}`;
  }
  return JSON.stringify(value);
}

const NULLABLE = ["transition", "rules", "role", "offers", "labour", "finance", "customers", "usd_rate"];

/** Sample number n of a seed; samples do not depend on each other. */
export function sample(seed, n) {
  const d = dice((seed * 1000003 + n) >>> 0);
  const way = d.random();
  if (way < 0.12) return faulty(d);
  let kind;
  let scenario;
  if (way < 0.4) [kind, scenario] = ["ordinary", ordinary(d, 0)];
  else if (way < 0.55) [kind, scenario] = ["wild", ordinary(d, d.pick([0.05, 0.2, 0.6]))];
  else {
    kind = d.pick(Object.keys(EDGES));
    scenario = EDGES[kind](d);
  }
  for (const key of NULLABLE) if (scenario[key] === undefined && d.chance(0.05)) scenario[key] = null;
  const text = write(d, scenario);
  return { kind, text, scenario: JSON.parse(text) };
}
