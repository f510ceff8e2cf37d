//! Several cells of a sheet, pasted into one field: each goes into the field that has its place.

use crate::app::{Entered, Subject};
use crate::engine::catalogue::{FieldId, Portfolio, Slot};

use crate::typed::{Read, Reader};

/// What became of pasted cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    /// How many fields got a value.
    pub filled: usize,
    /// How many fields got a text that can't be read.
    pub unreadable: usize,
    /// How many cells have no field.
    pub left: usize,
}

/// Reads cells from this field on, as the page of `reader` does: what goes where, and what became of them.
pub(super) fn paste(
    subject: Subject,
    rows: &[Vec<&str>],
    offers: u8,
    reader: Reader,
) -> (Vec<(Slot, Entered)>, Pasted) {
    let places = places(subject, offers);
    let (mut fields, mut pasted) = (Vec::new(), Pasted::default());
    let turned: Vec<Vec<&str>>;
    let rows = match rows {
        // A row copied into a column goes down it.
        [only] if places.iter().all(|row| row.len() == 1) => {
            turned = only.iter().map(|cell| [*cell].into()).collect();
            &turned
        }
        _ => rows,
    };
    for (number, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let slot = places.get(number).and_then(|row| row.get(column)).copied();
            match slot.map(|slot| (slot, Reader { slot, ..reader }.read(cell))) {
                // A gap leaves the field as it is.
                _ if cell.is_empty() => {}
                None => pasted.left += 1,
                Some((slot, Read::Value { value, .. })) => {
                    fields.push((slot, Entered::Value(value)));
                    pasted.filled += 1;
                }
                Some((slot, _)) => {
                    fields.push((slot, Entered::Text(cell.to_string())));
                    pasted.unreadable += 1;
                }
            }
        }
    }
    (fields, pasted)
}

/// The fields from this one on, as they stand on the page: in rows.
fn places(subject: Subject, offers: u8) -> Vec<Vec<Slot>> {
    let slot = subject.slot();
    let Some(from) = slot.portfolio else { return [[slot].into()].into() };
    let portfolios = Portfolio::ALL.into_iter().filter(|portfolio| *portfolio >= from);
    let columns: Vec<Slot> = match slot.field {
        FieldId::DirectMargin => [slot].into_iter().chain(margins(0, offers)).collect(),
        FieldId::OfferMargin => margins(slot.offer, offers).collect(),
        _ => [slot].into(),
    };
    portfolios.map(|p| columns.iter().map(|column| Slot { portfolio: Some(p), ..*column }).collect()).collect()
}

/// The margins of the offers from this one on.
fn margins(from: u8, offers: u8) -> impl Iterator<Item = Slot> {
    let slot = Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork);
    (from..offers).map(move |offer| slot.in_offer(offer))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{Pasted, paste};
    use crate::app::{Entered, Subject};
    use crate::engine::catalogue::{FieldId, Portfolio, Slot};
    use crate::engine::currency::Currency;
    use crate::engine::scenario::Value;
    use crate::entry::cells;
    use crate::i18n::Language;
    use crate::typed::Reader;

    fn pasted(subject: Subject, text: &str) -> (Vec<(Slot, Entered)>, Pasted) {
        let reader = Reader { slot: subject.slot(), currency: Currency::Eur, language: Language::Nl };
        paste(subject, &cells(text).unwrap(), 2, reader)
    }

    /// Where a text goes, and what becomes of it.
    fn filled(subject: Subject, text: &str) -> (String, [usize; 3]) {
        let (fields, counts) = pasted(subject, text);
        let written = fields.iter().map(|(slot, entered)| match entered {
            Entered::Value(Value::Number(number)) => format!("{}={}", slot.short(), number.normalize()),
            Entered::Text(text) => format!("{}: {text}", slot.short()),
            other => panic!("{other:?}"),
        });
        (written.collect::<Vec<_>>().join(" "), [counts.filled, counts.unreadable, counts.left])
    }

    fn at(field: FieldId, portfolio: Portfolio) -> Subject {
        Subject::At(Slot::portfolio(field, portfolio))
    }

    #[track_caller]
    fn check(subject: Subject, text: &str, fields: &str, counts: [usize; 3]) {
        assert_eq!(filled(subject, text), (fields.to_string(), counts));
    }

    #[test]
    fn a_column_fills_the_portfolios_from_the_field_on() {
        let column = "480.000\r\n60.000\r\n€ 1,2 mln\r\n200000,50\r\n";
        check(Subject::TotalRevenue, column, "rem=480000 res=60000 reb=1200000 rea=200000.5", [4, 0, 0]);
        check(at(FieldId::Revenue, Portfolio::BusinessApps), column, "reb=480000 rea=60000", [2, 0, 2]);
        check(Subject::TotalRevenue, "1\t2\t3", "rem=1 res=2 reb=3", [3, 0, 0]);
    }

    #[test]
    fn a_table_fills_the_margins_of_every_channel() {
        let text = "Modern Work\t20\t15\t14%\nSecurity\t20\t\t14\n";
        check(
            at(FieldId::DirectMargin, Portfolio::ModernWork),
            text,
            "dmm=20 0mgm=15 1mgm=14 dms=20 1mgs=14",
            [5, 0, 0],
        );
        let second = Subject::At(Slot::portfolio(FieldId::OfferMargin, Portfolio::Azure).in_offer(1));
        check(second, "7,2\t8", "1mga=7.2", [1, 0, 1]);
    }

    #[test]
    fn what_can_not_be_read_stays_as_text() {
        let first = at(FieldId::Revenue, Portfolio::ModernWork);
        check(first, "480.000\n1,500\nn/a", "rem=480000 res: 1,500 reb: n/a", [1, 2, 0]);
    }

    #[test]
    fn a_field_by_itself_takes_the_first_cell() {
        check(Subject::At(Slot::of(FieldId::Customers)), "80\n90\n", "cs=80", [1, 0, 1]);
    }
}
