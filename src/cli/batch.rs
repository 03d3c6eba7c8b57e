//! `quotelight batch`: JSON Lines in, JSON Lines out, on all cores.
//!
//! ```text
//! reader ──lines──▶ workers ──answers──▶ writer
//!    └───────────── tickets ──────────────┘
//! ```
//!
//! For every line the reader hands a ticket to the writer and the line to the workers; the worker
//! answers on the ticket. The writer takes tickets in their order, so the answers come in the
//! order of the lines. The queue of tickets is bounded, so that a slow output stops the reader. The
//! writer flushes whenever it has to wait: a program that writes a line and waits for its answer
//! gets it.

use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use quotelight::records::Record;
use quotelight::{Analyzer, Day, Memo, Options};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::Outcome;

/// How to run the batch.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How many texts are analysed at a time; by default, one for each core.
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Speakers below this confidence stay open, from 0 to 1.
    #[arg(long, value_name = "CONFIDENCE", value_parser = super::confidence)]
    speaker_threshold: Option<f32>,
}

/// How many lines may be under way for each worker: read, and not yet written.
const IN_FLIGHT: usize = 8;

/// Answers standard input on standard output.
pub(super) fn run(args: &Args) -> io::Result<Outcome> {
    let analyzer = Analyzer::new().map_err(io::Error::other)?;
    let options = Options {
        speaker_threshold: args.speaker_threshold,
        ..Options::default()
    };
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok());
    let log = Log::new(io::stderr().is_terminal());
    let input = BufReader::with_capacity(1 << 16, io::stdin());
    let output = BufWriter::with_capacity(1 << 16, io::stdout());
    let answer = move |memo: &mut Memo, line: &[u8]| answer(&analyzer, &options, memo, line);
    pump(
        input,
        output,
        jobs.map_or(1, NonZeroUsize::get),
        answer,
        log,
    )
}

/// What a line gives: the line to write, or why there is none.
type Answer = Result<Vec<u8>, String>;

/// One line of the input, as the writer waits for it.
struct Ticket {
    /// From 1.
    number: u64,
    bytes: usize,
    answer: Receiver<Answer>,
}

/// Answers every line of `input`, in order.
fn pump(
    input: impl BufRead + Send + 'static,
    mut output: impl Write,
    jobs: usize,
    answer: impl Fn(&mut Memo, &[u8]) -> Answer + Send + Sync + 'static,
    mut log: Log,
) -> io::Result<Outcome> {
    let (tickets, queue) = mpsc::sync_channel(jobs.saturating_mul(IN_FLIGHT));
    let (work, lines) = mpsc::channel();
    let (lines, answer) = (Arc::new(Mutex::new(lines)), Arc::new(answer));
    for _ in 0..jobs {
        let (lines, answer) = (Arc::clone(&lines), Arc::clone(&answer));
        thread::spawn(move || work_on(&lines, &*answer));
    }
    // The threads are left alone at the end: when the output breaks, the reader may wait for a
    // line that never comes.
    let reader = thread::spawn(move || read(input, &tickets, &work));

    let mut outcome = Outcome::Complete;
    while let Some(ticket) = next(&queue, &mut output)? {
        match ticket.take(&mut output)? {
            Ok(line) => output.write_all(&line)?,
            Err(fault) => {
                outcome = Outcome::Incomplete;
                log.say(&format!("line {}: {fault}", ticket.number));
            }
        }
        log.progress(&ticket);
    }
    output.flush()?;
    log.end();
    match reader.join() {
        Ok(Ok(())) => Ok(outcome),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(io::Error::other("reading failed")),
    }
}

/// Sends every line that is not blank to the workers and its ticket to the writer.
fn read(
    mut input: impl BufRead,
    tickets: &SyncSender<Ticket>,
    work: &Sender<(Vec<u8>, Sender<Answer>)>,
) -> io::Result<()> {
    for number in 1.. {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (reply, answer) = mpsc::channel();
        let ticket = Ticket {
            number,
            bytes: line.len(),
            answer,
        };
        // Neither fails unless the writer has given up.
        if tickets.send(ticket).is_err() || work.send((line, reply)).is_err() {
            break;
        }
    }
    Ok(())
}

fn work_on(
    lines: &Mutex<Receiver<(Vec<u8>, Sender<Answer>)>>,
    answer: impl Fn(&mut Memo, &[u8]) -> Answer,
) {
    let mut memo = Memo::default();
    loop {
        let next = lines.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((line, reply)) = next else { return };
        // Fails where the writer has given up.
        let _ = reply.send(answer(&mut memo, &line));
    }
}

/// The next ticket; whoever waits for output gets it before this waits for input.
fn next(queue: &Receiver<Ticket>, output: &mut impl Write) -> io::Result<Option<Ticket>> {
    match queue.try_recv() {
        Ok(ticket) => Ok(Some(ticket)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            output.flush()?;
            Ok(queue.recv().ok())
        }
    }
}

impl Ticket {
    /// The answer; whoever waits for output gets it before this waits for a worker.
    fn take(&self, output: &mut impl Write) -> io::Result<Answer> {
        let lost = || Err("the analysis failed".to_owned());
        match self.answer.try_recv() {
            Ok(answer) => Ok(answer),
            Err(TryRecvError::Disconnected) => Ok(lost()),
            Err(TryRecvError::Empty) => {
                output.flush()?;
                Ok(self.answer.recv().unwrap_or_else(|_| lost()))
            }
        }
    }
}

/// One line of the input.
#[derive(Deserialize)]
struct Request<'a> {
    /// Kept as it is written, whatever its type.
    #[serde(borrow)]
    id: &'a RawValue,
    text: String,
    date: Option<String>,
}

fn answer(analyzer: &Analyzer, options: &Options, memo: &mut Memo, line: &[u8]) -> Answer {
    let request: Request<'_> = serde_json::from_slice(line).map_err(|error| fault(&error))?;
    let mut options = options.clone();
    if let Some(date) = &request.date {
        options.date = Some(day(date).ok_or_else(|| format!("no date YYYY-MM-DD: {date:?}"))?);
    }
    let analysis = analyzer.analyze_again(&request.text, &options, memo, &mut |_| {});
    let record = Record::new(request.id, &analysis);
    let mut answer = serde_json::to_vec(&record).map_err(|error| error.to_string())?;
    answer.push(b'\n');
    Ok(answer)
}

/// The day of a date or of a date with a time.
fn day(date: &str) -> Option<Day> {
    date.split(['T', ' ']).next()?.parse().ok()
}

/// What is wrong with a line; JSON's own line number is always 1 and would mislead.
fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(what) => format!("{what}, at byte {}", error.column()),
        None => text,
    }
}

/// Faults and, on a terminal, progress; both on standard error.
struct Log {
    on_terminal: bool,
    start: Instant,
    shown: Option<Instant>,
    texts: u64,
    bytes: usize,
}

impl Log {
    fn new(on_terminal: bool) -> Self {
        Self {
            on_terminal,
            start: Instant::now(),
            shown: None,
            texts: 0,
            bytes: 0,
        }
    }

    fn say(&mut self, message: &str) {
        self.clear();
        eprintln!("quotelight: {message}");
    }

    fn progress(&mut self, ticket: &Ticket) {
        self.texts += 1;
        self.bytes += ticket.bytes;
        let due = |shown: Instant| shown.elapsed() > Duration::from_millis(200);
        if self.on_terminal && self.shown.is_none_or(due) {
            self.show();
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
    fn show(&mut self) {
        let megabytes = self.bytes as f64 / 1e6;
        let rate = megabytes / self.start.elapsed().as_secs_f64().max(1e-3);
        eprint!(
            "\r\u{1b}[K{} texts, {megabytes:.1} MB, {rate:.1} MB/s",
            self.texts
        );
        self.shown = Some(Instant::now());
    }

    /// Takes the line of progress away.
    fn clear(&mut self) {
        if self.shown.take().is_some() {
            eprint!("\r\u{1b}[K");
        }
    }

    /// Shows the last figures and leaves them.
    fn end(&mut self) {
        if self.on_terminal {
            self.show();
            eprintln!();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Gives numbered lines and counts them.
    struct Lines {
        given: Arc<AtomicUsize>,
        total: usize,
        buffer: Vec<u8>,
    }

    impl Read for Lines {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("read by lines only"))
        }
    }

    impl BufRead for Lines {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            let n = self.given.load(Ordering::SeqCst);
            if self.buffer.is_empty() && n < self.total {
                self.buffer = format!("{n}\n").into_bytes();
                self.given.store(n + 1, Ordering::SeqCst);
            }
            Ok(&self.buffer)
        }

        fn consume(&mut self, amount: usize) {
            self.buffer.drain(..amount);
        }
    }

    /// Takes lines slowly, and notes how far ahead the input has been read.
    struct Slow {
        given: Arc<AtomicUsize>,
        taken: Vec<u8>,
        most_in_flight: usize,
    }

    impl Write for &mut Slow {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            thread::sleep(Duration::from_micros(200));
            let written = self.taken.iter().filter(|b| **b == b'\n').count();
            let ahead = self.given.load(Ordering::SeqCst) - written;
            self.most_in_flight = self.most_in_flight.max(ahead);
            self.taken.extend_from_slice(line);
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_slow_output_stops_the_reader_and_keeps_the_order() {
        let jobs = 3;
        let given = Arc::new(AtomicUsize::new(0));
        let lines = Lines {
            given: Arc::clone(&given),
            total: 2000,
            buffer: Vec::new(),
        };
        let mut slow = Slow {
            given,
            taken: Vec::new(),
            most_in_flight: 0,
        };
        // Early lines take longest, so that answers are ready out of order.
        let echo = |_: &mut Memo, line: &[u8]| {
            thread::sleep(Duration::from_micros(u64::from(line[0] % 3) * 100));
            Ok(line.to_vec())
        };
        let outcome = pump(lines, &mut slow, jobs, echo, Log::new(false)).unwrap();
        assert!(matches!(outcome, Outcome::Complete));
        let expected: String = (0..2000).map(|n| format!("{n}\n")).collect();
        assert_eq!(String::from_utf8_lossy(&slow.taken), expected);
        // The queue, the ticket in the writer's hand and the one that the reader holds.
        let bound = jobs * IN_FLIGHT + 2;
        assert!(
            slow.most_in_flight <= bound,
            "{} > {bound}",
            slow.most_in_flight
        );
        assert!(slow.most_in_flight > jobs, "the workers starve");
    }

    #[test]
    fn names_the_fault_without_a_line_of_its_own() {
        let error = serde_json::from_str::<Request<'_>>("{\"id\":1,")
            .err()
            .unwrap();
        assert_eq!(fault(&error), "EOF while parsing a value, at byte 8");
        let error = serde_json::from_str::<Request<'_>>("{\"id\":1}")
            .err()
            .unwrap();
        assert_eq!(fault(&error), "missing field `text`, at byte 8");
    }

    #[test]
    fn reads_the_day_of_a_time_stamp() {
        let expected = Some(Day {
            year: 2024,
            month: 3,
            day: 9,
        });
        for date in ["2024-03-09", "2024-03-09T10:00:00Z", "2024-03-09 10:00"] {
            assert_eq!(day(date), expected, "{date}");
        }
        assert_eq!(day("9 March"), None);
    }
}
