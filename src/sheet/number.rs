//! A number of the model that is written down as a formula.
//!
//! The formulas of the engine stand once, over [`Number`]; with [`Spelled`] they give what a cell holds. The values are
//! those of a [template](super::template): they only decide which way a formula goes where the engine has to choose, and
//! where it does the pages write the choice as an `IF`.

use std::ops::{Add, Mul, Neg, Sub};
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::number::{Exact, Leaf, Number, Step};
use crate::engine::quantity::Quantity;

use super::expr::{CellId, E, Expr};

/// A number as a formula.
#[derive(Clone, Debug)]
pub(super) struct Spelled {
    value: Decimal,
    expr: E,
}

impl Spelled {
    fn new(value: Decimal, expr: Expr) -> Spelled {
        Spelled { value, expr: Rc::new(expr) }
    }

    /// What a cell holds, with a value to go by.
    pub(super) fn cell(id: CellId, value: Decimal) -> Spelled {
        Spelled::new(value, Expr::Cell(id))
    }

    /// The formula.
    pub(super) fn expr(&self) -> &E {
        &self.expr
    }
}

/// A quantity that a cell holds, with a value to go by.
pub(super) fn held<U>(id: CellId, value: Decimal) -> Quantity<U, Spelled> {
    Quantity::new(Spelled::cell(id, value))
}

/// The formula of a quantity.
pub(super) fn spelled<U>(quantity: &Quantity<U, Spelled>) -> E {
    quantity.number().expr().clone()
}

impl Add for Spelled {
    type Output = Spelled;
    fn add(self, other: Spelled) -> Spelled {
        Spelled::new(self.value + other.value, Expr::Sum(self.expr, other.expr))
    }
}

impl Sub for Spelled {
    type Output = Spelled;
    fn sub(self, other: Spelled) -> Spelled {
        self + -other
    }
}

impl Mul for Spelled {
    type Output = Spelled;
    fn mul(self, other: Spelled) -> Spelled {
        Spelled::new(self.value * other.value, Expr::Product(self.expr, other.expr))
    }
}

impl Neg for Spelled {
    type Output = Spelled;
    fn neg(self) -> Spelled {
        Spelled::new(-self.value, Expr::Negated(self.expr))
    }
}

impl Number for Spelled {
    fn leaf(value: Decimal, leaf: Leaf) -> Spelled {
        Spelled::new(value, Expr::Leaf(leaf, value))
    }

    fn per(self, divisor: u32) -> Spelled {
        let by = Rc::new(Expr::Number(Decimal::from(divisor)));
        Spelled::new(self.value.per(divisor), Expr::Quotient(self.expr, by))
    }

    fn part_of(self, whole: Spelled) -> Spelled {
        Spelled::new(self.value.part_of(whole.value), Expr::Share(self.expr, whole.expr))
    }

    fn at_most_one(self) -> Spelled {
        let one = Rc::new(Expr::Number(Decimal::ONE));
        Spelled::new(self.value.at_most_one(), Expr::Smaller(self.expr, one))
    }

    fn reaches(&self, threshold: u32) -> bool {
        self.value.reaches(threshold)
    }

    fn named(self, step: Step) -> Spelled {
        Spelled::new(self.value, Expr::Named(step, self.expr))
    }
}

impl Exact for Spelled {
    fn exact(&self) -> Decimal {
        self.value
    }

    fn quotient(self, times: Spelled, by: Spelled) -> Option<Spelled> {
        let value = self.value.quotient(times.value, by.value)?;
        let product = Rc::new(Expr::Product(self.expr, times.expr));
        Some(Spelled::new(value, Expr::Quotient(product, by.expr)))
    }
}
