//! What links mean, to the last digit: everything the engine finds for each.

use tierwise::engine::attribution::{Circumstances, attribution};
use tierwise::engine::date::Date;
use tierwise::engine::doubt::doubt;
use tierwise::engine::landscape::Plan;
use tierwise::engine::report::Driver;
use tierwise::engine::rules::RuleSet;
use tierwise::engine::{Evaluation, evaluate};
use tierwise::link;

/// Fields of links: as most people fill them in, and as few do.
const LINKS: [&str; 8] = [
    "",
    "ro=direct&dma=6&an=3",
    "rem=400000..900000&dmm=18..22&0mgm=14..16&fd=30;30;45&cs=80..95",
    "ro=direct&bt=800000;950000;1200000&ur=1.05..1.15&1na=B&1mgm=15..17.5&1fu=0..12000&gr=5&ts=9",
    "cu=USD&4na=Five&2mgm=17&3fu=12000&1sd=90&ow=true&lr=50&mxm=offers.2&mxa=direct",
    "ru=2020&on=2024-02-29&rem=333333.33&dmm=19.123456789012&fn=7.77&fi=3.3&grm=-12.5&gra=48",
    "cu=CZK&rem=40000000&re=1&dp=1..999999&lh=1100&us=65",
    "ro=direct&au=suspended&an=10&bt=1500000&rem=99999999999.99&rea=0.01",
];

/// A line for each: a digest of the report, of what is doubtful, of the map, and of what other rules would make of it; and
/// the link.
pub(crate) fn digests(today: Date, digest: impl Fn(&str) -> u64) -> String {
    let mut lines = String::new();
    for fields in LINKS {
        let scenario = link::plain(fields).scenario;
        let report = serde_json::to_string(&evaluate(&scenario, today)).unwrap();
        let evaluation = Evaluation::new(&scenario, today);
        let map = evaluation.landscape(Plan::of(Driver::Revenue, Driver::OfferMargin));
        let now = Circumstances::of(&scenario, today);
        let then = Circumstances { rules: RuleSet::by_id("2018").unwrap(), ..now.clone() };
        let parts = attribution(&scenario, &then, &now);
        let others = [
            format!("{:?}", doubt(&scenario, today)),
            format!("{:?} {:?}", map.frontier(), map.table()),
            format!("{:?}", parts.figures),
        ];
        let found = [report.as_str()].into_iter().chain(others.iter().map(String::as_str)).map(&digest);
        for digest in found {
            lines += &format!("{digest:016x} ");
        }
        lines += fields;
        lines += "\n";
    }
    lines
}
