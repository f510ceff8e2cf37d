//! Several cells of a sheet, pasted into one field: each goes into the field that has its place.

use crate::app::{Entered, Subject};
use crate::engine::catalogue::{FieldId, Portfolio, Slot};

use super::reading::{Read, Reader};

/// What became of pasted cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pasted {
    /// What goes where.
    pub fields: Vec<(Slot, Entered)>,
    /// How many of them got a value.
    pub filled: usize,
    /// How many of them got a text that can't be read.
    pub unreadable: usize,
    /// How many cells have no field.
    pub left: usize,
}

/// Reads cells from this field on, as the page of `reader` does.
pub(super) fn paste(subject: Subject, rows: &[Vec<&str>], offers: u8, reader: Reader) -> Pasted {
    let places = places(subject, offers);
    let mut pasted = Pasted { fields: Vec::new(), filled: 0, unreadable: 0, left: 0 };
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
                    pasted.fields.push((slot, Entered::Value(value)));
                    pasted.filled += 1;
                }
                Some((slot, _)) => {
                    pasted.fields.push((slot, Entered::Text(cell.to_string())));
                    pasted.unreadable += 1;
                }
            }
        }
    }
    pasted
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Pasted, paste};
    use crate::app::{Entered, Subject};
    use crate::engine::catalogue::{FieldId, Portfolio, Slot};
    use crate::engine::currency::Currency;
    use crate::engine::scenario::Value;
    use crate::entry::cells;
    use crate::i18n::Language;
    use crate::ui::field::reading::Reader;

    fn pasted(subject: Subject, text: &str) -> Pasted {
        let reader = Reader { slot: subject.slot(), currency: Currency::Eur, language: Language::Nl };
        paste(subject, &cells(text).unwrap(), 2, reader)
    }

    /// What goes where, as in a link.
    fn filled(pasted: &Pasted) -> String {
        let written = pasted.fields.iter().map(|(slot, entered)| match entered {
            Entered::Value(Value::Number(number)) => format!("{}={}", slot.short(), number.normalize()),
            other => format!("{}: {other:?}", slot.short()),
        });
        written.collect::<Vec<_>>().join(" ")
    }

    fn at(field: FieldId, portfolio: Portfolio) -> Subject {
        Subject::At(Slot::portfolio(field, portfolio))
    }

    #[test]
    fn a_column_fills_the_portfolios_from_the_field_on() {
        let column = "480.000\r\n60.000\r\n€ 1,2 mln\r\n200000,50\r\n";
        let all = pasted(Subject::TotalRevenue, column);
        assert_eq!(filled(&all), "rem=480000 res=60000 reb=1200000 rea=200000.5");
        assert_eq!((all.filled, all.unreadable, all.left), (4, 0, 0));
        let last = pasted(at(FieldId::Revenue, Portfolio::BusinessApps), column);
        assert_eq!(filled(&last), "reb=480000 rea=60000");
        assert_eq!((last.filled, last.left), (2, 2));
        assert_eq!(filled(&pasted(Subject::TotalRevenue, "1\t2\t3")), "rem=1 res=2 reb=3");
    }

    #[test]
    fn a_table_fills_the_margins_of_every_channel() {
        let text = "Modern Work\t20\t15\t14%\nSecurity\t20\t\t14\n";
        assert_eq!(
            filled(&pasted(at(FieldId::DirectMargin, Portfolio::ModernWork), text)),
            "dmm=20 0mgm=15 1mgm=14 dms=20 1mgs=14"
        );
        let second = pasted(Subject::At(Slot::portfolio(FieldId::OfferMargin, Portfolio::Azure).in_offer(1)), "7,2\t8");
        assert_eq!((filled(&second).as_str(), second.left), ("1mga=7.2", 1));
    }

    #[test]
    fn what_can_not_be_read_stays_as_text() {
        let some = pasted(at(FieldId::Revenue, Portfolio::ModernWork), "480.000\n1,500\nn/a");
        assert_eq!((some.filled, some.unreadable), (1, 2));
        assert_eq!(some.fields.get(1).map(|(_, entered)| entered), Some(&Entered::Text("1,500".to_string())));
    }

    #[test]
    fn a_field_by_itself_takes_the_first_cell() {
        let customers = pasted(Subject::At(Slot::of(FieldId::Customers)), "80\n90\n");
        assert_eq!((filled(&customers).as_str(), customers.left), ("cs=80", 1));
    }
}
