//! A formula of a cell: what it is made of, what it comes to, and how it is written.
//!
//! Only what Excel and LibreOffice share since long is used: arithmetic, comparisons, `IF`, `AND`, `OR`, `ROUND`,
//! `ROUNDUP`, `ABS`, `MAX`, `MIN`, `MATCH`, `INDEX` and `CHOOSE`.

use std::rc::Rc;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::number::{Exact, Leaf, Number, Step, compared};

/// A cell of the book, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellId(pub(super) usize);

/// A formula or a part of one.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// A figure of the formula itself.
    Number(Decimal),
    /// A word that cells hold and formulas ask for. Never a visitor's.
    Text(String),
    /// Another cell.
    Cell(CellId),
    /// A figure that enters: a field, or a rule. It becomes a cell when the formula is placed.
    Leaf(Leaf, Decimal),
    /// The first added to the second.
    Sum(E, E),
    /// The first taken from nothing.
    Negated(E),
    /// The first times the second.
    Product(E, E),
    /// The first divided by the second, which is never 0 where it counts.
    Quotient(E, E),
    /// The part the first is of the second; 0 of a whole of 0.
    Share(E, E),
    /// A figure with a name. It becomes a cell where that has one, else what is inside.
    Named(Step, E),
    /// The second where the first holds, else the third.
    If(E, E, E),
    /// Whether the first stands so to the second.
    Compare(E, Is, E),
    /// Whether all hold.
    All(Vec<E>),
    /// Whether one holds at least.
    Any(Vec<E>),
    /// Rounded to six decimals, midpoint away from zero, as amounts are compared.
    Compared(E),
    /// The next whole number, away from zero.
    RoundedUp(E),
    /// The size of a number.
    Size(E),
    /// The larger.
    Larger(E, E),
    /// The smaller.
    Smaller(E, E),
    /// The largest of cells beside each other.
    LargestOf(Vec<CellId>),
    /// Which of cells beside each other is the first with this value, from 1.
    PlaceOf(E, Vec<CellId>),
    /// Of cells beside each other the one at this place, from 1.
    At(Vec<CellId>, E),
    /// Of these words the one at this place, from 1.
    Word(E, Vec<String>),
}

/// A part of a formula.
pub(super) type E = Rc<Expr>;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// They are the same.
    Same,
    /// They are not.
    Other,
    /// The first is larger, or the same.
    AtLeast,
    /// The first is larger.
    Above,
    /// The first is smaller.
    Below,
}

/// What a cell comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A number.
    Number(Decimal),
    /// Words; nothing at all where there is no figure.
    Text(String),
    /// Whether something holds.
    Truth(bool),
}

impl Outcome {
    fn number(&self) -> Option<Decimal> {
        match self {
            Outcome::Number(number) => Some(*number),
            // As in a sheet: what holds counts as one.
            Outcome::Truth(holds) => Some(Decimal::from(u8::from(*holds))),
            Outcome::Text(_) => None,
        }
    }

    fn holds(&self) -> Option<bool> {
        if let Outcome::Truth(holds) = self { Some(*holds) } else { None }
    }
}

// Parts of formulas, for the pages.

pub(super) fn number(value: impl Into<Decimal>) -> E {
    Rc::new(Expr::Number(value.into()))
}

pub(super) fn word(text: &str) -> E {
    Rc::new(Expr::Text(text.to_string()))
}

pub(super) fn cell(id: CellId) -> E {
    Rc::new(Expr::Cell(id))
}

pub(super) fn either(condition: E, then: E, otherwise: E) -> E {
    Rc::new(Expr::If(condition, then, otherwise))
}

pub(super) fn is(left: E, is: Is, right: E) -> E {
    Rc::new(Expr::Compare(left, is, right))
}

pub(super) fn all(conditions: Vec<E>) -> E {
    Rc::new(Expr::All(conditions))
}

pub(super) fn any(conditions: Vec<E>) -> E {
    Rc::new(Expr::Any(conditions))
}

pub(super) fn six(value: E) -> E {
    Rc::new(Expr::Compared(value))
}

pub(super) fn sum(left: E, right: E) -> E {
    Rc::new(Expr::Sum(left, right))
}

pub(super) fn product(left: E, right: E) -> E {
    Rc::new(Expr::Product(left, right))
}

pub(super) fn quotient(left: E, right: E) -> E {
    Rc::new(Expr::Quotient(left, right))
}

/// Nothing to show.
pub(super) fn blank() -> E {
    word("")
}

/// What the parts of a formula become when it is placed: the cell of a figure that enters or has a name.
pub(super) trait Cells {
    /// The cell of a figure that enters.
    fn leaf(&self, leaf: Leaf) -> Option<CellId>;
    /// The cell of a figure along the way.
    fn step(&self, step: Step) -> Option<CellId>;
}

/// A formula with its cells found, and without what changes nothing: terms and factors that are fixed at 0 or 1.
pub(super) fn settled(expr: &Expr, cells: &dyn Cells) -> E {
    use Expr as X;
    let go = |inner: &E| settled(inner, cells);
    let each = |inner: &[E]| inner.iter().map(|part| settled(part, cells)).collect();
    let fixed = |expr: &E| if let X::Number(number) = **expr { Some(number) } else { None };
    let zero = Some(Decimal::ZERO);
    let one = Some(Decimal::ONE);
    Rc::new(match expr {
        X::Leaf(leaf, value) => match cells.leaf(*leaf) {
            Some(id) => X::Cell(id),
            None => X::Number(*value),
        },
        X::Named(step, inner) => match cells.step(*step) {
            Some(id) => X::Cell(id),
            None => return go(inner),
        },
        X::Sum(a, b) => match (go(a), go(b)) {
            (a, b) if fixed(&a) == zero => return b,
            (a, b) if fixed(&b) == zero => return a,
            (a, b) => X::Sum(a, b),
        },
        X::Negated(a) => match go(a) {
            a if fixed(&a) == zero => return a,
            a => match &*a {
                X::Negated(inner) => return inner.clone(),
                _ => X::Negated(a),
            },
        },
        X::Product(a, b) => match (go(a), go(b)) {
            (a, b) if fixed(&a) == zero || fixed(&b) == one => return a,
            (a, b) if fixed(&b) == zero || fixed(&a) == one => return b,
            (a, b) => X::Product(a, b),
        },
        X::Quotient(a, b) => match (go(a), go(b)) {
            (a, b) if fixed(&a) == zero || fixed(&b) == one => return a,
            (a, b) => X::Quotient(a, b),
        },
        X::Share(a, b) => match (go(a), go(b)) {
            (a, b) if fixed(&a) == zero || fixed(&b) == one => return a,
            (a, b) => X::Share(a, b),
        },
        X::If(a, b, c) => X::If(go(a), go(b), go(c)),
        X::Compare(a, is, b) => X::Compare(go(a), *is, go(b)),
        X::All(parts) => X::All(each(parts)),
        X::Any(parts) => X::Any(each(parts)),
        X::Compared(a) => X::Compared(go(a)),
        X::RoundedUp(a) => X::RoundedUp(go(a)),
        X::Size(a) => X::Size(go(a)),
        X::Larger(a, b) => X::Larger(go(a), go(b)),
        X::Smaller(a, b) => X::Smaller(go(a), go(b)),
        X::PlaceOf(a, ids) => X::PlaceOf(go(a), ids.clone()),
        X::At(ids, a) => X::At(ids.clone(), go(a)),
        X::Word(a, words) => X::Word(go(a), words.clone()),
        X::Number(_) | X::Text(_) | X::Cell(_) | X::LargestOf(_) => expr.clone(),
    })
}

/// The cells that a formula asks.
pub(super) fn asked(expr: &Expr, found: &mut Vec<CellId>) {
    use Expr as X;
    match expr {
        X::Number(_) | X::Text(_) | X::Leaf(..) => {}
        X::Cell(id) => found.push(*id),
        X::Negated(a) | X::Named(_, a) | X::Compared(a) | X::RoundedUp(a) | X::Size(a) | X::Word(a, _) => {
            asked(a, found);
        }
        X::Sum(a, b)
        | X::Product(a, b)
        | X::Quotient(a, b)
        | X::Share(a, b)
        | X::Compare(a, _, b)
        | X::Larger(a, b)
        | X::Smaller(a, b) => {
            asked(a, found);
            asked(b, found);
        }
        X::If(a, b, c) => [a, b, c].into_iter().for_each(|part| asked(part, found)),
        X::All(parts) | X::Any(parts) => parts.iter().for_each(|part| asked(part, found)),
        X::LargestOf(ids) => found.extend(ids),
        X::PlaceOf(a, ids) | X::At(ids, a) => {
            asked(a, found);
            found.extend(ids);
        }
    }
}

/// What a settled formula comes to, exactly; nothing where that leaves the range of [`Decimal`] or makes no sense.
pub(super) fn worked_out(expr: &Expr, at: &dyn Fn(CellId) -> Option<Outcome>) -> Option<Outcome> {
    use Expr as X;
    let value = |part: &E| worked_out(part, at);
    let figure = |part: &E| worked_out(part, at)?.number();
    let figures = |ids: &[CellId]| ids.iter().map(|id| at(*id)?.number()).collect::<Option<Vec<Decimal>>>();
    let found = match expr {
        X::Number(number) => *number,
        X::Text(text) => return Some(Outcome::Text(text.clone())),
        X::Cell(id) => return at(*id),
        X::Leaf(_, value) => *value,
        X::Named(_, inner) => return value(inner),
        X::Sum(a, b) => figure(a)?.checked_add(figure(b)?)?,
        X::Negated(a) => -figure(a)?,
        X::Product(a, b) => figure(a)?.checked_mul(figure(b)?)?,
        X::Quotient(a, b) => match &**a {
            // Whichever order stays in range.
            X::Product(first, second) => figure(first)?.quotient(figure(second)?, figure(b)?)?,
            _ => figure(a)?.checked_div(figure(b)?)?,
        },
        X::Share(a, b) => figure(a)?.part_of(figure(b)?),
        X::If(condition, then, otherwise) => {
            return if value(condition)?.holds()? { value(then) } else { value(otherwise) };
        }
        X::Compare(a, is, b) => return Some(Outcome::Truth(stands(&value(a)?, *is, &value(b)?)?)),
        X::All(parts) => {
            let parts: Option<Vec<bool>> = parts.iter().map(|part| value(part)?.holds()).collect();
            return Some(Outcome::Truth(parts?.into_iter().all(|holds| holds)));
        }
        X::Any(parts) => {
            let parts: Option<Vec<bool>> = parts.iter().map(|part| value(part)?.holds()).collect();
            return Some(Outcome::Truth(parts?.into_iter().any(|holds| holds)));
        }
        X::Compared(a) => compared(figure(a)?),
        X::RoundedUp(a) => figure(a)?.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero),
        X::Size(a) => figure(a)?.abs(),
        X::Larger(a, b) => figure(a)?.max(figure(b)?),
        X::Smaller(a, b) => figure(a)?.min(figure(b)?),
        X::LargestOf(ids) => figures(ids)?.into_iter().max()?,
        X::PlaceOf(a, ids) => {
            let wanted = figure(a)?;
            Decimal::from(figures(ids)?.iter().position(|value| *value == wanted)? + 1)
        }
        X::At(ids, place) => return at(*ids.get(place_in(figure(place)?)?)?),
        X::Word(place, words) => return Some(Outcome::Text(words.get(place_in(figure(place)?)?)?.clone())),
    };
    Some(Outcome::Number(found))
}

/// A place that counts from 1 as one that counts from 0.
fn place_in(place: Decimal) -> Option<usize> {
    usize::try_from(place).ok()?.checked_sub(1)
}

fn stands(left: &Outcome, is: Is, right: &Outcome) -> Option<bool> {
    let order = match (left, right) {
        (Outcome::Text(left), Outcome::Text(right)) => left.cmp(right),
        // As in a sheet: a number is never a text.
        (Outcome::Text(_), _) => std::cmp::Ordering::Greater,
        (_, Outcome::Text(_)) => std::cmp::Ordering::Less,
        _ => left.number()?.cmp(&right.number()?),
    };
    Some(match is {
        Is::Same => order.is_eq(),
        Is::Other => order.is_ne(),
        Is::AtLeast => order.is_ge(),
        Is::Above => order.is_gt(),
        Is::Below => order.is_lt(),
    })
}

/// How tightly a part of a formula binds: what is written inside something that binds tighter takes brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Comparison,
    Sum,
    Product,
    Whole,
}

/// A settled formula as a cell holds it, without the equals sign. `at` writes a cell, `range` several beside each other.
pub(super) fn written(expr: &Expr, at: &dyn Fn(CellId) -> String, range: &dyn Fn(&[CellId]) -> String) -> String {
    Writer { at, range }.write(expr, Binds::Comparison)
}

struct Writer<'a> {
    at: &'a dyn Fn(CellId) -> String,
    range: &'a dyn Fn(&[CellId]) -> String,
}

impl Writer<'_> {
    fn write(&self, expr: &Expr, within: Binds) -> String {
        let (text, binds) = self.part(expr);
        if binds < within { ["(", &text, ")"].concat() } else { text }
    }

    fn call(&self, name: &str, parts: &[&E]) -> (String, Binds) {
        let parts: Vec<String> = parts.iter().map(|part| self.write(part, Binds::Comparison)).collect();
        ([name, "(", &parts.join(","), ")"].concat(), Binds::Whole)
    }

    fn part(&self, expr: &Expr) -> (String, Binds) {
        use Expr as X;
        match expr {
            X::Number(number) | X::Leaf(_, number) => {
                // A minus binds tighter in a sheet than in mathematics; brackets leave no doubt.
                let binds = if number.is_sign_negative() { Binds::Sum } else { Binds::Whole };
                (number.normalize().to_string(), binds)
            }
            X::Text(text) => (quoted(text), Binds::Whole),
            X::Cell(id) => ((self.at)(*id), Binds::Whole),
            X::Named(_, inner) => self.part(inner),
            X::Sum(a, b) => {
                let left = self.write(a, Binds::Sum);
                let text = match &**b {
                    X::Negated(inner) => [&left, "-", &self.write(inner, Binds::Product)].concat(),
                    _ => [&left, "+", &self.write(b, Binds::Sum)].concat(),
                };
                (text, Binds::Sum)
            }
            X::Negated(a) => (["-", &self.write(a, Binds::Product)].concat(), Binds::Sum),
            X::Product(a, b) => {
                ([&self.write(a, Binds::Product), "*", &self.write(b, Binds::Product)].concat(), Binds::Product)
            }
            X::Quotient(a, b) => {
                ([&self.write(a, Binds::Product), "/", &self.write(b, Binds::Whole)].concat(), Binds::Product)
            }
            X::Share(a, b) => {
                let whole = self.write(b, Binds::Whole);
                let part = self.write(a, Binds::Product);
                if matches!(**b, X::Number(_)) {
                    return ([&part, "/", &whole].concat(), Binds::Product);
                }
                (["IF(", &whole, "=0,0,", &part, "/", &whole, ")"].concat(), Binds::Whole)
            }
            X::If(a, b, c) => self.call("IF", &[a, b, c]),
            X::Compare(a, is, b) => {
                let sign = match is {
                    Is::Same => "=",
                    Is::Other => "<>",
                    Is::AtLeast => ">=",
                    Is::Above => ">",
                    Is::Below => "<",
                };
                ([&self.write(a, Binds::Sum), sign, &self.write(b, Binds::Sum)].concat(), Binds::Comparison)
            }
            X::All(parts) => self.call("AND", &parts.iter().collect::<Vec<_>>()),
            X::Any(parts) => self.call("OR", &parts.iter().collect::<Vec<_>>()),
            X::Compared(a) => self.call("ROUND", &[a, &number(6)]),
            X::RoundedUp(a) => self.call("ROUNDUP", &[a, &number(0)]),
            X::Size(a) => self.call("ABS", &[a]),
            X::Larger(a, b) => self.call("MAX", &[a, b]),
            X::Smaller(a, b) => self.call("MIN", &[a, b]),
            X::LargestOf(ids) => (["MAX(", &(self.range)(ids), ")"].concat(), Binds::Whole),
            X::PlaceOf(a, ids) => {
                let wanted = self.write(a, Binds::Comparison);
                (["MATCH(", &wanted, ",", &(self.range)(ids), ",0)"].concat(), Binds::Whole)
            }
            X::At(ids, place) => {
                let place = self.write(place, Binds::Comparison);
                (["INDEX(", &(self.range)(ids), ",", &place, ")"].concat(), Binds::Whole)
            }
            X::Word(place, words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                let place = self.write(place, Binds::Comparison);
                (["CHOOSE(", &place, ",", &words.join(","), ")"].concat(), Binds::Whole)
            }
        }
    }
}

fn quoted(text: &str) -> String {
    ["\"", &text.replace('"', "\"\""), "\""].concat()
}
