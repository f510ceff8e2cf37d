//! What an evaluation costs, whole and by part, on the default scenario and on a large one.
//!
//! ```sh
//! cargo bench --no-default-features --bench evaluate
//! ```
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tierwise::engine::attribution::{Circumstances, attribution};
use tierwise::engine::date::Date;
use tierwise::engine::doubt::doubt;
use tierwise::engine::landscape::Plan;
use tierwise::engine::report::Driver;
use tierwise::engine::rules::RuleSet;
use tierwise::engine::scenario::Scenario;
use tierwise::engine::{Evaluation, evaluate};
use tierwise::link;

const TODAY: Date = Date::literal(2026, 11, 22);

/// Five offers, everything stated: the most there is to do.
const LARGE: &str = "ro=direct&an=3&mf=true&ma=true&ve=true&de=modern_work,data_ai&bt=1200000&0mgm=14&1mgm=15&2mga=9\
                     &3mgs=13.5&4mgb=17&4fu=6000&rem=900000&res=120000&reb=80000&rea=700000";

/// The same with ten ranges.
const RANGED: &str = "ro=direct&an=3&mf=true&ma=true&ve=true&de=modern_work,data_ai&bt=900000..1200000&0mgm=14&1mgm=13..16&2mga=9\
                      &3mgs=13.5&4mgb=17&4fu=0..6000&rem=700000..900000&res=120000&reb=80000&rea=500000..700000&dmm=18..21&dma=10..13\
                      &fd=25..45&lh=40..60&cs=80..95";

fn scenarios() -> [(&'static str, Scenario); 3] {
    let [large, ranged] = [LARGE, RANGED].map(|fragment| link::plain(fragment).scenario);
    [("default", Scenario::default()), ("large", large), ("ranged", ranged)]
}

fn under(rules: &str, day: Date) -> Circumstances {
    Circumstances { day, rules: RuleSet::by_id(rules).unwrap(), defaults: Vec::new() }
}

fn benches(criterion: &mut Criterion) {
    for (name, scenario) in scenarios() {
        let mut group = criterion.benchmark_group(name);
        let evaluation = Evaluation::new(&scenario, TODAY);
        // Resolving, the lines of every channel, both models' requirements.
        group.bench_function("eligibility and comparison", |b| {
            b.iter(|| Evaluation::new(black_box(&scenario), TODAY).situation().customers);
        });
        group.bench_function("answer", |b| b.iter(|| Evaluation::new(black_box(&scenario), TODAY).answer()));
        group.bench_function("projection", |b| b.iter(|| evaluation.projection()));
        group.bench_function("transition", |b| b.iter(|| evaluation.transition()));
        group.bench_function("sensitivity", |b| b.iter(|| evaluation.sensitivity()));
        let plan = Plan::of(Driver::Revenue, Driver::DirectMargin);
        group.bench_function("landscape", |b| b.iter(|| evaluation.landscape(black_box(plan))));
        let (then, now) = (under("2018", Date::literal(2019, 1, 1)), under("fy26", TODAY));
        group.bench_function("attribution", |b| b.iter(|| attribution(black_box(&scenario), &then, &now)));
        group.bench_function("uncertainty", |b| b.iter(|| evaluation.uncertainty()));
        group.bench_function("doubt", |b| b.iter(|| doubt(black_box(&scenario), TODAY)));
        group.bench_function("whole report", |b| b.iter(|| evaluate(black_box(&scenario), TODAY)));
        let fragment = link::encode(&scenario, TODAY, None, None);
        group.bench_function("open link", |b| b.iter(|| link::decode(black_box(&fragment), TODAY)));
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
