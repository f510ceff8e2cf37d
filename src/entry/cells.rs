//! Cells copied from a sheet: rows by line, cells by tab.

/// The most letters before a digit in what may be a figure: a currency's code, or "ca".
const LETTERS: usize = 3;

/// The cells of a copied text; nothing when it is but one, which is read like any typed text.
///
/// Headings are left out: rows above and columns before the first figure; and so are the last rows when nothing is left in them.
pub fn cells(text: &str) -> Option<Vec<Vec<&str>>> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    // The column of the first figure.
    let mut first = usize::MAX;
    for line in text.split('\n') {
        let row: Vec<&str> = line.trim_end().split('\t').map(str::trim).collect();
        if let Some(place) = row.iter().position(|cell| is_figure(cell)) {
            first = first.min(place);
        }
        if first < usize::MAX {
            rows.push(row);
        }
    }
    for row in &mut rows {
        row.drain(..first.min(row.len()));
    }
    // A note below may stand before the first figure, and then nothing is left of its row.
    while rows.last().is_some_and(|row| row.iter().all(|cell| cell.is_empty())) {
        rows.pop();
    }
    let several = rows.len() > 1 || rows.first().is_some_and(|row| row.len() > 1);
    several.then_some(rows)
}

/// Whether a cell has a digit that is not just part of a name, such as that of a product.
fn is_figure(cell: &str) -> bool {
    let before = cell.find(|c: char| c.is_ascii_digit()).and_then(|place| cell.get(..place));
    before.is_some_and(|before| before.bytes().filter(u8::is_ascii_alphabetic).count() <= LETTERS)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn one_cell_is_a_typed_text() {
        for text in ["", "480.000", "480.000\t", "480 000\r\n", "\n480\n\n", "1,2 mln", "a\tb", "Security\t60"] {
            assert_eq!(cells(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_note_below_the_first_column_is_no_row() {
        assert_eq!(cells("Azure\t480.000\nSource: invoices"), None);
        let two = Some(vec![vec!["480.000"], vec!["60.000"]]);
        assert_eq!(cells("Azure\t480.000\nSecurity\t60.000\nSource: invoices\n"), two);
    }

    #[test]
    fn rows_and_columns_are_kept_and_so_are_gaps() {
        assert_eq!(cells("480.000\r\n60.000\r\n"), Some(vec![vec!["480.000"], vec!["60.000"]]));
        assert_eq!(cells("20%\t 15% \n\n12%\t7,2%"), Some(vec![vec!["20%", "15%"], vec![""], vec!["12%", "7,2%"]]));
        assert_eq!(cells("1\tabc\n2\t3"), Some(vec![vec!["1", "abc"], vec!["2", "3"]]));
    }

    #[test]
    fn headings_are_left_out() {
        let expected = Some(vec![vec!["20", "15"], vec!["12", "7"]]);
        assert_eq!(cells("\tDirect\tAcme\nMicrosoft 365\t20\t15\nAzure\t12\t7"), expected);
        assert_eq!(cells("Modern Work\t480\nSecurity\tn/a"), Some(vec![vec!["480"], vec!["n/a"]]));
    }
}
