//! Speaker words → the entity that they stand for.

use super::bearer_features::{Asked, Spoken};
use super::cast::{Bearer, Cast};
use super::frames::Frame;
use super::meant::meant;
use super::ranker::{Link, Ranker};
use super::view::View;
use super::words::class as c;
use crate::kind::SpeakerForm;
use crate::quotes::Speaker;
use crate::tokens::TokenRange;

/// What is known while the quotations are resolved in their order.
#[derive(Debug)]
pub struct Resolver<'v, 'a> {
    view: &'v View<'a>,
    ranker: &'v Ranker,
    cast: Cast,
    /// Who spoke, the newest last.
    last: Vec<Spoken>,
}

impl<'v, 'a> Resolver<'v, 'a> {
    /// Reads the chains.
    #[must_use]
    pub fn new(view: &'v View<'a>, ranker: &'v Ranker) -> Self {
        Self {
            view,
            ranker,
            cast: Cast::new(view),
            last: Vec::new(),
        }
    }

    /// The source that a frame names, and the second best.
    #[must_use]
    #[inline(never)]
    pub fn resolve(&mut self, frame: &Frame) -> (Option<Speaker>, Option<Speaker>) {
        let link = frame.speaker.map(|words| self.link(words, frame));
        let entity = link.and_then(|link| link.best?.entity);
        // Its rival, below, is asked for as if this one had spoken.
        self.last.push(Spoken::new(entity, &frame.content));
        let Some((words, link)) = frame.speaker.zip(link) else {
            return (None, None);
        };
        let form = self.form(words);
        let sure = if form == SpeakerForm::Name {
            1.0
        } else {
            0.5 + link.confidence / 2.0
        };
        let speaker = Speaker {
            span: words.span(self.view.input.tokens),
            form,
            entity,
            confidence: frame.source_confidence * sure,
        };
        let rival = frame.runner_up.map(|words| {
            let other = self.link(words, frame);
            Speaker {
                span: words.span(self.view.input.tokens),
                form: self.form(words),
                entity: other.best.and_then(|b| b.entity),
                confidence: 1.0 - frame.source_confidence,
            }
        });
        let rival = rival.filter(|r| r.entity.is_none() || r.entity != entity);
        let second = || {
            link.second
                .and_then(|b| self.named(&b, 1.0 - link.confidence))
        };
        (Some(speaker), rival.or_else(second))
    }

    fn link(&self, words: TokenRange, frame: &Frame) -> Link {
        let words = meant(self.view, words);
        let asked = Asked::new((self.view, &self.cast), words, &frame.content, &self.last);
        self.ranker.link(&asked, &self.cast.bearers(self.view, words))
    }

    fn form(&self, words: TokenRange) -> SpeakerForm {
        let view = self.view;
        let pronoun = words.len() == 1
            && view.has(words.start, c::SUBJECT | c::OBJECT)
            && !view.is_mentioned(words.start);
        let named =
            (words.start..words.end).any(|i| view.is_name(i));
        match (pronoun, named) {
            (true, _) => SpeakerForm::Pronoun,
            (false, true) => SpeakerForm::Name,
            (false, false) => SpeakerForm::Nominal,
        }
    }

    /// A bearer as a speaker by its nearest name.
    fn named(&self, bearer: &Bearer, confidence: f32) -> Option<Speaker> {
        let mention = self.view.input.mentions.get(bearer.mention as usize)?;
        Some(Speaker {
            span: mention.span,
            form: SpeakerForm::Name,
            entity: Some(bearer.entity?),
            confidence,
        })
    }
}
