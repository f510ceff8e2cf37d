//! What of a file is shown: filters, orders, sums.

use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::batch::answers::{Answers, Outcome};
use tierwise::batch::header::columns;
use tierwise::batch::row::Plan;
use tierwise::batch::text;
use tierwise::batch::view::{CHOICES, Filter, Key, Kind, Order, Side, Sum, VERDICTS, View, counts, places, sums};
use tierwise::engine::currency::Currency;
use tierwise::engine::report::Verdict;
use tierwise::engine::situation::ChannelId;
use tierwise::i18n::Language;

use crate::batch::file;
use crate::support::{TODAY, trials};

const ORDERS: [Order; 2] = [Order::Up, Order::Down];
const KEYS: [Key; 7] = [Key::Row, Key::Partner, Key::Verdict, Key::Best, Key::Difference, Key::Earliest, Key::Problems];

/// A file with a bit of everything.
const FILE: &str = "\
partner;role;currency;customers;revenue.modern_work;revenue.azure;offers.0.funding
Zuid;direct;EUR;300;2000000;900000;
éclair;direct;GBP;20;10000;5000;
Alfa;indirect;EUR;80;400000;100000;90000
;direct;EUR;many;1;1;
alfa;new;GBP;12;72000;30000;
Eclat;direct;EUR;5;1;-1;x
Mid;direct;USD;300;3000000;100000;
";

fn some() -> Answers {
    file(FILE, Language::Nl)
}

/// As far as so many rows.
fn stopped(rows: usize) -> Answers {
    let table = text::read(FILE, b';').unwrap();
    let plan = Plan::new(&columns(table.row(0).unwrap()), &BTreeMap::new(), Language::Nl).unwrap();
    let mut answers = Answers::new(Rc::new(table), plan, TODAY);
    for _ in 0..rows {
        answers.answer_next();
    }
    answers
}

fn by(answers: &Answers, key: Key, order: Order) -> Vec<u32> {
    places(answers, &View { key, order, filter: Filter::default() })
}

fn filtered(answers: &Answers, filter: Filter) -> Vec<u32> {
    places(answers, &View { filter, ..View::default() })
}

#[test]
fn rows_are_put_in_order_by_each_key() {
    let answers = some();
    assert_eq!(by(&answers, Key::Row, Order::Up), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(by(&answers, Key::Row, Order::Down), [6, 5, 4, 3, 2, 1, 0]);
    // Without regard to capitals and accents; alike as in the file; without a name last.
    assert_eq!(by(&answers, Key::Partner, Order::Up), [2, 4, 1, 5, 6, 0, 3]);
    assert_eq!(by(&answers, Key::Partner, Order::Down), [0, 6, 5, 1, 2, 4, 3]);
    assert_eq!(by(&answers, Key::Problems, Order::Up), [0, 1, 2, 4, 6, 3, 5]);
    assert_eq!(by(&answers, Key::Problems, Order::Down), [5, 3, 0, 1, 2, 4, 6]);
    for order in ORDERS {
        // What has no answer is last, whichever the order.
        for key in [Key::Verdict, Key::Best, Key::Difference, Key::Earliest] {
            assert_eq!(by(&answers, key, order)[5..], [3, 5], "{key:?} {order:?}");
        }
        let rows = by(&answers, Key::Difference, order);
        let currencies: Vec<Currency> =
            rows[..5].iter().map(|row| answers.outcomes()[*row as usize].judged().unwrap().currency).collect();
        assert_eq!(currencies, [Currency::Eur, Currency::Eur, Currency::Usd, Currency::Gbp, Currency::Gbp]);
        let difference = |row: u32| answers.outcomes()[row as usize].judged().unwrap().difference;
        for pair in [&rows[..2], &rows[3..5]] {
            let up = difference(pair[0]) < difference(pair[1]);
            assert_eq!(up, order == Order::Up, "{pair:?}");
        }
    }
    let earliest = |order| {
        let rows = by(&answers, Key::Earliest, order);
        rows[..5].iter().map(|row| answers.outcomes()[*row as usize].judged().unwrap().earliest).collect::<Vec<_>>()
    };
    let (up, mut down) = (earliest(Order::Up), earliest(Order::Down));
    down.reverse();
    assert_eq!(up, down);
    // "Not within ten years" is later than any day.
    assert!(up.is_sorted_by_key(|day| (day.is_none(), *day)));
    assert!(up.first().unwrap().is_some() && up.last().unwrap().is_none(), "{up:?}");
}

#[test]
fn a_filter_lets_rows_that_it_fits() {
    let answers = some();
    let none = Filter::default;
    assert_eq!(filtered(&answers, none()), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(filtered(&answers, Filter { kind: Kind::Answered, ..none() }), [0, 1, 2, 4, 6]);
    assert_eq!(filtered(&answers, Filter { kind: Kind::Problems, ..none() }), [3, 5]);
    for (text, expected) in [
        ("alf", vec![2, 4]),
        (" ALFA ", vec![2, 4]),
        ("ECL", vec![1, 5]),
        ("é", vec![1, 5]),
        ("   ", vec![0, 1, 2, 3, 4, 5, 6]),
        ("nobody", vec![]),
    ] {
        assert_eq!(filtered(&answers, Filter { partner: text.into(), ..none() }), expected, "{text}");
    }
    // Each answer is let by exactly one verdict, one choice and one side; what has no answer by none.
    let every = |filters: Vec<Filter>| {
        let mut rows: Vec<u32> = filters.into_iter().flat_map(|filter| filtered(&answers, filter)).collect();
        rows.sort_unstable();
        rows
    };
    let answered = vec![0, 1, 2, 4, 6];
    assert_eq!(every(VERDICTS.map(|verdict| Filter { direct: Some(verdict), ..none() }).to_vec()), answered);
    assert_eq!(every(CHOICES.map(|choice| Filter { choice: Some(choice), ..none() }).to_vec()), answered);
    assert_eq!(
        every([Side::Direct, Side::Indirect].map(|side| Filter { best: Some(side), ..none() }).to_vec()),
        answered
    );
    for verdict in VERDICTS {
        for row in filtered(&answers, Filter { direct: Some(verdict), ..none() }) {
            assert_eq!(answers.outcomes()[row as usize].judged().unwrap().direct, verdict);
        }
    }
    // All of it has to fit.
    let both = Filter { partner: "alfa".into(), kind: Kind::Problems, ..none() };
    assert_eq!(filtered(&answers, both), Vec::<u32>::new());
}

#[test]
fn what_is_not_worked_out_yet_is_there_and_last() {
    let answers = stopped(2);
    for key in KEYS {
        for order in ORDERS {
            let mut rows = by(&answers, key, order);
            if !matches!(key, Key::Row | Key::Partner) {
                assert_eq!(rows[2..], [2, 3, 4, 5, 6], "{key:?} {order:?}");
            }
            rows.sort_unstable();
            assert_eq!(rows, [0, 1, 2, 3, 4, 5, 6]);
        }
    }
    let all = by(&answers, Key::Row, Order::Up);
    let counts = counts(&answers, &all);
    assert_eq!((counts.answered, counts.problems, counts.waiting), (2, 0, 5));
    assert_eq!(filtered(&answers, Filter { kind: Kind::Answered, ..Filter::default() }), [0, 1]);
    assert_eq!(sums(&answers, &all).iter().map(|sum| sum.rows).sum::<usize>(), 2);
    // A place that there isn't counts for nothing, and does no harm.
    assert_eq!(sums(&answers, &[u32::MAX]), []);
}

#[test]
fn sums_are_exact_and_by_currency() {
    let answers = some();
    let all = by(&answers, Key::Row, Order::Up);
    let found = sums(&answers, &all);
    assert_eq!(found.iter().map(|sum| sum.currency).collect::<Vec<_>>(), [Currency::Eur, Currency::Usd, Currency::Gbp]);
    for sum in &found {
        let of_it: Vec<_> = answers
            .outcomes()
            .iter()
            .filter_map(Outcome::judged)
            .filter(|judged| judged.currency == sum.currency)
            .collect();
        let total: Decimal = of_it.iter().map(|judged| judged.difference).sum();
        let ahead = |fits: &dyn Fn(Decimal, ChannelId) -> bool| {
            let rows: Vec<Decimal> = of_it
                .iter()
                .filter(|judged| fits(judged.difference, judged.best))
                .map(|judged| judged.difference.abs())
                .collect();
            (rows.len(), rows.iter().sum::<Decimal>())
        };
        let zero = Decimal::ZERO;
        assert_eq!((sum.rows, sum.net), (of_it.len(), total));
        assert_eq!((sum.indirect.rows, sum.indirect.amount), ahead(&|difference, _| difference > zero));
        let direct = |difference, best| difference < zero && best == ChannelId::Direct;
        assert_eq!((sum.direct.rows, sum.direct.amount), ahead(&direct));
        let ruled_out = |difference, best| difference < zero && best != ChannelId::Direct;
        assert_eq!((sum.ruled_out.rows, sum.ruled_out.amount), ahead(&ruled_out));
    }
    let counted = counts(&answers, &all);
    assert_eq!((counted.answered, counted.problems, counted.waiting), (5, 2, 0));
    assert_eq!(counted.direct.iter().sum::<usize>(), 5);
    assert_eq!(counted.choices.iter().sum::<usize>(), 5);
    let open = filtered(&answers, Filter { direct: Some(Verdict::NotEligible), ..Filter::default() });
    assert_eq!(counted.direct[2], open.len());
    assert!(counted.direct[2] > 0);
    // Only what is shown counts.
    assert_eq!(sums(&answers, &[3, 5]), []);
    assert_eq!(sums(&answers, &[1])[0].rows, 1);
}

fn is_whole(sum: &Sum) -> bool {
    sum.rows == sum.direct.rows + sum.indirect.rows + sum.ruled_out.rows + sum.level
        && sum.net == sum.indirect.amount - sum.direct.amount - sum.ruled_out.amount
}

proptest! {
    #![proptest_config(trials(20))]

    #[test]
    fn no_row_is_lost_whatever_the_order(rows in proptest::collection::vec((0u8..4, 0u32..3_000_000, "[a-cA-Cé]{0,2}", 0usize..4), 0..12)) {
        let mut text = String::from("partner;currency;customers;revenue.azure;role\n");
        for (kind, revenue, name, role) in &rows {
            let currency = ["EUR", "GBP", "XXX", "EUR"][usize::from(*kind)];
            text.push_str(&format!("{name};{currency};40;{revenue};{}\n", ["direct", "indirect", "new", ""][*role]));
        }
        let answers = file(&text, Language::Nl);
        let all: Vec<u32> = (0..u32::try_from(rows.len()).unwrap()).collect();
        for key in KEYS {
            for order in ORDERS {
                let mut found = by(&answers, key, order);
                found.sort_unstable();
                prop_assert_eq!(&found, &all);
            }
        }
        let found = sums(&answers, &all);
        prop_assert!(found.iter().all(is_whole), "{:?}", found);
        let counted = counts(&answers, &all);
        prop_assert_eq!(counted.answered + counted.problems + counted.waiting, rows.len());
        prop_assert_eq!(found.iter().map(|sum| sum.rows).sum::<usize>(), counted.answered);
    }
}
