//! What the tagger looks at.
//!
//! Trainer and program call [`extract`], so they see the same. Keys are made of a template number
//! and a value; [`TEMPLATES`] identifies the set, and a model trained on another set is refused.

use super::forms::{Form, Forms};
use crate::model::hasher::{join, key};
use crate::tokens::{Gap, Token, TokenRange};

/// Changes whenever the meaning of a template does.
pub const TEMPLATES: u64 = 1;

/// A sentence with what is known of its text.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The tokens of the text.
    pub tokens: &'a [Token],
    /// Their forms.
    pub forms: &'a Forms,
    /// The sentence.
    pub sentence: TokenRange,
    /// Whether it is a headline.
    pub heading: bool,
}

/// Appends the features of token `at` to `keys`.
pub fn extract(context: &Context<'_>, at: u32, keys: &mut Vec<u32>) {
    let look = |offset: i32| {
        let token = at.checked_add_signed(offset)?;
        let inside = context.sentence.start <= token && token < context.sentence.end;
        inside.then(|| context.forms.get(token as usize)).flatten()
    };
    let Some(here) = look(0) else {
        return;
    };
    let around = [look(-2), look(-1), Some(here), look(1), look(2)];
    let mut push = |template: u32, value: u64| keys.push(key(template, value));
    push(0, 0);
    for (offset, form) in (0_u32..).zip(around) {
        let base = 16 * (offset + 1);
        let Some(form) = form else {
            push(base, 0);
            continue;
        };
        push(base, form.lower);
        push(base + 1, form.shape);
        if offset == 2 {
            push(base + 2, form.exact);
            for (n, prefix) in (0..).zip(form.prefixes) {
                if prefix != 0 {
                    push(base + 3 + n, prefix);
                }
            }
        }
        if (1..=3).contains(&offset) {
            for (n, suffix) in (0..).zip(form.suffixes) {
                if suffix != 0 && (offset == 2 || n == 2) {
                    push(base + 8 + n, suffix);
                }
            }
        }
    }
    pairs(&around, &mut push);
    let first = at == context.sentence.start;
    let gap = context.tokens.get(at as usize).map_or(Gap::Space, |t| t.gap);
    let place = u64::from(first) | u64::from(context.heading) << 1 | (gap as u64) << 2;
    push(120, join(place, here.case as u64));
    push(121, join(u64::from(context.heading), here.shape));
}

fn pairs(around: &[Option<&Form>; 5], push: &mut impl FnMut(u32, u64)) {
    let lower = |form: Option<&Form>| form.map_or(0, |f| f.lower);
    let shape = |form: Option<&Form>| form.map_or(0, |f| f.shape);
    let [far_before, before, here, after, far_after] = *around;
    push(100, join(lower(before), lower(here)));
    push(101, join(lower(here), lower(after)));
    push(102, join(lower(before), lower(after)));
    push(103, join(lower(before), shape(here)));
    push(104, join(shape(here), lower(after)));
    push(105, join(shape(before), shape(here)));
    push(106, join(shape(here), shape(after)));
    push(107, join(join(shape(before), shape(here)), shape(after)));
    push(108, join(lower(far_before), lower(before)));
    push(109, join(lower(after), lower(far_after)));
    push(110, join(join(shape(far_before), shape(before)), shape(here)));
    push(111, join(join(shape(here), shape(after)), shape(far_after)));
}
