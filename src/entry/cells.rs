//! Cells copied from a sheet: rows by line, cells by tab.

/// The cells of a copied text; nothing when it is but one, which is read like any typed text.
///
/// Headings are left out: rows above and columns before the first digit.
pub fn cells(text: &str) -> Option<Vec<Vec<&str>>> {
    let mut rows: Vec<Vec<&str>> =
        text.lines().map(|line| line.trim_end().split('\t').map(str::trim).collect()).collect();
    let first = rows.iter().position(|row| row.iter().any(|cell| is_figure(cell)))?;
    rows.drain(..first);
    while rows.last().is_some_and(|row| row.iter().all(|cell| cell.is_empty())) {
        rows.pop();
    }
    let labels = rows.iter().filter_map(|row| row.iter().position(|cell| is_figure(cell))).min().unwrap_or(0);
    for row in &mut rows {
        row.drain(..labels.min(row.len()));
    }
    let several = rows.len() > 1 || rows.first().is_some_and(|row| row.len() > 1);
    several.then_some(rows)
}

/// The most letters before a digit in what may be a figure: a currency's code, or "ca".
const LETTERS: usize = 3;

/// Whether a cell has a digit that is not just part of a name, such as that of a product.
fn is_figure(cell: &str) -> bool {
    let letters = cell.split(char::is_numeric).next().unwrap_or_default().chars().filter(|c| c.is_alphabetic()).count();
    letters <= LETTERS && cell.chars().any(char::is_numeric)
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
