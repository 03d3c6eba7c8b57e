//! The long lists of a document as numbers and one text, of which `www/src/unpack.js` makes plain
//! objects.
//!
//! One call hands a thousand items over. Objects made from here cost a call for each member, and a
//! decoder for each text.

use wasm_bindgen::prelude::*;

use super::error::Error;
use crate::document::{Entity, Mention, Paragraph, Piece, Quote, Speaker, Value};
use crate::kind::{EntityKind, Family, ParagraphKind, QuoteKind, SpeakerForm, Via};
use crate::text::to_u32;

#[wasm_bindgen(raw_module = "../unpack.js")]
extern "C" {
    #[wasm_bindgen(js_name = learnLabels)]
    fn learn_labels(names: &str);

    #[wasm_bindgen(catch)]
    fn unpack(list: &str, numbers: &[f64], texts: &str, document: &JsValue) -> Result<(), JsValue>;
}

/// Labels are numbers on their way; JavaScript learns the names once.
macro_rules! labels {
    ($($name:ident),+) => {
        /// Says what the labels are called: those of one enum in a line.
        pub(super) fn teach_labels() {
            let lines = [$($name::ALL.iter().map(|label| label.as_str()).collect::<Vec<_>>()),+];
            learn_labels(&lines.map(|line| line.join(" ")).join("\n"));
        }

        $(impl Pack for $name {
            fn pack(&self, packed: &mut Packed) {
                packed.number(*self as u8);
            }
        })+
    };
}

labels!(
    ParagraphKind,
    Family,
    EntityKind,
    QuoteKind,
    SpeakerForm,
    Via
);

/// What can be packed: its members one after the other, in the order of the declaration.
pub(super) trait Pack {
    fn pack(&self, packed: &mut Packed);
}

/// What the lists of a document are made of.
pub(super) trait Item: Pack {
    /// The list's name in JavaScript.
    const LIST: &'static str;
}

/// Items on their way.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    numbers: Vec<f64>,
    texts: String,
}

impl Packed {
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Adds the objects to their list in a document of JavaScript, and forgets them.
    pub(super) fn unpack<T: Item>(&mut self, document: &JsValue) -> Result<(), Error> {
        unpack(T::LIST, &self.numbers, &self.texts, document)
            .map_err(|_| Error::Document(format!("{} cannot be made", T::LIST)))?;
        self.numbers.clear();
        self.texts.clear();
        Ok(())
    }

    fn number(&mut self, number: impl Into<f64>) {
        self.numbers.push(number.into());
    }

    /// A text that is `end - start` units long, as all spans are.
    fn span(&mut self, start: u32, end: u32, text: &str) {
        self.number(start);
        self.number(end);
        self.texts.push_str(text);
    }

    fn list<T: Pack>(&mut self, items: &[T]) {
        self.number(to_u32(items.len()));
        for item in items {
            item.pack(self);
        }
    }
}

impl Pack for u32 {
    fn pack(&self, packed: &mut Packed) {
        packed.number(*self);
    }
}

impl Pack for f64 {
    fn pack(&self, packed: &mut Packed) {
        packed.number(*self);
    }
}

/// Its length in UTF-16 units, and itself.
impl Pack for String {
    fn pack(&self, packed: &mut Packed) {
        let units = if self.is_ascii() {
            self.len()
        } else {
            self.encode_utf16().count()
        };
        packed.number(to_u32(units));
        packed.texts.push_str(self);
    }
}

/// Whether there is one, and the one.
impl<T: Pack> Pack for Option<T> {
    fn pack(&self, packed: &mut Packed) {
        packed.number(u8::from(self.is_some()));
        if let Some(item) = self {
            item.pack(packed);
        }
    }
}

impl Item for Paragraph {
    const LIST: &'static str = "paragraphs";
}

impl Pack for Paragraph {
    fn pack(&self, packed: &mut Packed) {
        let Self { start, end, kind } = self;
        packed.number(*start);
        packed.number(*end);
        kind.pack(packed);
    }
}

impl Item for Entity {
    const LIST: &'static str = "entities";
}

impl Pack for Entity {
    fn pack(&self, packed: &mut Packed) {
        let Self {
            id,
            kind,
            label,
            name,
            aliases,
            roles,
            mentions,
        } = self;
        id.pack(packed);
        kind.pack(packed);
        label.pack(packed);
        name.pack(packed);
        packed.list(aliases);
        packed.list(roles);
        packed.list(mentions);
    }
}

impl Pack for Mention {
    fn pack(&self, packed: &mut Packed) {
        let Self {
            start,
            end,
            text,
            confidence,
            value,
        } = self;
        packed.span(*start, *end, text);
        confidence.pack(packed);
        match value {
            None => packed.number(0),
            Some(Value::Time { iso }) => {
                packed.number(1);
                iso.pack(packed);
            }
            Some(Value::Money {
                amount,
                to,
                currency,
            }) => {
                packed.number(2);
                amount.pack(packed);
                to.pack(packed);
                currency.pack(packed);
            }
            Some(Value::Fraction { value }) => {
                packed.number(3);
                value.pack(packed);
            }
            Some(Value::Quantity { amount, unit }) => {
                packed.number(4);
                amount.pack(packed);
                unit.pack(packed);
            }
            Some(Value::Number { value }) => {
                packed.number(5);
                value.pack(packed);
            }
        }
    }
}

impl Item for Quote {
    const LIST: &'static str = "quotes";
}

impl Pack for Quote {
    fn pack(&self, packed: &mut Packed) {
        let Self {
            id,
            start,
            end,
            kind,
            contents,
            cue,
            speaker,
            runner_up,
            via,
            confidence,
        } = self;
        packed.number(*id);
        packed.number(*start);
        packed.number(*end);
        kind.pack(packed);
        packed.list(contents);
        cue.pack(packed);
        speaker.pack(packed);
        runner_up.pack(packed);
        via.pack(packed);
        confidence.pack(packed);
    }
}

impl Pack for Piece {
    fn pack(&self, packed: &mut Packed) {
        let Self { start, end, text } = self;
        packed.span(*start, *end, text);
    }
}

impl Pack for Speaker {
    fn pack(&self, packed: &mut Packed) {
        let Self {
            start,
            end,
            text,
            via,
            entity,
            name,
            confidence,
        } = self;
        packed.span(*start, *end, text);
        via.pack(packed);
        entity.pack(packed);
        name.pack(packed);
        confidence.pack(packed);
    }
}
