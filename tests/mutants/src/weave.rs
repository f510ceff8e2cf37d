//! Weaves all changes of a file into it, each behind a question whether it is the one that is chosen.
//!
//! So all are built together, once, instead of one after the other: what takes a day takes an hour.

use std::collections::HashMap;

use anyhow::{Context, Result};
use ra_ap_syntax::ast::{self, AstNode, BinaryOp};
use ra_ap_syntax::{Edition, NodeOrToken, SourceFile, SyntaxKind, SyntaxNode, SyntaxToken};

use crate::list::{Genre, Mutant};

/// The question, in the sources.
fn chosen(number: usize) -> String {
    format!("crate::mutants::is({number})")
}

/// What is there if a change is chosen, marked so that an error of the compiler is found to be its.
fn marked(number: usize, text: &str) -> String {
    format!("/*<{number}*/{text}/*{number}>*/")
}

fn listed(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}

/// What changes are woven in at one place, marked likewise.
fn place(numbers: impl Iterator<Item = usize>, text: &str) -> String {
    let numbers = listed(numbers);
    format!("/*[{numbers}*/{text}/*{numbers}]*/")
}

/// A match whose arms can be left out, marked likewise: where none is left for all the rest, it does not compile without one.
fn arms(numbers: impl Iterator<Item = usize>, text: String) -> String {
    let numbers = listed(numbers);
    if numbers.is_empty() { text } else { format!("/*{{{numbers}*/{text}/*{numbers}}}*/") }
}

/// The changes of one file by where they are.
#[derive(Default)]
struct Weaver<'a> {
    /// By where the body of the function begins.
    bodies: HashMap<usize, Vec<(usize, &'a Mutant)>>,
    /// By where the operator is.
    operators: HashMap<usize, Vec<(usize, &'a Mutant)>>,
    /// By where the arm begins.
    arms: HashMap<usize, usize>,
    /// By where the condition begins.
    guards: HashMap<usize, Vec<(usize, &'a Mutant)>>,
}

/// The text of a file with these changes, by their numbers, woven in. What can't be woven is left out: [`found`] says what was.
pub(crate) fn weave<'a>(text: &str, mutants: impl Iterator<Item = (usize, &'a Mutant)>) -> Result<String> {
    let mut weaver = Weaver::default();
    for (number, mutant) in mutants.filter(|(_, mutant)| !mutant.is_of_unnamed_type()) {
        let offset = mutant.offset(text).with_context(|| mutant.name.clone())?;
        match mutant.genre {
            Genre::FnValue => weaver.bodies.entry(offset).or_default().push((number, mutant)),
            Genre::BinaryOperator | Genre::UnaryOperator => {
                weaver.operators.entry(offset).or_default().push((number, mutant));
            }
            Genre::MatchArm => drop(weaver.arms.insert(offset, number)),
            Genre::MatchArmGuard => weaver.guards.entry(offset).or_default().push((number, mutant)),
            Genre::StructField => {}
        }
    }
    let file = SourceFile::parse(text, Edition::Edition2024);
    Ok(weaver.node(&file.syntax_node()))
}

/// The numbers of the changes that are woven into a text.
pub(crate) fn found(text: &str) -> impl Iterator<Item = usize> {
    text.split("/*<").skip(1).filter_map(|after| after.split_once("*/")?.0.parse().ok())
}

impl Weaver<'_> {
    fn node(&self, node: &SyntaxNode) -> String {
        let woven = match node.kind() {
            SyntaxKind::BIN_EXPR => ast::BinExpr::cast(node.clone()).and_then(|of| self.binary(&of)),
            SyntaxKind::PREFIX_EXPR => ast::PrefixExpr::cast(node.clone()).and_then(|of| self.prefix(&of)),
            SyntaxKind::MATCH_EXPR => {
                let list = ast::MatchExpr::cast(node.clone()).and_then(|of| of.match_arm_list());
                let begins = list.into_iter().flat_map(|list| list.arms()).map(|arm| arm.syntax().text_range().start());
                let numbers = begins.filter_map(|begin| self.arms.get(&usize::from(begin)).copied());
                Some(arms(numbers, self.parts(node)))
            }
            SyntaxKind::MATCH_ARM => ast::MatchArm::cast(node.clone()).map(|of| self.arm(&of)),
            _ => None,
        };
        woven.unwrap_or_else(|| self.parts(node))
    }

    /// A node as it is, with what is woven into its parts.
    fn parts(&self, node: &SyntaxNode) -> String {
        let mut text = String::new();
        for part in node.children_with_tokens() {
            if node.kind() == SyntaxKind::STMT_LIST
                && let Some(values) = self.bodies.get(&usize::from(part.text_range().start()))
            {
                for (number, mutant) in values {
                    let value = marked(*number, &format!("return {};", mutant.replacement));
                    text += &place([*number].into_iter(), &format!("if {} {{ {value} }}", chosen(*number)));
                }
            }
            match part {
                NodeOrToken::Node(node) => text += &self.node(&node),
                NodeOrToken::Token(token) => text += token.text(),
            }
        }
        text
    }

    fn at(&self, operator: Option<SyntaxToken>) -> Option<&[(usize, &Mutant)]> {
        self.operators.get(&usize::from(operator?.text_range().start())).map(Vec::as_slice)
    }

    /// The alternatives, and last what stands there.
    fn either(mutants: &[(usize, &Mutant)], with: impl Fn(&str) -> String, operator: &str) -> String {
        let mut text = String::new();
        for (number, mutant) in mutants {
            let other = marked(*number, &with(&mutant.replacement));
            text += &format!("if {} {{ {other} }} else ", chosen(*number));
        }
        format!("{text}{{ {} }}", with(operator))
    }

    /// Both sides once, but for what comes after `&&` or `||`, which may not be worked out.
    fn binary(&self, of: &ast::BinExpr) -> Option<String> {
        let mutants = self.at(of.op_token())?;
        let (left, right) = (of.lhs()?, of.rhs()?);
        let operator = of.op_token()?.text().to_string();
        let (one, two) = (self.node(left.syntax()), self.node(right.syntax()));
        let text = match of.op_kind()? {
            BinaryOp::LogicOp(_) => {
                // What `let` binds would not be known further on.
                if binds(left.syntax()) || binds(right.syntax()) {
                    return None;
                }
                let either = Self::either(mutants, |operator| format!("one {operator} ({two})"), &operator);
                format!("(match ({one}) {{ one => {either} }})")
            }
            BinaryOp::CmpOp(_) => {
                let either = Self::either(mutants, |operator| format!("one {operator} two"), &operator);
                format!("(match (&({one}), &({two})) {{ (one, two) => {either} }})")
            }
            BinaryOp::ArithOp(_) => {
                let either = Self::either(mutants, |operator| format!("one {operator} two"), &operator);
                format!("(match (({one}), ({two})) {{ (one, two) => {either} }})")
            }
            BinaryOp::Assignment { .. } => {
                format!("({})", Self::either(mutants, |operator| format!("{one} {operator} {two};"), &operator))
            }
        };
        Some(place(mutants.iter().map(|(number, _)| *number), &text))
    }

    fn prefix(&self, of: &ast::PrefixExpr) -> Option<String> {
        let mutants = self.at(of.op_token())?;
        let operator = of.op_token()?.text().to_string();
        let value = self.node(of.expr()?.syntax());
        let either = Self::either(mutants, |operator| format!("{operator}one"), &operator);
        let text = format!("(match ({value}) {{ one => {either} }})");
        Some(place(mutants.iter().map(|(number, _)| *number), &text))
    }

    /// An arm is left out, and its condition another one, by its condition.
    fn arm(&self, of: &ast::MatchArm) -> String {
        let begin = usize::from(of.syntax().text_range().start());
        let condition = of.guard().and_then(|guard| guard.condition());
        // Without the arm for all that is left a match does not compile.
        let takes_all =
            condition.is_none() && matches!(of.pat(), Some(ast::Pat::WildcardPat(_) | ast::Pat::IdentPat(_)));
        let without = self.arms.get(&begin).filter(|_| !takes_all);
        let others = condition
            .as_ref()
            .and_then(|condition| self.guards.get(&usize::from(condition.syntax().text_range().start())))
            .filter(|_| !condition.as_ref().is_some_and(|condition| binds(condition.syntax())));
        if without.is_none() && others.is_none() {
            return self.parts(of.syntax());
        }
        let mut woven = condition.as_ref().map(|condition| format!("({})", self.node(condition.syntax())));
        for (number, mutant) in others.into_iter().flatten() {
            let other = marked(*number, &mutant.replacement);
            woven = woven.map(|text| format!("(if {} {{ {other} }} else {{ {text} }})", chosen(*number)));
        }
        if let Some(number) = without {
            let there = marked(*number, &format!("!{}", chosen(*number)));
            woven = Some(woven.map_or_else(|| there.clone(), |text| format!("{there} && {text}")));
        }
        let numbers = without.into_iter().chain(others.into_iter().flatten().map(|(number, _)| number)).copied();
        let guard = format!(" {}", place(numbers, &format!("if {}", woven.unwrap_or_default())));
        let mut text = String::new();
        for part in of.syntax().children_with_tokens() {
            match part {
                NodeOrToken::Node(node) if node.kind() == SyntaxKind::MATCH_GUARD => text += &guard,
                NodeOrToken::Node(node) => {
                    text += &self.node(&node);
                    if condition.is_none() && ast::Pat::can_cast(node.kind()) {
                        text += &guard;
                    }
                }
                NodeOrToken::Token(token) => text += token.text(),
            }
        }
        text
    }
}

/// Whether a condition binds names.
fn binds(condition: &SyntaxNode) -> bool {
    condition.kind() == SyntaxKind::LET_EXPR
        || condition.kind() == SyntaxKind::BIN_EXPR && condition.children().any(|part| binds(&part))
}

/// Whose error it is that the compiler found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// What is there if one of these is chosen.
    Of(Vec<usize>),
    /// How these are woven in.
    Weaving(Vec<usize>),
}

/// What is marked around these bytes of a woven text, by the smallest mark; where a match lacks an arm, that of the match.
pub(crate) fn fault(text: &str, start: usize, end: usize, lacks_arm: bool) -> Option<Fault> {
    let marks: &[(&str, &str)] = if lacks_arm { &[("/*{", "}*/")] } else { &[("/*<", ">*/"), ("/*[", "]*/")] };
    let mut smallest: Option<(usize, Fault)> = None;
    for (opening, closing) in marks {
        for (begin, _) in text.match_indices(opening).take_while(|(begin, _)| *begin <= start) {
            let Some((numbers, after)) = text.get(begin + opening.len()..)?.split_once("*/") else { continue };
            let Some(length) = after.find(&format!("/*{numbers}{closing}")) else { continue };
            let holds = begin + opening.len() + numbers.len() + 2 + length >= end;
            if holds && smallest.as_ref().is_none_or(|(least, _)| length < *least) {
                let those = numbers.split(',').filter_map(|number| number.parse().ok()).collect();
                smallest = Some((length, if *opening == "/*[" { Fault::Weaving(those) } else { Fault::Of(those) }));
            }
        }
    }
    smallest.map(|(_, fault)| fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn f(a: i32) -> bool {\n    let b = a + 1;\n    !(a > 0 && b < 9)\n}\n";

    fn mutants() -> Result<Vec<Mutant>> {
        let mutant = |genre: &str, replacement: &str, line: u32, column: u32| {
            serde_json::json!({
                "name": "", "file": "", "genre": genre, "replacement": replacement,
                "span": { "start": { "line": line, "column": column } }, "function": { "return_type": "-> bool" },
            })
        };
        let all = [
            mutant("FnValue", "true", 2, 5),
            mutant("BinaryOperator", "-", 2, 15),
            mutant("UnaryOperator", "", 3, 5),
            mutant("BinaryOperator", "||", 3, 13),
        ];
        Ok(serde_json::from_value(all.into())?)
    }

    #[test]
    fn weaves_each_in_where_it_belongs() -> Result<()> {
        let mutants = mutants()?;
        let woven = weave(TEXT, mutants.iter().enumerate())?;
        let mut numbers: Vec<usize> = found(&woven).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [0, 1, 2, 3], "{woven}");
        assert!(woven.contains("{ /*<0*/return true;/*0>*/ }"), "{woven}");
        assert!(woven.contains(
            "(match ((a), (1)) { (one, two) => if crate::mutants::is(1) { /*<1*/one - two/*1>*/ } else { one + two } })"
        ));
        assert_eq!(SourceFile::parse(&woven, Edition::Edition2024).errors().len(), 0, "{woven}");
        assert_eq!(weave(TEXT, std::iter::empty())?, TEXT);
        Ok(())
    }

    #[test]
    fn knows_whose_an_error_is() -> Result<()> {
        let mutants = mutants()?;
        let woven = weave(TEXT, mutants.iter().enumerate())?;
        let at = |part: &str| woven.find(part).map(|begin| (begin, begin + part.len()));
        let (start, end) = at("one - two").context("it is woven in")?;
        assert_eq!(fault(&woven, start, end, false), Some(Fault::Of(vec![1])));
        let (start, end) = at("one + two").context("it is woven in")?;
        assert_eq!(fault(&woven, start, end, false), Some(Fault::Weaving(vec![1])));
        let (start, end) = at("fn f").context("it is there")?;
        assert_eq!(fault(&woven, start, end, false), None);
        Ok(())
    }
}
