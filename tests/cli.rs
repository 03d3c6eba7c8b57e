//! The command line program, driven as a user or a pipeline drives it.

#![cfg(test)] // so that Clippy knows that this is no shipped code

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

const ARTICLE: &str = "Council backs tram to the harbour\n\n\
    “The tram will pay for itself,” Mayor Petra Lind told reporters in Oslo on 3 May 2024. \
    She said that work would begin in June.\n\n\
    Critics call the plan “a costly toy” 😀. It costs €40 million.\n";

/// How long a program that should answer may take before the test calls it stuck.
const PATIENCE: Duration = Duration::from_secs(60);

fn quotelight(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quotelight"));
    command.args(args).env_remove("NO_COLOR");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the program on some standard input.
fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = quotelight(args).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // It may have ended before it read everything.
    let _ = feeder.join().unwrap();
    output
}

/// Runs the program where it must succeed; gives its output.
fn succeed(args: &[&str], input: &[u8]) -> String {
    let output = run(args, input);
    let errors = text(&output.stderr);
    assert!(output.status.success(), "{args:?}: {errors}");
    assert_eq!(errors, "", "{args:?}");
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own for a test; removed when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, contents).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))
}

/// A line of the batch.
fn request(id: &Value, text: &str) -> String {
    json!({"id": id, "text": text}).to_string() + "\n"
}

#[test]
fn text_shows_the_article_and_its_lists() {
    let plain = succeed(&[], ARTICLE.as_bytes());
    assert!(plain.starts_with(ARTICLE), "{plain}");
    assert!(
        !plain.contains('\u{1b}'),
        "no colours where there is no terminal: {plain}"
    );
    let lists = &plain[ARTICLE.len()..];
    assert!(lists.contains("uotations"), "{lists}");

    let coloured = succeed(&["--color", "always"], ARTICLE.as_bytes());
    assert_eq!(without_codes(&coloured), plain);
}

/// The text without the codes that colour it.
fn without_codes(text: &str) -> String {
    let mut kept = String::new();
    for (n, part) in text.split('\u{1b}').enumerate() {
        kept.push_str(if n == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        });
    }
    kept
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let shown = succeed(
        &["--color", "never"],
        "A \u{1b}[2Jclear\u{7} \u{9b}?\r\nB\tC\n".as_bytes(),
    );
    assert!(
        shown.starts_with("A \u{fffd}[2Jclear\u{fffd} "),
        "{shown:?}"
    );
    assert!(shown.contains("\nB\tC\n"), "{shown:?}");
}

#[test]
fn json_is_the_document_with_its_text() {
    let document = json(&succeed(
        &["--format", "json", "--date", "2024-05-06"],
        ARTICLE.as_bytes(),
    ));
    assert_eq!(document["text"], ARTICLE);
    assert_eq!(document["version"], 1);
    assert_eq!(document["offsetUnit"], "utf16");
    assert_eq!(document["length"], ARTICLE.encode_utf16().count());
    assert_eq!(document["date"], "2024-05-06");
    assert_eq!(document["paragraphs"].as_array().unwrap().len(), 3);
    assert!(document.get("file").is_none());
}

#[test]
fn several_files_are_told_apart() {
    let folder = Folder::new("several");
    let one = folder.file("one.txt", ARTICLE);
    let two = folder.file("two.md", "# Head\n\nBody *text*.");
    let lines = succeed(&["-f", "json", &one, &two], b"");
    let documents: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0]["file"], one);
    assert_eq!(documents[1]["file"], two);
    assert_eq!(documents[1]["text"], "Head\n\nBody text.");

    let shown = succeed(&[&one, &two], b"");
    assert!(shown.contains(&format!("== {one} ==")) && shown.contains(&format!("== {two} ==")));
    let page = succeed(&["-f", "html", &one, &two], b"");
    assert_eq!(page.matches("<article").count(), 2);
    assert_eq!(page.matches("</html>").count(), 1);
    let table = succeed(&["-f", "csv", &one, &two], b"");
    assert!(
        table.lines().next().unwrap().ends_with(",confidence,file"),
        "{table}"
    );
}

#[test]
fn the_extension_or_an_option_says_how_to_read() {
    let folder = Folder::new("kinds");
    let html = "<nav>Menu</nav><p>One &amp; <b>two</b></p><p>Three<script>x</script></p>";
    let expected = "One & two\n\nThree";
    for name in ["a.html", "b.HTM"] {
        let path = folder.file(name, html);
        assert_eq!(
            json(&succeed(&["-f", "json", &path], b""))["text"],
            expected
        );
    }
    let from_stdin = succeed(&["-f", "json", "--input", "html"], html.as_bytes());
    assert_eq!(json(&from_stdin)["text"], expected);
    let path = folder.file("c.txt", html);
    assert_eq!(json(&succeed(&["-f", "json", &path], b""))["text"], html);
    assert_eq!(
        json(&succeed(&["-f", "json", "-"], b"dash"))["text"],
        "dash"
    );
}

#[test]
fn page_holds_the_text_escaped_and_no_script() {
    let hostile = "<script>alert(1)</script> \"Tom & Jerry's\" <img src=x onerror=alert(1)>\r\nEnd";
    let page = succeed(&["-f", "html"], hostile.as_bytes());
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert!(page.contains("default-src 'none'"));
    let (_, article) = page.split_once("<article").unwrap();
    let (_, article) = article.split_once('>').unwrap();
    let (article, _) = article.split_once("</article>").unwrap();
    // The marks taken away, the article is the text.
    let mut shown = String::new();
    for (n, part) in article.split('<').enumerate() {
        shown.push_str(if n == 0 {
            part
        } else {
            part.split_once('>').unwrap().1
        });
    }
    let shown = shown
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    let shown = shown
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&");
    assert_eq!(shown, hostile);
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let folder = Folder::new("missing");
    let there = folder.file("there.txt", "Here it is.");
    let missing = folder.0.join("nowhere.txt");
    let output = run(&["-f", "json", missing.to_str().unwrap(), &there], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&text(&output.stdout))["text"], "Here it is.");
    let errors = text(&output.stderr);
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(errors.contains("nowhere.txt"), "{errors}");
}

#[test]
fn broken_bytes_are_replaced_with_a_warning() {
    let output = run(&["-f", "json"], b"Caf\xe9 in Oslo");
    assert!(output.status.success());
    assert_eq!(json(&text(&output.stdout))["text"], "Caf\u{fffd} in Oslo");
    let errors = text(&output.stderr);
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(errors.contains("UTF-8"), "{errors}");
}

#[test]
fn wrong_options_are_refused() {
    let rows: &[&[&str]] = &[
        &["--date", "2024-02-30"],
        &["--speaker-threshold", "1.5"],
        &["--speaker-threshold", "NaN"],
        &["--format", "xml"],
        &["batch", "--jobs", "0"],
    ];
    for args in rows {
        let output = run(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains("error"), "{args:?}");
    }
}

#[test]
fn hostile_texts_give_a_result_in_every_format() {
    let texts = [
        String::new(),
        "\0".to_owned(),
        "\u{feff}\u{202e}\u{2066}abc".to_owned(),
        "\"".repeat(2000),
        "“‘«".repeat(500),
        "a".repeat(20_000),
        "<p>Half a <b".to_owned(),
    ];
    for input in &texts {
        for format in ["text", "json", "html", "csv"] {
            let output = run(&["--format", format], input.as_bytes());
            assert!(output.status.success(), "{format}: {input:.20}");
            assert!(!output.stdout.is_empty(), "{format}: {input:.20}");
        }
    }
}

#[test]
fn batch_keeps_order_and_ids_with_any_number_of_jobs() {
    let ids = [
        json!(7),
        json!("seven"),
        json!(null),
        json!([1, {"a": 2}]),
        json!(1.5),
        json!(true),
    ];
    let mut input = String::new();
    for n in 0..300 {
        // Texts of very different lengths, so that answers are ready out of order.
        input += &request(&ids[n % ids.len()], &"Ann Lee said no. ".repeat(n * 7 % 50));
    }
    let mut outputs = Vec::new();
    for jobs in ["1", "2", "7"] {
        outputs.push(succeed(&["batch", "--jobs", jobs], input.as_bytes()));
    }
    assert_eq!(outputs[0].lines().count(), 300);
    for (n, line) in outputs[0].lines().enumerate() {
        let answer = json(line);
        assert_eq!(answer["id"], ids[n % ids.len()]);
        assert!(
            answer["entities"].is_array() && answer["quotes"].is_array(),
            "{line}"
        );
    }
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
}

#[test]
fn batch_keeps_ids_as_they_are_written() {
    let input =
        "{\"id\": 12345678901234567890123456789, \"text\": \"A\"}\n{\"text\":\"B\",\"id\":1.0}";
    let output = succeed(&["batch"], input.as_bytes());
    let lines: Vec<&str> = output.lines().collect();
    assert!(
        lines[0].starts_with("{\"id\":12345678901234567890123456789,"),
        "{output}"
    );
    assert!(lines[1].starts_with("{\"id\":1.0,"), "{output}");
}

#[test]
fn batch_reports_broken_lines_and_goes_on() {
    let mut input = request(&json!(1), "One.").into_bytes();
    input.extend(b"not json\n\n");
    input.extend(b"{\"id\":2}\n{\"id\":3,\"text\":\"Three.\",\"date\":\"yesterday\"}\n");
    input.extend(
        b"{\"id\":4,\"text\":\"\xff\"}\n{\"id\":5,\"text\":\"\\ud800\"}\n{\"text\":\"Six.\"}\n",
    );
    input.extend(request(&json!(9), "Nine.").into_bytes());
    let output = run(&["batch", "-j", "3"], &input);
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|l| json(l)["id"].clone())
        .collect();
    assert_eq!(ids, [json!(1), json!(9)]);
    let errors = text(&output.stderr);
    let numbers: Vec<&str> = errors
        .lines()
        .filter_map(|line| line.strip_prefix("quotelight: line ")?.split(':').next())
        .collect();
    assert_eq!(numbers, ["2", "4", "5", "6", "7", "8"], "{errors}");
}

#[test]
fn batch_takes_dates_and_other_keys() {
    let line = json!({"id": 1, "text": "On Monday.", "date": "2024-03-13T08:00:00Z", "url": "x"});
    let null = json!({"id": 2, "text": "On Monday.", "date": null});
    let output = succeed(&["batch"], format!("{line}\n{null}\n").as_bytes());
    assert_eq!(output.lines().count(), 2);
}

/// A batch that is asked line by line.
struct Conversation {
    child: Child,
    answers: mpsc::Receiver<String>,
}

impl Conversation {
    fn start(args: &[&str]) -> Self {
        let mut child = quotelight(args).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || {
            stdout
                .lines()
                .map_while(Result::ok)
                .try_for_each(|l| sender.send(l))
        });
        Self { child, answers }
    }

    fn ask(&mut self, line: &str) -> Value {
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(line.as_bytes()).unwrap();
        stdin.flush().unwrap();
        json(
            &self
                .answers
                .recv_timeout(PATIENCE)
                .expect("an answer before the next line"),
        )
    }

    fn end(mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().unwrap().code()
    }
}

#[test]
fn batch_answers_each_line_before_the_next_one() {
    let mut batch = Conversation::start(&["batch", "--jobs", "4"]);
    for n in 0..20 {
        assert_eq!(batch.ask(&request(&json!(n), ARTICLE))["id"], n);
    }
    assert_eq!(batch.end(), Some(0));
}

#[test]
fn batch_takes_very_long_lines() {
    let long = ARTICLE.repeat(3000);
    let output = succeed(&["batch"], request(&json!("long"), &long).as_bytes());
    assert_eq!(json(&output)["id"], "long");
}

#[test]
fn a_closed_output_ends_the_program_quietly() {
    for args in [&["batch"][..], &["--format", "json"][..]] {
        let mut child = quotelight(args).spawn().unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        // The input stays open: the program must end by itself, without waiting for more.
        let line = request(&json!("x".repeat(200_000)), "A.");
        if args[0] == "batch" {
            while stdin.write_all(line.as_bytes()).is_ok() {}
        } else {
            stdin.write_all(line.as_bytes()).unwrap();
            drop(stdin);
        }
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(text(&output.stderr), "", "{args:?}");
    }
}
