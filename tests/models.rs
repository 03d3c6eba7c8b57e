//! Model files that are damaged, cut short, foreign or forged: a [`ModelError`] or a model that
//! works, never a panic.

#![cfg(test)] // so that Clippy knows that this is no shipped code

mod common;

use common::damage::{FILES, Model};
use common::generate::Random;
use common::properties;
use quotelight::{Analyzer, ModelError, Options};

const TEXT: &str = "“We won’t pay,” Mayor Ann Lee of Port Ellery told Reuters on 3 May 2021. She said \
    that the city had lost €3 million.\n\nAccording to Lee (62), the Port Workers’ Council was wrong.";

#[test]
fn whole_files_open() {
    for model in FILES {
        let analyzer = model.open(model.bytes).expect("the embedded model");
        assert!(
            !analyzer
                .analyze(TEXT, &Options::default())
                .quotes
                .is_empty()
        );
    }
}

/// The models of both editions, whichever is built: one that was trained for other features is found
/// here and not by a reader.
#[test]
fn the_models_of_both_editions_open() {
    macro_rules! models {
        ($($file:literal),*) => { [$(include_bytes!(concat!("../src/data/", $file)).as_slice()),*] };
    }
    for [lexicon, names, quotes] in [
        models!["lexicon.bin", "names.bin", "quotes.bin"],
        models!["lexicon.lite.bin", "names.lite.bin", "quotes.lite.bin"],
    ] {
        let analyzer =
            Analyzer::with_models(lexicon, names, quotes).expect("models of this program");
        let found = analyzer.analyze(TEXT, &Options::default());
        assert_eq!((found.quotes.len(), found.mentions.len() > 4), (3, true));
    }
}

#[test]
fn every_changed_byte_of_a_header_is_noticed() {
    for model in FILES {
        let mut bytes = model.bytes.to_vec();
        for at in 0..model.header {
            let right = bytes[at];
            for wrong in (0..=u8::MAX).filter(|b| *b != right) {
                bytes[at] = wrong;
                assert!(
                    model.open_alone(&bytes).is_err(),
                    "{}: byte {at} is {wrong}",
                    model.name
                );
            }
            bytes[at] = right;
        }
    }
}

#[test]
fn changed_bytes_of_the_body_are_noticed() {
    let mut random = Random::new(7);
    for model in FILES {
        let mut bytes = model.bytes.to_vec();
        for _ in 0..500 {
            let at = model.header + random.below(bytes.len() - model.header);
            let right = bytes[at];
            bytes[at] ^= u8::try_from(1 + random.below(255)).expect("a byte");
            let error = model.open_alone(&bytes).err();
            assert_eq!(
                error,
                Some(ModelError::Checksum),
                "{}: byte {at}",
                model.name
            );
            bytes[at] = right;
        }
    }
}

#[test]
fn files_cut_short_or_drawn_out_are_refused() {
    let mut random = Random::new(8);
    for model in FILES {
        let bytes = model.bytes;
        let random_cuts: Vec<usize> = (0..200).map(|_| random.below(bytes.len())).collect();
        for cut in (0..model.header).chain(random_cuts) {
            assert!(
                model.open_alone(&bytes[..cut]).is_err(),
                "{}: cut at {cut}",
                model.name
            );
        }
        assert!(
            model.open_alone(&[bytes, b"\0"].concat()).is_err(),
            "{}",
            model.name
        );
        assert!(
            model.open_alone(&[bytes, bytes].concat()).is_err(),
            "{}",
            model.name
        );
    }
}

#[test]
fn foreign_files_are_refused() {
    let foreign: [&[u8]; 6] = [
        b"",
        b"\0asm\x01\0\0\0",
        b"{}",
        b"<!doctype html>",
        &[0; 4096],
        &[255; 4096],
    ];
    for model in FILES {
        let others = FILES.iter().filter(|other| other.name != model.name);
        for bytes in others.map(|other| other.bytes).chain(foreign) {
            assert!(model.open_alone(bytes).is_err(), "{}", model.name);
        }
    }
}

/// Who forges a file can make its checksum right: what the views read then may say anything.
#[test]
fn forged_files_are_refused_or_work() {
    let mut random = Random::new(9);
    for model in FILES {
        let (mut refused, mut opened) = (0, 0);
        for _ in 0..60 {
            let mut bytes = model.bytes.to_vec();
            // Half of the changes hit the front, where lengths and counts stand.
            let reach = if random.below(2) == 0 {
                400
            } else {
                bytes.len()
            };
            for _ in 0..=random.below(20) {
                let at = random.below(reach);
                bytes[at] = u8::try_from(random.below(256)).expect("a byte");
            }
            model.seal(&mut bytes);
            match model.open(&bytes) {
                Err(_) => refused += 1,
                Ok(analyzer) => {
                    opened += 1;
                    properties::check(&analyzer.analyze(TEXT, &Options::default()));
                }
            }
        }
        println!("{}: {refused} refused, {opened} opened", model.name);
    }
}

impl Model {
    /// Opens this file without the others.
    fn open_alone(&self, bytes: &[u8]) -> Result<(), ModelError> {
        (self.check)(bytes)
    }
}
