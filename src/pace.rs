//! Work that can stop for a moment, so that a page whose thread it runs in stays alive.
//!
//! The passes that take long are `async` and [rest](Pace::rest) at places that follow close on each
//! other. Nothing waits for anything there: who drives them polls again when it likes. What they find
//! is the same, wherever they rest.

use std::cell::Cell;
use std::future::poll_fn;
use std::mem;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Loops over tokens rest after so many.
pub const TOKENS: usize = 1 << 10;

/// When work gives its thread back, and how far it has come.
pub struct Pace {
    is_due: Option<Box<dyn Fn() -> bool>>,
    /// The part of the pass that is done, from 0 to 1.
    part: Cell<f32>,
}

impl Pace {
    /// Never: the work ends when it is first polled.
    #[must_use]
    pub fn unbroken() -> Self {
        Self {
            is_due: None,
            part: Cell::default(),
        }
    }

    /// Where `is_due` says so, which is asked many times a millisecond.
    #[must_use]
    pub fn new(is_due: impl Fn() -> bool + 'static) -> Self {
        Self {
            is_due: Some(Box::new(is_due)),
            part: Cell::default(),
        }
    }

    /// Notes that a pass has done so many of its parts.
    #[allow(clippy::cast_precision_loss, reason = "nobody counts the last part")]
    pub fn reach(&self, done: usize, all: usize) {
        self.part.set(done as f32 / all.max(1) as f32);
    }

    /// The part of the pass that is done, from 0 to 1, as far as it is known.
    #[must_use]
    pub fn part(&self) -> f32 {
        self.part.get()
    }

    /// Gives the thread back here if it is time.
    pub async fn rest(&self) {
        let mut rests = self.is_due.as_ref().is_some_and(|is_due| is_due());
        poll_fn(|_| match mem::take(&mut rests) {
            true => Poll::Pending,
            false => Poll::Ready(()),
        })
        .await;
    }
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pace").finish_non_exhaustive()
    }
}

/// A pass that stays a function of its own. Else all passes became one function of 33 kB, which an
/// engine compiles for a quarter of a second beside the first article, slowing it, and for that
/// article alone.
#[inline(never)]
pub fn apart<'p, T>(pass: impl Future<Output = T> + 'p) -> Pin<Box<dyn Future<Output = T> + 'p>> {
    Box::pin(pass)
}

/// Runs work to its end.
pub fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = work.as_mut().poll(&mut context) {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    async fn count(pace: &Pace) -> u32 {
        for _ in 0..5 {
            pace.rest().await;
        }
        5
    }

    #[test]
    fn work_rests_where_it_is_due() {
        let asked = Rc::new(Cell::new(0));
        let clock = Rc::clone(&asked);
        let pace = Pace::new(move || {
            clock.set(clock.get() + 1);
            clock.get() % 2 == 0
        });
        let mut work = pin!(count(&pace));
        let mut context = Context::from_waker(Waker::noop());
        let mut polls = || work.as_mut().poll(&mut context);
        assert_eq!((polls(), asked.get()), (Poll::Pending, 2));
        assert_eq!((polls(), asked.get()), (Poll::Pending, 4));
        assert_eq!((polls(), asked.get()), (Poll::Ready(5), 5));
    }

    #[test]
    fn unbroken_work_ends_at_once() {
        let pace = Pace::unbroken();
        let mut work = pin!(count(&pace));
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(work.as_mut().poll(&mut context), Poll::Ready(5));
        assert_eq!(finish(count(&Pace::new(|| true))), 5);
    }
}
