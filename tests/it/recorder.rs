//! The formulas run over a recorder: the steps it kept fold to the very figures the engine reports.

use std::ops::{Add, Mul, Neg, Sub};
use std::rc::Rc;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::engine::catalogue::Slot;
use tierwise::engine::costs::lines_of;
use tierwise::engine::number::{Leaf, Number, Step};
use tierwise::engine::situation::Situation;

use crate::support::{TODAY, plausible, scenario};

/// A number that keeps how it came about.
#[derive(Clone, Debug)]
enum Recorded {
    Leaf(Decimal, Leaf),
    Sum(Rc<Recorded>, Rc<Recorded>),
    Product(Rc<Recorded>, Rc<Recorded>),
    Quotient(Rc<Recorded>, Rc<Recorded>),
    Negated(Rc<Recorded>),
    Capped(Rc<Recorded>),
    Named(Step, Rc<Recorded>),
}

impl Recorded {
    fn fold(&self) -> Decimal {
        match self {
            Recorded::Leaf(value, _) => *value,
            Recorded::Sum(a, b) => a.fold() + b.fold(),
            Recorded::Product(a, b) => a.fold() * b.fold(),
            Recorded::Quotient(a, b) => a.fold().checked_div(b.fold()).unwrap_or_default(),
            Recorded::Negated(a) => -a.fold(),
            Recorded::Capped(a) => a.fold().min(Decimal::ONE),
            Recorded::Named(_, a) => a.fold(),
        }
    }

    fn leaves(&self, found: &mut Vec<Leaf>) {
        match self {
            Recorded::Leaf(_, leaf) => found.push(*leaf),
            Recorded::Sum(a, b) | Recorded::Product(a, b) | Recorded::Quotient(a, b) => {
                a.leaves(found);
                b.leaves(found);
            }
            Recorded::Negated(a) | Recorded::Capped(a) | Recorded::Named(_, a) => a.leaves(found),
        }
    }
}

impl Add for Recorded {
    type Output = Recorded;
    fn add(self, other: Recorded) -> Recorded {
        Recorded::Sum(Rc::new(self), Rc::new(other))
    }
}

impl Sub for Recorded {
    type Output = Recorded;
    fn sub(self, other: Recorded) -> Recorded {
        self + -other
    }
}

impl Mul for Recorded {
    type Output = Recorded;
    fn mul(self, other: Recorded) -> Recorded {
        Recorded::Product(Rc::new(self), Rc::new(other))
    }
}

impl Neg for Recorded {
    type Output = Recorded;
    fn neg(self) -> Recorded {
        Recorded::Negated(Rc::new(self))
    }
}

impl Number for Recorded {
    fn leaf(value: Decimal, leaf: Leaf) -> Recorded {
        Recorded::Leaf(value, leaf)
    }

    fn per(self, divisor: u32) -> Recorded {
        Recorded::Quotient(Rc::new(self), Rc::new(Recorded::constant(divisor)))
    }

    fn part_of(self, whole: Recorded) -> Recorded {
        Recorded::Quotient(Rc::new(self), Rc::new(whole))
    }

    fn at_most_one(self) -> Recorded {
        Recorded::Capped(Rc::new(self))
    }

    fn reaches(&self, threshold: u32) -> bool {
        self.fold().reaches(threshold)
    }

    fn named(self, step: Step) -> Recorded {
        Recorded::Named(step, Rc::new(self))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_line_folds_to_its_figure(value in plausible()) {
        let scenario = scenario(&value);
        let exact: Situation = Situation::resolve(&scenario, TODAY);
        let recorded: Situation<Recorded> = Situation::resolve(&scenario, TODAY);
        for (channel, kept) in exact.channels().zip(recorded.channels()) {
            let (lines, kept) = (lines_of(&exact, channel), lines_of(&recorded, kept));
            for (line, kept) in lines.0.iter().zip(&kept.0) {
                prop_assert_eq!(line.amount().reported(), tierwise::engine::quantity::reported(kept.amount().number().fold(), 2));
            }
            prop_assert_eq!(lines.net().reported(), tierwise::engine::quantity::reported(kept.net().number().fold(), 2));
        }
    }
}

#[test]
fn a_figure_knows_its_name_and_the_fields_it_comes_from() {
    let scenario = scenario(&serde_json::json!({}));
    let recorded: Situation<Recorded> = Situation::resolve(&scenario, TODAY);
    let lines = lines_of(&recorded, &recorded.direct);
    let margin = tierwise::engine::report::LineId::Margin;
    assert!(matches!(lines.amount(margin).number(), Recorded::Named(Step::Line(line), _) if *line == margin));
    let mut leaves = Vec::new();
    lines.amount(margin).number().leaves(&mut leaves);
    for path in ["revenue.azure", "direct.margin_pct.modern_work"] {
        assert!(leaves.contains(&Leaf::Field(Slot::from_path(path).unwrap())), "{path}");
    }
    let mut leaves = Vec::new();
    lines.amount(tierwise::engine::report::LineId::SupportPlan).number().leaves(&mut leaves);
    assert!(leaves.contains(&Leaf::Rule("asfp_usd")));
}
