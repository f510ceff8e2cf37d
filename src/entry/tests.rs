//! The matrix of inputs in two languages, and laws over many more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::Problem::{Approximate, Character, Currency, Decimals, Grouping, NoNumber, TooHigh, TooLow, Whole};
use super::Reading::{Ask, Echo, Empty, Exact, Wrong};
use super::Why::{Limits as Ruled, Magnitude, Script, Separators, Zeros};
use super::{Ends, Grammar, Kind, Limits, RangeReading, Reading, Why, format, parse, parse_range, percent_meant};

const EURO: Kind = Kind::Money { currency: "EUR" };
const KINDS: [Kind; 5] = [EURO, Kind::Percent, Kind::Rate, Kind::Quantity, Kind::Whole];
const GRAMMARS: [Grammar; 4] = [Grammar::NL, Grammar::EN, Grammar::DE, Grammar::FR];

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn limits(min: &str, max: &str, decimals: u32) -> Limits {
    Limits { min: d(min), max: d(max), decimals }
}

fn usual_limits(kind: Kind) -> Limits {
    match kind {
        Kind::Money { .. } => limits("0", "1000000000000", 2),
        Kind::Percent => limits("0", "100", 4),
        Kind::Rate => limits("0.0001", "10000", 6),
        Kind::Quantity => limits("0", "1000000", 2),
        Kind::Whole => limits("0", "1000000", 0),
    }
}

fn exact(value: &str) -> Reading {
    Exact(d(value))
}

fn echo(value: &str, why: Why) -> Reading {
    Echo(d(value), why)
}

fn ask(small: &str, large: &str) -> Reading {
    Ask([d(small), d(large)])
}

fn decimals(suggestion: &str) -> Reading {
    Wrong(Decimals { suggestion: d(suggestion) })
}

fn whole(suggestion: &str) -> Reading {
    Wrong(Whole { suggestion: d(suggestion) })
}

fn too_low(min: &str) -> Reading {
    Wrong(TooLow { min: d(min) })
}

fn too_high(max: &str) -> Reading {
    Wrong(TooHigh { max: d(max) })
}

fn character(found: char) -> Reading {
    Wrong(Character(found))
}

/// Texts, then how each of them reads in Dutch, which writes figures as German does, and in English.
type Row<'a> = (&'a [&'a str], Reading, Reading);

#[track_caller]
fn check_within(kind: Kind, limits: &Limits, rows: &[Row<'_>]) {
    for (texts, dutch, english) in rows {
        for text in *texts {
            assert_eq!(parse(text, kind, &Grammar::NL, limits), *dutch, "{text:?} in Dutch");
            assert_eq!(parse(text, kind, &Grammar::EN, limits), *english, "{text:?} in English");
            if !has_own_word(text) {
                assert_eq!(parse(text, kind, &Grammar::DE, limits), *dutch, "{text:?} in German");
            }
        }
    }
}

#[track_caller]
fn check(kind: Kind, rows: &[Row<'_>]) {
    check_within(kind, &usual_limits(kind), rows);
}

/// A word that not all languages have, or that means another number there.
fn has_own_word(text: &str) -> bool {
    ["biljoen", "billion", "circa"].iter().any(|word| text.contains(word))
}

/// The same in every language.
#[track_caller]
fn check_both(kind: Kind, rows: &[(&[&str], Reading)]) {
    for (texts, reading) in rows {
        check(kind, &[(texts, *reading, *reading)]);
        for text in texts.iter().filter(|text| !has_own_word(text)) {
            let french = parse(text, kind, &Grammar::FR, &usual_limits(kind));
            assert_eq!(french, *reading, "{text:?} in French");
        }
    }
}

#[track_caller]
fn check_in(grammar: &Grammar, kind: Kind, rows: &[(&str, Reading)]) {
    for (text, reading) in rows {
        assert_eq!(parse(text, kind, grammar, &usual_limits(kind)), *reading, "{text:?}");
    }
}

// The matrix, row by row, and its neighbours.

#[test]
fn separators_of_money() {
    let million = exact("1000000");
    let million_echo = echo("1000000", Separators);
    let half = exact("1000000.5");
    let half_echo = echo("1000000.5", Separators);
    check(
        EURO,
        &[
            (&["1000000"], million, million),
            (&["1.000.000"], million, million_echo),
            (&["1,000,000"], million_echo, million),
            (&["1.000.000,50"], half, half_echo),
            (&["1,000,000.50"], half_echo, half),
            (&["1000000.50"], half_echo, half),
            (&["1000000,50"], half, half_echo),
            (&["1.5"], echo("1.5", Separators), exact("1.5")),
            (&["1,5"], exact("1.5"), echo("1.5", Separators)),
            (&["1.500"], exact("1500"), ask("1.5", "1500")),
            (&["1,500"], ask("1.5", "1500"), exact("1500")),
            (&["12.345"], exact("12345"), ask("12.35", "12345")),
            (&["12,345"], ask("12.35", "12345"), exact("12345")),
        ],
    );
    check_both(
        EURO,
        &[
            (&["1234.567", "1234,567"], decimals("1234.57")),
            (&["0.125", "0,125", ".125", ",125"], decimals("0.13")),
            (&["1 000 000", "1\u{a0}000\u{a0}000"], million),
            (&["1\u{202f}000\u{202f}000", "1\u{2009}000\u{2009}000"], million),
            (&["1 000 00", "10,00,000", "1.000.00", "1.000.", "1..5", "1 5"], Wrong(Grouping)),
            (&["1'000'000", "1’000’000", "1_000_000"], million_echo),
            (&["1’000’000.50", "1'000'000,50"], half_echo),
            (&["1,000,000.50,5", "1000.000,5", "1.000 000", "1'000 000", ".,5"], Wrong(Grouping)),
        ],
    );
}

#[test]
fn currencies() {
    let million = exact("1000000");
    check(EURO, &[(&["€ 1.000.000", "1.000.000 €"], million, echo("1000000", Separators))]);
    let any_dollar = Wrong(Currency(&["USD", "CAD", "AUD"]));
    check_both(
        EURO,
        &[
            (&["EUR 1000000", "1000000 euro", "1000000eur"], million),
            (&["1000000 euro's", "1000000 Euro’s", "euros 1000000"], million),
            (&["$1,000", "1000 $", "$", "€5 dollar"], any_dollar),
            (&["US$ 5", "5 USD"], Wrong(Currency(&["USD"]))),
            (&["£5", "￡5", "5 GBP"], Wrong(Currency(&["GBP"]))),
            (&["100 kr.", "kr 100"], Wrong(Currency(&["SEK", "NOK", "DKK"]))),
            (&["€ 5 EUR", "€€5"], character('€')),
            (&["€"], Wrong(NoNumber)),
            (&["5 eurox"], character('e')),
        ],
    );
    let own = [
        ("USD", "$ 5"),
        ("USD", "US$5"),
        ("CAD", "$5"),
        ("CAD", "5 C$"),
        ("AUD", "A$ 5"),
        ("GBP", "5 pounds"),
        ("CHF", "Fr. 5"),
        ("SEK", "5 kr"),
        ("NOK", "kr 5"),
        ("DKK", "5 kr."),
        ("PLN", "5 ZŁ"),
        ("CZK", "5 Kč"),
    ];
    for (currency, text) in own {
        let kind = Kind::Money { currency };
        let reading = parse(text, kind, &Grammar::EN, &usual_limits(kind));
        assert_eq!(reading, exact("5"), "{text:?} in {currency}");
    }
    for kind in [Kind::Percent, Kind::Rate, Kind::Quantity, Kind::Whole] {
        check_both(kind, &[(&["€ 5"], character('€')), (&["$5"], character('$'))]);
    }
}

#[test]
fn magnitudes() {
    check_both(
        EURO,
        &[
            (&["€1,2 mln", "1.2 mln.", "1,2 miljoen", "1.2M"], echo("1200000", Magnitude)),
            (&["1.2 million", "1,2mio", "1,2 M€", "1,2 Mio. EUR"], echo("1200000", Magnitude)),
            (&["15k", "15 dzd", "€ 15 duizend", "15 K€"], echo("15000", Magnitude)),
            (&["1,5 mld", "1.5bn", "1,5 miljard", "1.5 mrd."], echo("1500000000", Magnitude)),
            (&["1,234567 mln", "1.234567m"], echo("1234567", Magnitude)),
            (&["0,125 mln", "0.125 mln"], echo("125000", Magnitude)),
            (&["1,234567891 mln"], decimals("1234567.89")),
            (&["2000 mld"], too_high("1000000000000")),
            (&["15b", "15 b"], character('b')),
            (&["M$"], Wrong(Currency(&["USD", "CAD", "AUD"]))),
            (&["mln", "€ k"], Wrong(NoNumber)),
            (&["500,- k"], character('-')),
            (&["1 mln mln"], character('m')),
        ],
    );
    let large = echo("1500000000", Magnitude);
    let either = ask("1500000", "1500000000");
    check(
        EURO,
        &[
            (&["1.500 mln"], large, either),
            (&["1,500 mln"], either, large),
            (&["0,5 biljoen"], echo("500000000000", Magnitude), character('b')),
            (&["0,5 billion"], character('b'), echo("500000000", Magnitude)),
        ],
    );
    // The limits leave one.
    let up_to_a_billion = limits("0", "1000000000", 2);
    let small = echo("1500000", Magnitude);
    check_within(EURO, &up_to_a_billion, &[(&["1.500 mln", "1,500 mln"], small, small)]);
    for kind in [Kind::Percent, Kind::Rate, Kind::Quantity, Kind::Whole] {
        check_both(kind, &[(&["5k"], character('k')), (&["5 mln"], character('m'))]);
    }
}

#[test]
fn magnitudes_of_other_languages() {
    check_in(
        &Grammar::DE,
        EURO,
        &[
            ("15 Tsd.", echo("15000", Magnitude)),
            ("15 Tausend €", echo("15000", Magnitude)),
            ("1,2 Mio. €", echo("1200000", Magnitude)),
            ("1,2 Millionen Euro", echo("1200000", Magnitude)),
            ("1,5 Mrd.", echo("1500000000", Magnitude)),
            ("1 Milliarde", echo("1000000000", Magnitude)),
            ("1 Billion", echo("1000000000000", Magnitude)),
            ("ungefähr 5", Wrong(Approximate { found: 'u' })),
        ],
    );
    check_in(
        &Grammar::FR,
        EURO,
        &[
            ("15 mille", echo("15000", Magnitude)),
            ("15 k€", echo("15000", Magnitude)),
            ("1,2 million", echo("1200000", Magnitude)),
            ("1,2 millions d", character('m')),
            ("1,2 M€", echo("1200000", Magnitude)),
            ("2 milliards €", echo("2000000000", Magnitude)),
            ("1,5 Md€", echo("1500000000", Magnitude)),
            ("1 billion", echo("1000000000000", Magnitude)),
        ],
    );
}

#[test]
fn other_languages() {
    check_in(
        &Grammar::FR,
        EURO,
        &[
            ("1 234 567,89 €", exact("1234567.89")),
            ("1.234.567", echo("1234567", Separators)),
            ("1.234,50", echo("1234.5", Separators)),
            // A point is neither sign of French.
            ("1.500", ask("1.5", "1500")),
            ("1,500", ask("1.5", "1500")),
            ("1.5", echo("1.5", Separators)),
        ],
    );
    check_in(&Grammar::FR, Kind::Percent, &[("1.500", echo("1.5", Ruled))]);
    // The rest of the matrix where the languages differ: the comma is French's decimal sign, and the space its group.
    let (million, half) = (echo("1000000", Separators), echo("1000000.5", Separators));
    check_in(
        &Grammar::FR,
        EURO,
        &[
            ("1.000.000", million),
            ("1,000,000", million),
            ("1.000.000,50", half),
            ("1,000,000.50", half),
            ("1000000.50", half),
            ("1000000,50", exact("1000000.5")),
            ("1 000 000,50", exact("1000000.5")),
            ("1 000 000.50", half),
            ("1,5", exact("1.5")),
            ("1 500", exact("1500")),
            ("12.345", ask("12.35", "12345")),
            ("12,345", ask("12.35", "12345")),
            ("€ 1.000.000", million),
            ("1\u{202f}000\u{202f}000\u{a0}€", exact("1000000")),
            ("1.500 mln", ask("1500000", "1500000000")),
            ("500,-", exact("500")),
            (",5", exact("0.5")),
            (".5", echo("0.5", Separators)),
            ("5,", exact("5")),
            ("\u{200e}1.000\u{200f}", ask("1", "1000")),
        ],
    );
    check_in(
        &Grammar::FR,
        Kind::Percent,
        &[("12,5\u{202f}%", exact("12.5")), ("12.5 %", echo("12.5", Separators)), ("1,500", exact("1.5"))],
    );
    check_in(&Grammar::FR, Kind::Rate, &[("1,085", exact("1.085")), ("1.085", echo("1.085", Separators))]);
    check_in(&Grammar::FR, Kind::Whole, &[("12,0", echo("12", Zeros)), ("12,5", whole("13"))]);
    check_in(
        &Grammar::DE,
        EURO,
        &[("1.500", exact("1500")), ("1,500", ask("1.5", "1500")), ("1.234,50", exact("1234.5"))],
    );
}

#[test]
fn endings() {
    let other = echo("500", Separators);
    check(
        EURO,
        &[
            (&["€ 500,-", "500,–", "500,=", "500,--", "500,— EUR"], exact("500"), other),
            // Swiss, and its mirror image.
            (&["500.-", "500.–"], other, exact("500")),
            (&["1.500,-"], exact("1500"), echo("1500", Separators)),
        ],
    );
    check_both(
        EURO,
        &[
            (&["500-", "500--", "500,---"], character('-')),
            (&["500="], character('=')),
            (&["1,500,-", "1,5,-"], Wrong(Grouping)),
            (&[",-"], Wrong(NoNumber)),
        ],
    );
    for kind in [Kind::Percent, Kind::Rate, Kind::Quantity, Kind::Whole] {
        check_both(kind, &[(&["500,-"], character('-'))]);
    }
}

#[test]
fn signs() {
    let negative: &[&str] = &["-5", "−5", "– 5", "(5)", "€ -5", "-€ 5", "€-5", "(€ 5)", "€ (5)", "-5 €"];
    check_both(EURO, &[(negative, too_low("0")), (&["-0", "-1.500", "-1,5 mln"], too_low("0"))]);
    check_both(EURO, &[(&["5-", "--5", "(-5)"], character('-'))]);
    check_both(EURO, &[(&["(5", "-(5)"], character('(')), (&["5)"], character(')'))]);
    check_both(EURO, &[(&["+5"], character('+')), (&["-", "()"], Wrong(NoNumber))]);

    let below_zero = limits("-1000", "1000", 2);
    let five = exact("-5");
    check_within(EURO, &below_zero, &[(negative, five, five), (&["-0"], exact("0"), exact("0"))]);
    check_within(EURO, &below_zero, &[(&["-1001"], too_low("-1000"), too_low("-1000"))]);
    let twelve = exact("-12.5");
    let other = echo("-12.5", Separators);
    let percent: &[&str] = &["-12,5%", "−12,5 %", "(12,5)%", "(12,5 %)"];
    check_within(Kind::Percent, &below_zero, &[(percent, twelve, other)]);
}

#[test]
fn negative_amounts_can_be_disputed_too() {
    let below_zero = limits("-10000", "10000", 2);
    let either = ask("-1.5", "-1500");
    check_within(EURO, &below_zero, &[(&["-1.500", "(1.500)"], exact("-1500"), either)]);
}

#[test]
fn characters() {
    check_both(
        EURO,
        &[
            (&["1e6"], character('e')),
            (&["0x10"], character('x')),
            (&["½"], character('½')),
            (&["1/2"], character('/')),
            (&["∞"], character('∞')),
            (&["NaN"], character('N')),
            (&["abc", "1abc"], character('a')),
            (&["10²"], character('²')),
            (&["①"], character('①')),
            (&["12%"], character('%')),
            (&["1\0"], character('\0')),
            (&["💶5"], character('💶')),
            (&["1\u{301}"], character('\u{301}')),
            (&[".", ",", "'"], Wrong(NoNumber)),
        ],
    );
}

#[test]
fn approximations() {
    check_both(
        EURO,
        &[
            (&["ca. 1 mln", "ca 1000", "circa 5"], Wrong(Approximate { found: 'c' })),
            (&["±1000"], Wrong(Approximate { found: '±' })),
            (&["> 1000"], Wrong(Approximate { found: '>' })),
            (&["€ ~5"], Wrong(Approximate { found: '~' })),
            (&["cab"], character('c')),
        ],
    );
    let about = Wrong(Approximate { found: 'A' });
    check(EURO, &[(&["About 5"], character('A'), about)]);
}

#[test]
fn scripts() {
    check_both(
        EURO,
        &[
            (&["１２３", "١٢٣", "१२३", "۱۲۳", "1２3"], echo("123", Script)),
            (&["１．５ｋ"], echo("1500", Magnitude)),
            (&["1٢3"], character('٢')),
            (&["١2"], character('2')),
            (&["१٢"], character('٢')),
            (&["১২"], character('১')),
        ],
    );
    check(EURO, &[(&["１，５"], echo("1.5", Script), echo("1.5", Separators))]);
}

#[test]
fn nothing_is_not_zero() {
    let texts: &[&str] = &["", " ", "\u{a0}\u{2009}\u{3000}", "\t\r\n", "\u{200e}\u{feff} \u{200f}"];
    for kind in KINDS {
        check_both(kind, &[(texts, Empty)]);
    }
    check_both(Kind::Percent, &[(&["%"], Wrong(NoNumber))]);
    check_both(EURO, &[(&["0"], exact("0"))]);
}

#[test]
fn zeros_and_loose_ends() {
    check(
        EURO,
        &[
            (&[",5"], exact("0.5"), echo("0.5", Separators)),
            (&[".5"], echo("0.5", Separators), exact("0.5")),
            (&["0,500"], echo("0.5", Zeros), echo("0.5", Separators)),
            (&["1234,500"], echo("1234.5", Zeros), echo("1234.5", Separators)),
        ],
    );
    check_both(
        EURO,
        &[(&["00015", "0 015"], echo("15", Zeros)), (&["5,", "5."], exact("5")), (&["0,", "0."], exact("0"))],
    );
}

#[test]
fn marks_and_cells() {
    check(EURO, &[(&["\u{200e}1.000\u{200f}", "1\u{ad}.\u{2060}000"], exact("1000"), ask("1", "1000"))]);
    check(EURO, &[(&["1.250.000\t", "1.250.000\t7"], exact("1250000"), echo("1250000", Separators))]);
    check_both(EURO, &[(&["1250000\r\n300", "\n1250000\u{2028}3", "\u{feff} 1250000 \n"], exact("1250000"))]);
}

#[test]
fn many_digits() {
    let digits = "1234567890123456789012345678901234567890";
    let fraction = ["0,", digits].concat();
    let negative = ["-", digits].concat();
    let million = [digits, " mln"].concat();
    let zeros = [&"0".repeat(4000), "5"].concat();
    let small = ["0.", &"0".repeat(4000), "5"].concat();
    check_both(
        EURO,
        &[
            (&[digits, &million], too_high("1000000000000")),
            (&[&negative], too_low("0")),
            (&[&fraction], decimals("0.12")),
            (&[&small], decimals("0")),
            (&[&zeros], echo("5", Zeros)),
            (&["79228162514264337593543950336", "9999999999999999999999999999"], too_high("1000000000000")),
        ],
    );
    let widest = Limits { min: Decimal::MIN, max: Decimal::MAX, decimals: 28 };
    let largest = exact("9999999999999999999999999999");
    check_within(EURO, &widest, &[(&["9999999999999999999999999999"], largest, largest)]);
}

#[test]
fn percentages() {
    let half = exact("12.5");
    let other = echo("12.5", Separators);
    check(
        Kind::Percent,
        &[
            (&["12,5%", "12,5", "12,50 %"], half, other),
            (&["12.5 %", "12.5"], other, half),
            (&["1.500"], echo("1.5", Ruled), exact("1.5")),
            (&["1,500"], exact("1.5"), echo("1.5", Ruled)),
            (&["0,125"], exact("0.125"), echo("0.125", Separators)),
        ],
    );
    check_both(
        Kind::Percent,
        &[
            (&["12", "12%", "12 %"], exact("12")),
            (&["12％"], echo("12", Script)),
            (&["101", "1.000.000"], too_high("100")),
            (&["-1"], too_low("0")),
            (&["1,23456", "1.23456"], decimals("1.2346")),
            (&["%12", "12%%"], character('%')),
        ],
    );
    // Where a thousand fits, the language's own group sign is one.
    let growth = limits("-100", "1000", 4);
    check_within(
        Kind::Percent,
        &growth,
        &[(&["1.000"], exact("1000"), exact("1")), (&["1.500"], echo("1.5", Ruled), exact("1.5"))],
    );
}

#[test]
fn small_percentages_may_be_shares() {
    assert_eq!(percent_meant(d("0.125"), d("20")), Some(d("12.5")));
    assert_eq!(percent_meant(d("-0.1"), d("20")), Some(d("-10")));
    assert_eq!(percent_meant(d("0.125"), d("0.5")), None);
    assert_eq!(percent_meant(d("1"), d("20")), None);
    assert_eq!(percent_meant(d("0"), d("20")), None);
}

#[test]
fn rates() {
    check(
        Kind::Rate,
        &[
            (&["1,085"], exact("1.085"), echo("1.085", Separators)),
            (&["1.085"], echo("1.085", Separators), exact("1.085")),
            (&["1,1"], exact("1.1"), echo("1.1", Separators)),
            (&["1.100,5"], exact("1100.5"), echo("1100.5", Separators)),
        ],
    );
    check_both(
        Kind::Rate,
        &[
            (&["1100", "1 100"], exact("1100")),
            (&["0,00001", "0", "-1"], too_low("0.0001")),
            (&["1.0000001", "1,0000001"], decimals("1")),
        ],
    );
}

#[test]
fn quantities() {
    check(
        Kind::Quantity,
        &[(&["1.500"], exact("1500"), ask("1.5", "1500")), (&["7,25"], exact("7.25"), echo("7.25", Separators))],
    );
    check_both(Kind::Quantity, &[(&["8h"], character('h'))]);
}

#[test]
fn counts() {
    check(
        Kind::Whole,
        &[
            (&["12,0"], echo("12", Zeros), echo("12", Separators)),
            (&["12.0"], echo("12", Separators), echo("12", Zeros)),
            (&["1.500"], exact("1500"), echo("1500", Ruled)),
            (&["1,500"], echo("1500", Ruled), exact("1500")),
            (&["1.000"], exact("1000"), ask("1", "1000")),
        ],
    );
    check_both(Kind::Whole, &[(&["12"], exact("12")), (&["12.5", "12,5"], whole("13")), (&["1 500"], exact("1500"))]);
    let months = limits("0", "1200", 0);
    check_within(Kind::Whole, &months, &[(&["1.500"], too_high("1200"), whole("2"))]);
}

#[test]
fn limits_rule_out_a_reading_but_never_choose() {
    let price = limits("0", "1000", 2);
    let small = echo("1.5", Ruled);
    check_within(EURO, &price, &[(&["1.500", "1,500"], small, small)]);
    check_within(EURO, &price, &[(&["1.567"], too_high("1000"), decimals("1.57"))]);
    let turnover = limits("1000", "1000000", 2);
    check_within(EURO, &turnover, &[(&["1.500"], exact("1500"), echo("1500", Ruled))]);
    let neither = limits("10", "1000", 2);
    check_within(EURO, &neither, &[(&["1.500"], too_high("1000"), too_low("10"))]);
}

// What is written can be read.

#[test]
fn formats() {
    let rows = [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("5", "5", "5"),
        ("0.5", "0,50", "0.50"),
        ("1500", "1.500", "1,500"),
        ("1234567.8", "1.234.567,80", "1,234,567.80"),
        ("-1234.05", "-1.234,05", "-1,234.05"),
        ("100.00", "100", "100"),
        ("0.125", "0,125", "0.125"),
        ("2.475", "2,4750", "2.4750"),
        ("1234.567", "1.234,567", "1,234.567"),
    ];
    for (value, dutch, english) in rows {
        assert_eq!(format(d(value), EURO, &Grammar::NL), dutch);
        assert_eq!(format(d(value), EURO, &Grammar::EN), english);
    }
    assert_eq!(format(d("1234567.5"), EURO, &Grammar::FR), "1\u{202f}234\u{202f}567,50");
    assert_eq!(format(d("12.5"), Kind::Percent, &Grammar::DE), "12,5");
    assert_eq!(format(d("1.085"), Kind::Percent, &Grammar::NL), "1,085");
    assert_eq!(format(d("1234.5"), Kind::Rate, &Grammar::NL), "1234,5");
    assert_eq!(format(d("7.5"), Kind::Quantity, &Grammar::NL), "7,5");
    assert_eq!(format(Decimal::MIN, EURO, &Grammar::EN), "-79,228,162,514,264,337,593,543,950,335");
    let tiny = Decimal::try_new(1, 28).unwrap();
    assert_eq!(format(tiny, EURO, &Grammar::EN), "0.0000000000000000000000000001");
}

fn any_value() -> impl Strategy<Value = (i64, u32)> {
    let mantissa = prop_oneof![-1_000_000_i64..1_000_000, -1_000_000_000_000_000_000_i64..=1_000_000_000_000_000_000];
    (mantissa, 0_u32..=6)
}

/// Limits that leave room below zero; quantities with three decimals, the awkward number.
fn wide_limits(kind: Kind) -> Limits {
    let bound = "1000000000000000000";
    let decimals = if kind == Kind::Quantity { 3 } else { usual_limits(kind).decimals };
    Limits { min: -d(bound), max: d(bound), decimals }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn reads_what_it_writes((mantissa, scale) in any_value()) {
        for grammar in &GRAMMARS {
            for kind in KINDS {
                let limits = wide_limits(kind);
                let value = Decimal::new(mantissa, scale.min(limits.decimals));
                let text = format(value, kind, grammar);
                prop_assert_eq!(parse(&text, kind, grammar, &limits), Exact(value), "{}", text);
                // And so with everything a sheet may put around it.
                let wrapped = [" \u{200e}", &text, "\u{200f}\u{a0}\t5"].concat();
                prop_assert_eq!(parse(&wrapped, kind, grammar, &limits), Exact(value));
            }
        }
    }

    #[test]
    fn never_panics(text in any::<String>(), decimals in any::<u32>()) {
        survive(&text, decimals);
    }

    #[test]
    fn never_panics_on_what_it_knows(
        text in "(\\PC|[-0-9.,()=%€$£km ' _\t\u{200e}\u{2212}１٣]|mln|Mio\\.|euro's|EUR|ca|9{20}){0,24}",
        decimals in 0_u32..40,
    ) {
        survive(&text, decimals);
    }

    /// The digits that are read are those that were typed.
    #[test]
    fn changes_only_separators(text in "-?[0-9]{1,7}([ .,'_][0-9]{1,4}){0,3}(,-)?") {
        for grammar in &GRAMMARS {
            let read = match parse(&text, EURO, grammar, &wide_limits(EURO)) {
                Exact(value) | Echo(value, _) => [value; 2],
                Ask(both) => both,
                Empty | Wrong(_) => continue,
            };
            let typed = significant(&text);
            prop_assert!(
                read.iter().any(|value| significant(&format(*value, EURO, grammar)) == typed),
                "{} as {:?}", text, read
            );
        }
    }
}

fn survive(text: &str, decimals: u32) {
    for grammar in &GRAMMARS {
        for kind in KINDS {
            let wide = Limits { min: Decimal::MIN, max: Decimal::MAX, decimals };
            for limits in [wide, usual_limits(kind)] {
                let reading = parse(text, kind, grammar, &limits);
                if let Some(value) = reading.value() {
                    assert!(limits.min <= value && value <= limits.max);
                    assert!(value.scale() <= limits.decimals);
                    format(value, kind, grammar);
                }
            }
        }
    }
}

/// The sign and the digits, without zeros at either end.
fn significant(text: &str) -> (bool, String) {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (text.starts_with('-') && !digits.trim_matches('0').is_empty(), digits.trim_matches('0').into())
}

// Nothing that can be read in two ways is read in silence.

/// What a text means to somebody who knows one way of writing only: groups of three with one sign
/// throughout (`group` or a space), then perhaps `decimal` and digits. In ten-millionths.
fn convinced(text: &str, decimal: char, group: char) -> Option<i64> {
    let text = text.trim_matches(' ');
    let (whole, fraction) = text.split_once(decimal).unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let sign = if whole.contains(' ') { ' ' } else { group };
    let mut groups = whole.split(sign);
    let first = groups.next()?;
    let mut digits = String::from(first);
    for others in groups {
        if others.len() != 3 || !(1..=3).contains(&first.len()) {
            return None;
        }
        digits.push_str(others);
    }
    digits.push_str(fraction);
    digits.push_str(&"0".repeat(7_usize.checked_sub(fraction.len())?));
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().unwrap())
}

/// In ten-millionths.
fn tiny_parts(value: Decimal) -> i64 {
    i64::try_from((value * d("10000000")).trunc()).unwrap()
}

/// The language's own group sign, once, followed by exactly three digits.
fn agreed(text: &str, group: char) -> bool {
    let text = text.trim_matches(' ');
    text.matches(['.', ',', ' ']).count() == 1
        && text.split_once(group).is_some_and(|(before, after)| before.len() <= 3 && after.len() == 3)
}

fn check_dispute(text: &str, grammar: &Grammar) {
    let meant = [convinced(text, ',', '.'), convinced(text, '.', ',')];
    let somebody = |value: Decimal| meant.contains(&Some(tiny_parts(value)));
    let everybody = |holds: &dyn Fn(i64) -> bool| meant.into_iter().flatten().all(holds);
    match parse(text, EURO, grammar, &usual_limits(EURO)) {
        Exact(value) => {
            assert!(somebody(value), "{text:?}: nobody means {value}");
            let undisputed = everybody(&|meant| meant == tiny_parts(value));
            assert!(undisputed || agreed(text, grammar.group), "{text:?} is {value} in silence");
        }
        Echo(value, _) => assert!(somebody(value), "{text:?}: nobody means {value}"),
        Ask([small, large]) => {
            assert!(somebody(large), "{text:?}: nobody means {large}");
            let rounded = |meant: i64| (meant + 50_000) / 100_000 * 100_000;
            let nearly = meant.into_iter().flatten().any(|meant| rounded(meant) == tiny_parts(small));
            assert!(nearly, "{text:?}: nobody means {small}");
        }
        Empty => assert!(text.trim_matches(' ').is_empty(), "{text:?} is not nothing"),
        Wrong(Decimals { .. }) => {
            assert!(!everybody(&|meant| meant % 100_000 == 0), "{text:?} has few decimals");
        }
        Wrong(_) => assert_eq!(meant, [None, None], "{text:?} is refused"),
    }
}

fn check_disputes(text: &mut String, grammars: &[Grammar], longest: usize) {
    for grammar in grammars {
        check_dispute(text, grammar);
    }
    if text.len() < longest {
        for next in ['0', '1', '5', '.', ',', ' '] {
            text.push(next);
            check_disputes(text, grammars, longest);
            text.pop();
        }
    }
}

#[test]
fn nothing_disputed_is_silent() {
    check_disputes(&mut String::new(), &GRAMMARS, 7);
}

// Ranges.

/// The ways to read a text as a range, each as `low low|likely high`; or why there is none.
fn ways(text: &str, kind: Kind, grammar: &Grammar, limits: &Limits) -> String {
    assert!(matches!(parse(text, kind, grammar, limits), Wrong(_)), "{text:?} is a number");
    let written = |ends: &Ends| {
        let likely = ends.likely.map(|likely| format!("{} ", likely.normalize())).unwrap_or_default();
        format!("{} {likely}{}", ends.low.normalize(), ends.high.normalize())
    };
    match parse_range(text, kind, grammar, limits) {
        RangeReading::Not => "not".to_string(),
        RangeReading::Unclear => "unclear".to_string(),
        RangeReading::Wrong(problem) => format!("{problem:?}"),
        RangeReading::Ways { ways, liberty } => {
            let ways: Vec<String> = ways.iter().map(written).collect();
            [ways.join(", "), if liberty { "!".to_string() } else { String::new() }].concat()
        }
    }
}

#[track_caller]
fn check_ranges(grammar: &Grammar, kind: Kind, limits: &Limits, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(ways(text, kind, grammar, limits), *expected, "{text:?}");
    }
}

#[test]
fn ranges_are_read_as_they_are_written_out() {
    let limits = usual_limits(EURO);
    for (text, expected) in [
        ("10..20", "10 20"),
        ("10;12;20", "10 12 20"),
        (" 10 .. 20 ", "10 20"),
        ("20..10", "20 10"),
        ("10..", "unclear"),
        ("..", "unclear"),
        ("10;20", "unclear"),
        ("10;12;20;30", "unclear"),
        ("10..15..20", "unclear"),
        ("0...5", "unclear"),
        ("0.. 5", "0 5"),
        ("10..x", "Character('x')"),
        ("1..2 $", "Currency([\"USD\", \"CAD\", \"AUD\"])"),
        ("€ 10..€ 20", "10 20"),
        ("10…20", "10 20!"),
        ("10..20k", "10 20000, 10000 20000!"),
    ] {
        for grammar in &GRAMMARS {
            assert_eq!(ways(text, EURO, grammar, &limits), expected, "{text:?}");
        }
    }
}

#[test]
fn ranges_are_read_as_people_write_them() {
    let limits = usual_limits(EURO);
    let everywhere = [
        ("400000-900000", "400000 900000!"),
        ("400000–900000", "400000 900000!"),
        ("€ 400 — € 900", "400 900!"),
        ("400,- - 900,-", "400 900!"),
        ("400,--900", "400 900!"),
        ("400,,900", "400 900!"),
        ("400,,,900", "unclear"),
        ("400-", "not"),
        ("400-x", "not"),
        ("2024-11-22", "not"),
        ("400--900", "unclear"),
        ("1-2 mln", "1 2000000, 1000000 2000000!"),
        ("0-2 mln", "0 2000000!"),
        ("1k-2k", "1000 2000!"),
        ("400k-900", "400000 900!"),
    ];
    for grammar in &GRAMMARS {
        check_ranges(grammar, EURO, &limits, &everywhere);
    }
    check_ranges(&Grammar::NL, EURO, &limits, &[("400 tot 900", "400 900!"), ("400 T/M 900", "400 900!")]);
    check_ranges(&Grammar::NL, EURO, &limits, &[("400 to 900", "not"), ("ca. 400-900", "not"), ("tot 900", "not")]);
    check_ranges(&Grammar::EN, EURO, &limits, &[("400 to 900", "400 900!"), ("400to900", "400 900!")]);
    check_ranges(&Grammar::DE, EURO, &limits, &[("400 bis 900", "400 900!"), ("400 à 900", "not")]);
    check_ranges(&Grammar::FR, EURO, &limits, &[("400 à 900 €", "400 900!"), ("1 000-2 000", "1000 2000!")]);
}

#[test]
fn the_numbers_of_a_range_are_read_alike() {
    let limits = usual_limits(EURO);
    let english = [
        ("1.500..2.000", "1.5 2, 1500 2000"),
        ("1.500;1.700;2.000", "1.5 1.7 2, 1500 1700 2000"),
        ("1,500..2,000", "1500 2000"),
        ("1.500-2000", "1.5 2000, 1500 2000!"),
        ("1.2345..2", "Decimals { suggestion: 1.23 }"),
    ];
    check_ranges(&Grammar::EN, EURO, &limits, &english);
    check_ranges(&Grammar::NL, EURO, &limits, &[("1.500..2.000", "1500 2000"), ("1.500-2.000", "1500 2000!")]);
}

#[test]
fn a_minus_in_front_is_a_sign_and_dashes_in_a_row_are_no_riddle() {
    let limits = limits("-100", "100", 4);
    for (text, expected) in [
        ("-5..10", "-5 10"),
        ("-5..-2", "-5 -2"),
        ("-5-10", "-5 10!"),
        ("−5 % – 10 %", "-5 10!"),
        ("-5--2", "unclear"),
        ("5 - -2", "unclear"),
        ("-5-", "not"),
        ("5-101", "TooHigh { max: 100 }"),
        ("1e-5", "not"),
    ] {
        check_ranges(&Grammar::NL, Kind::Percent, &limits, &[(text, expected)]);
    }
    check_ranges(&Grammar::NL, Kind::Percent, &limits, &[("-5 tot -2", "-5 -2!")]);
    check_ranges(&Grammar::NL, Kind::Whole, &usual_limits(Kind::Whole), &[("1-2,5", "Whole { suggestion: 3 }")]);
}

proptest! {
    /// A number is never a range too, and no text makes the reading of ranges panic.
    #[test]
    fn what_is_a_range_is_no_number(text in "[-–0-9.,;…€k% totbisà]{0,14}", place in 0_usize..4, kind in 0_usize..5) {
        let (grammar, kind) = (&GRAMMARS[place], KINDS[kind]);
        let mut limits = usual_limits(kind);
        limits.min = -limits.max;
        let number = parse(&text, kind, grammar, &limits).value().is_some();
        let range = matches!(parse_range(&text, kind, grammar, &limits), RangeReading::Ways { .. });
        prop_assert!(!(number && range), "{text:?}");
    }

    /// A range that is written out is read back as it is, in one way.
    #[test]
    fn a_range_that_is_written_out_is_read_back(low in 0_i64..10_000_000, high in 0_i64..10_000_000, place in 0_usize..4) {
        let grammar = &GRAMMARS[place];
        let numbers = [low, high].map(|number| Decimal::new(number, 2));
        let [low, high] = numbers.map(|number| format(number, EURO, grammar));
        let text = [&low, "..", &high].concat();
        let [low, high] = numbers;
        let read = parse_range(&text, EURO, grammar, &usual_limits(EURO));
        let ways = vec![Ends { low, likely: None, high }];
        prop_assert_eq!(read, RangeReading::Ways { ways, liberty: false }, "{}", text);
    }
}

#[test]
fn what_is_far_too_low_is_too_low_and_what_is_whole_has_no_decimals() {
    let limits = limits("-100", "100", 2);
    let nines = "9".repeat(40);
    assert_eq!(parse(&format!("-{nines}"), Kind::Percent, &Grammar::EN, &limits), Wrong(TooLow { min: d("-100") }));
    assert_eq!(parse(&nines, Kind::Percent, &Grammar::EN, &limits), Wrong(TooHigh { max: d("100") }));
    assert_eq!(parse("1.25", Kind::Whole, &Grammar::EN, &limits), Wrong(Whole { suggestion: d("1") }));
    assert_eq!(parse("1.25", Kind::Quantity, &Grammar::EN, &limits), Exact(d("1.25")));
}
