//! What the page of many partners asks of its worker: whatever it asks, it is answered or turned away.

use proptest::prelude::*;
use serde_json::{Value, json};
use tierwise::batch::worker::{Answer, Worker};
use tierwise::i18n::{Language, Locale};

const CALCULATOR: &str = "https://calc.example/";

fn worker(language: Language) -> Worker {
    Worker::new(Locale::embedded(language), CALCULATOR.to_string())
}

/// The answer to a question; null where there is none.
fn ask_with(worker: &mut Worker, request: &Value, bytes: &[u8]) -> Value {
    match worker.ask(&request.to_string(), bytes.to_vec()) {
        Some(Answer::Reply(reply)) => serde_json::to_value(reply).unwrap(),
        Some(Answer::File(bytes)) => json!({ "bytes": String::from_utf8_lossy(&bytes) }),
        None => Value::Null,
    }
}

fn ask(worker: &mut Worker, request: Value) -> Value {
    ask_with(worker, &request, b"")
}

/// One that has read this.
fn with(text: &str, language: Language) -> (Worker, Value) {
    let mut worker = worker(language);
    let read = ask_with(&mut worker, &json!({ "read": { "language": language.code() } }), text.as_bytes());
    (worker, read)
}

fn start(worker: &mut Worker, language: Language, columns: Value) -> Value {
    let plan = json!({ "language": language.code(), "columns": columns });
    ask(worker, json!({ "start": { "plan": plan, "today": "2026-11-22" } }))
}

fn view(worker: &mut Worker, view: Value, from: usize) -> Value {
    ask(worker, json!({ "view": { "view": view, "from": from, "count": 50 } }))["view"].take()
}

fn by_row() -> Value {
    json!({ "key": "row", "order": "up", "filter": {} })
}

#[test]
fn a_file_is_read_planned_answered_shown_and_saved() {
    let text = "partner;azure revenue;customers\r\nZuid;900.000,50;120\r\nNoord;1,500;veel\r\nWest;;\r\n";
    let (mut worker, read) = with(text, Language::Nl);
    let file = &read["file"];
    assert_eq!((&file["rows"], &file["encoding"], &file["delimiter"]), (&json!(3), &json!("UTF-8"), &json!(";")));
    assert_eq!(file["columns"][0]["known"], "partner");
    assert_eq!(file["columns"][1]["known"], Value::Null);
    assert_eq!(file["columns"][1]["suggestions"][0], "revenue.azure");
    assert_eq!(file["columns"][1]["samples"], json!(["900.000,50", "1,500"]));

    let plan = |columns: Value| json!({ "plan": { "language": "nl", "columns": columns } });
    assert_eq!(ask(&mut worker, plan(json!([]))), json!({ "plan": { "twice": [], "used": 1 } }));
    let twice = ask(&mut worker, plan(json!([[1, "customers"]])));
    assert_eq!(twice["plan"]["twice"][0]["columns"], json!([1, 2]));
    assert_eq!(start(&mut worker, Language::Nl, json!([[1, "customers"]])), twice);

    let chosen = json!([[1, "revenue.azure"]]);
    assert_eq!(start(&mut worker, Language::Nl, chosen), json!({ "progress": { "done": 0, "all": 3 } }));
    assert_eq!(ask(&mut worker, json!({ "go_on": { "rows": 2 } })), json!({ "progress": { "done": 2, "all": 3 } }));
    let shown = view(&mut worker, by_row(), 0);
    assert_eq!(shown["counts"], json!({ "answered": 1, "problems": 1, "waiting": 1 }));
    assert_eq!((&shown["matched"], &shown["rows"][0]["row"]), (&json!(3), &json!(2)));
    let link = shown["rows"][0]["answer"]["link"].as_str().unwrap();
    assert!(link.starts_with("https://calc.example/#v=1&") && link.contains("&rea=900000.5&"), "{link}");
    assert_eq!(shown["rows"][1]["says"], "2 problemen");
    assert_eq!(shown["rows"][1]["problems"].as_array().unwrap().len(), 2);
    assert_eq!(shown["rows"][2]["says"], "nog niet uitgerekend");

    // More than there are is all of them.
    assert_eq!(ask(&mut worker, json!({ "go_on": { "rows": usize::MAX } }))["progress"]["done"], 3);
    let problems = json!({ "key": "difference", "order": "down", "filter": { "kind": "problems", "partner": "NOO" } });
    let shown = view(&mut worker, problems.clone(), 0);
    assert_eq!((&shown["matched"], &shown["rows"][0]["partner"]), (&json!(1), &json!("Noord")));
    let saved = ask(&mut worker, json!({ "export": { "kind": "csv", "view": problems } }))["bytes"].take();
    let saved = saved.as_str().unwrap();
    assert!(saved.contains("\r\n3;Noord;") && !saved.contains("Zuid"), "{saved}");
    let open = json!({ "key": "partner", "order": "up", "filter": { "direct": "not_eligible", "choice": "indirect", "best": "indirect" } });
    assert!(view(&mut worker, open, 0)["matched"].as_u64().is_some());
}

#[test]
fn a_file_that_is_none_is_refused_and_leaves_nothing() {
    let (mut worker, _) = with("partner;customers\nA;1\n", Language::En);
    assert_eq!(start(&mut worker, Language::En, json!([]))["progress"]["all"], 1);
    let refused = ask_with(&mut worker, &json!({ "read": { "language": "en" } }), b"\x89PNG\0");
    assert!(refused["refused"].as_str().unwrap().starts_with("This file is not a table."), "{refused}");
    for request in [json!({ "go_on": { "rows": 1 } }), json!({ "view": { "view": by_row(), "from": 0, "count": 1 } })] {
        assert_eq!(ask(&mut worker, request), Value::Null);
    }
    assert_eq!(start(&mut worker, Language::En, json!([])), Value::Null);
}

#[test]
fn fields_and_templates_need_no_file() {
    let mut worker = worker(Language::Fr);
    let fields = ask(&mut worker, json!("fields"))["fields"].take();
    let all: Vec<&Value> =
        fields.as_array().unwrap().iter().flat_map(|group| group["fields"].as_array().unwrap()).collect();
    assert!(all.len() > 100, "{}", all.len());
    for [name, label] in all.iter().map(|field| [&field[0], &field[1]].map(|text| text.as_str().unwrap())) {
        assert!(!name.starts_with("plans.") && !label.is_empty(), "{name}");
    }
    let template = ask(&mut worker, json!({ "template": { "kind": "csv" } }));
    assert!(template["bytes"].as_str().unwrap().starts_with("\u{feff}partner;"));
}

#[test]
fn what_is_no_question_is_not_answered() {
    let (mut worker, _) = with("partner;customers\nA;1\n", Language::En);
    start(&mut worker, Language::En, json!([]));
    for request in [
        json!(null),
        json!("nothing"),
        json!({ "read": {} }),
        json!({ "read": { "language": "xx" } }),
        json!({ "sheet": { "sheet": -1 } }),
        json!({ "sheet": { "sheet": 0 }, "fields": null }),
        json!({ "plan": { "language": "en", "columns": [[0, "no.such.field"]] } }),
        json!({ "plan": { "language": "en", "columns": [], "more": 1 } }),
        json!({ "start": { "plan": { "language": "en", "columns": [] }, "today": "yesterday" } }),
        json!({ "view": { "view": { "key": "price", "order": "up", "filter": {} }, "from": 0, "count": 1 } }),
        json!({ "export": { "kind": "exe", "view": by_row() } }),
    ] {
        let answer = ask(&mut worker, request.clone());
        assert!(answer.is_null() || answer.get("refused").is_some(), "{request}: {answer}");
    }
    assert_eq!(worker.ask("{", Vec::new()), None);
    assert_eq!(worker.ask(&"[".repeat(100_000), Vec::new()), None);
    // A place after the last shows nothing; more rows than a screen has are not given.
    assert_eq!(view(&mut worker, by_row(), usize::MAX)["rows"], json!([]));
}

proptest! {
    /// Whatever a file holds and wherever one looks, there is an answer.
    #[test]
    fn any_file_and_any_place_can_be_asked_about(
        cells in prop::collection::vec("[0-9.,;%\"a-zé\n ]{0,12}", 0..24),
        from in 0usize..40,
        columns in prop::collection::vec((0usize..6, prop::option::of(prop::sample::select(vec!["customers", "revenue.azure", "partner"]))), 0..4),
    ) {
        let text = format!("partner;customers;role\n{}", cells.join(";"));
        let (mut worker, read) = with(&text, Language::En);
        prop_assert!(read.get("file").is_some());
        start(&mut worker, Language::En, serde_json::to_value(&columns).unwrap());
        ask(&mut worker, json!({ "go_on": { "rows": 100 } }));
        for key in ["row", "partner", "verdict", "best", "difference", "earliest", "problems"] {
            view(&mut worker, json!({ "key": key, "order": "down", "filter": {} }), from);
        }
    }
}
