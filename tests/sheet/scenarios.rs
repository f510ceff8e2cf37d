//! Scenarios to write, and what the engine says of them.

use rust_decimal::Decimal;
use tierwise::engine::catalogue::{FIELDS, FieldId, Kind, Slot};
use tierwise::engine::costs::{Lines, eligible, lines_of};
use tierwise::engine::date::Date;
use tierwise::engine::report::{Answer, BreakEvenKind, Projection};
use tierwise::engine::scenario::{Given, Scenario};
use tierwise::engine::situation::{ChannelId, Situation};
use tierwise::engine::{Evaluation, transition};
use tierwise::i18n::{Language, Locale};
use tierwise::sheet::{Figure, Order, Outcome, Workbook, workbook};

pub(crate) const TODAY: Date = Date::literal(2026, 11, 22);

/// The workbook of a scenario.
pub(crate) fn written(scenario: &Scenario, language: Language) -> Workbook {
    let locale = Locale::embedded(language);
    let verdict = ["=1+1 is no formula.".to_string(), "+ nor is this".to_string()];
    let link = "https://tierwise.example/#v=1&rea=480000&z=abcd";
    workbook(&Order { scenario, today: TODAY, locale: &locale, verdict: &verdict, link }).expect("it can be written")
}

pub(crate) fn read(pairs: &[(String, String)]) -> Scenario {
    let (scenario, problems) = Scenario::read(pairs.iter().map(|(path, text)| (path.as_str(), Given::Text(text))));
    assert!(problems.is_empty(), "{problems:?}");
    scenario
}

pub(crate) fn of(pairs: &[(&str, &str)]) -> Scenario {
    read(&pairs.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect::<Vec<_>>())
}

/// What the engine says of a scenario.
pub(crate) struct Expected {
    situation: Situation,
    answer: Answer,
    projection: Projection,
    lines: Vec<(ChannelId, Lines<Decimal>)>,
}

impl Expected {
    pub(crate) fn of(scenario: &Scenario) -> Expected {
        let evaluation = Evaluation::new(scenario, TODAY);
        let situation = evaluation.situation().clone();
        let lines = situation.channels().map(|channel| (channel.id, lines_of(&situation, channel))).collect();
        Expected { answer: evaluation.answer(), projection: evaluation.projection(), lines, situation }
    }

    /// A figure; nothing for what has no value of its own in the engine.
    pub(crate) fn figure(&self, figure: Figure) -> Option<Outcome> {
        let Expected { situation, answer, projection, lines } = self;
        let number = |value: Decimal| Some(Outcome::Number(value));
        let or_blank = |value: Option<Decimal>| Some(value.map_or(Outcome::Text(String::new()), Outcome::Number));
        let channel = |id: ChannelId| answer.channels.iter().find(|channel| channel.id == id).unwrap();
        let lines = |id: ChannelId| &lines.iter().find(|(other, _)| *other == id).unwrap().1;
        let year = |year: u32| projection.years.iter().find(|of| of.year == year).unwrap();
        let crossing = |id: ChannelId| answer.break_even.iter().find(|of| of.offer == id).unwrap();
        let best = answer.best_offer;
        match figure {
            Figure::Counts(slot) => number(counted(situation, slot)?),
            Figure::Ttm => number(situation.ttm.value.exact()),
            Figure::Eligible(id, portfolio) => Some(Outcome::Truth(*eligible(situation, id).get(portfolio))),
            Figure::Part(id, line, portfolio) => {
                let line = lines(id).0.iter().find(|of| of.id == line).unwrap();
                number(line.variable.as_ref().unwrap().get(portfolio).exact())
            }
            Figure::Line(id, line) => number(channel(id).line(line).exact()),
            Figure::Net(id) => number(channel(id).net.exact()),
            Figure::WorkingCapital(id) => number(channel(id).working_capital.exact()),
            Figure::BestOffer => {
                let ChannelId::Offer(place) = best else { panic!("an offer") };
                number(Decimal::from(place + 1))
            }
            Figure::BestNet => number(channel(best).net.exact()),
            Figure::Difference => number(answer.difference.exact()),
            Figure::DifferenceCash => number(answer.difference_cash.exact()),
            Figure::DifferenceFirstYear => number(answer.difference_first_year.exact()),
            Figure::HoursFreed => number(answer.hours_freed.exact()),
            Figure::HoursValue => number(answer.hours_value.exact()),
            Figure::BreakEvenKind(id) => number(Decimal::from(match crossing(id).kind {
                BreakEvenKind::DirectAbove => 1,
                BreakEvenKind::DirectBelow => 2,
                BreakEvenKind::AlwaysDirect => 3,
                BreakEvenKind::AlwaysIndirect => 4,
                BreakEvenKind::Equal => 5,
            })),
            Figure::BreakEven(id) => or_blank(crossing(id).revenue.map(|money| money.exact())),
            Figure::OpensAt(id) => or_blank(crossing(id).opens_at.map(|money| money.exact())),
            Figure::PaysFrom(id) => or_blank(crossing(id).pays_from.map(|money| money.exact())),
            Figure::Revenue(number_of) => number(year(number_of).revenue.exact()),
            Figure::TtmIn(number_of) => number(year(number_of).ttm_usd.exact()),
            Figure::DirectAllowed(number_of) => Some(Outcome::Truth(year(number_of).direct_allowed)),
            Figure::NetIn(id, number_of) => {
                let net = year(number_of).net.iter().find(|(other, _)| *other == id).unwrap();
                number(net.1.exact())
            }
            Figure::MoveCost => number(transition::one_off::<Decimal>(situation).exact()),
            Figure::Npv(id) => {
                let npv = projection.npv.iter().find(|(other, _)| *other == id).unwrap();
                or_blank(npv.1.map(|money| money.exact()))
            }
        }
    }
}

/// What a number counts as in the engine's situation, of the fields whose default follows from others.
fn counted(situation: &Situation, slot: Slot) -> Option<Decimal> {
    let offer = || &situation.offers[usize::from(slot.offer)];
    Some(match slot.field {
        FieldId::BilledTtm => situation.ttm.value.exact(),
        FieldId::DirectSupportPlanFee => situation.direct.support_fee.exact(),
        FieldId::DirectBillingHours => situation.direct.billing_hours.exact(),
        FieldId::DirectSupportCost => situation.direct.support_cost.exact(),
        FieldId::OfferBillingHours => offer().billing_hours.exact(),
        FieldId::OfferSupportCost => offer().support_cost.exact(),
        FieldId::Revenue => situation.revenue.get(slot.portfolio.unwrap()).exact(),
        FieldId::UsdRate => situation.usd_rate.exact(),
        FieldId::Customers => Decimal::from(situation.customers),
        _ => return None,
    })
}

/// A source of numbers that are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) fn up_to(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % count
    }
}

/// A scenario at random, of figures that partners have; about every other field is stated. Rules, currency and the number
/// of offers are as given, so that workbooks of two have the same cells.
pub(crate) fn random(dice: &mut Dice, offers: u8, rules: &str, currency: &str) -> Scenario {
    let mut pairs = vec![("rules".to_string(), rules.to_string()), ("currency".to_string(), currency.to_string())];
    for offer in 0..offers {
        pairs.push((format!("offers.{offer}.name"), format!("=Offer {offer}")));
    }
    for slot in FIELDS.iter().flat_map(|field| field.slots(offers)) {
        let skip = matches!(slot.field, FieldId::Rules | FieldId::Currency | FieldId::OfferName | FieldId::AsOf);
        if skip || dice.up_to(5) < 2 {
            continue;
        }
        let text = match slot.row().kind {
            Kind::Number { min, max, whole } => {
                let span = match slot.field {
                    FieldId::Revenue => {
                        Decimal::from([0, 1_000, 400_000, 3_000_000, 900_000_000][dice.up_to(5) as usize])
                    }
                    FieldId::BilledTtm => Decimal::from([0, 30_000, 1_100_000, 5_000_000][dice.up_to(4) as usize]),
                    FieldId::UsdRate => Decimal::TWO,
                    FieldId::Growth => Decimal::from(180),
                    _ => (max - min).min(Decimal::from(40_000)),
                };
                let part = Decimal::from(dice.up_to(1_000_001)) / Decimal::from(1_000_000);
                let digits = if whole { 0 } else { dice.up_to(4) as u32 };
                (min + span * part).round_dp(digits).clamp(min, max).to_string()
            }
            Kind::Fact => (dice.up_to(2) == 0).to_string(),
            Kind::Choice(choices) if slot.row().path.starts_with("plans") => choices[0].to_string(),
            Kind::Choice(choices) => choices[dice.up_to(choices.len() as u64) as usize].to_string(),
            Kind::Set(items) => {
                let some: Vec<&str> = items.iter().copied().filter(|_| dice.up_to(3) == 0).collect();
                some.join(",")
            }
            Kind::Offer => format!("offers.{}", dice.up_to(u64::from(offers))),
            _ => continue,
        };
        pairs.push((slot.path(), text));
    }
    read(&pairs)
}
