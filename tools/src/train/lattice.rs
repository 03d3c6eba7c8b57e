//! Sums over all labellings of a sentence: the probabilities of labels and of neighbours.
//!
//! The states are those of [`quotelight::model::viterbi`]; here they hold sums of probabilities,
//! scaled at each token so that they stay within range.

use super::crf::Labels;
use quotelight::model::chain::width;

/// Weights, or expected counts, between neighbouring labels.
#[derive(Clone, Debug)]
pub(crate) struct Between {
    /// For each kind: begin → inside, begin → last, inside → inside, inside → last.
    pub(crate) within: Vec<[f32; 4]>,
    /// A row for each that ended (O first), with a weight for each that begins.
    pub(crate) outer: Vec<f32>,
}

impl Between {
    pub(crate) fn zero(kinds: usize) -> Self {
        Self::filled(kinds, 0.0)
    }

    pub(crate) fn filled(kinds: usize, value: f32) -> Self {
        Self {
            within: vec![[value; 4]; kinds],
            outer: vec![value; (kinds + 1) * (kinds + 1)],
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = f32> {
        self.within.iter().flatten().chain(&self.outer).copied()
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.within.iter_mut().flatten().chain(&mut self.outer)
    }
}

/// What [`Lattice::run`] finds.
#[derive(Clone, Debug)]
pub(crate) struct Marginals {
    /// A row for each token: the probability of each label.
    pub(crate) labels: Vec<f32>,
    /// The expected number of each pair of neighbours.
    pub(crate) between: Between,
}

impl Marginals {
    pub(crate) fn new(kinds: usize) -> Self {
        Self {
            labels: Vec::new(),
            between: Between::zero(kinds),
        }
    }
}

/// Working memory of the sums.
pub(crate) struct Lattice {
    kinds: usize,
    within: Vec<[f64; 4]>,
    outer: Vec<f64>,
    /// For each token: exponentials of its scores, over the largest allowed one.
    odds: Vec<f64>,
    /// For each token: sums up to it, that it ended in each (O first).
    ended: Vec<f64>,
    /// For each token and kind: sums up to it of [begin, inside, last, unit].
    places: Vec<[f64; 4]>,
    /// What the sums of each token were divided by.
    scales: Vec<f64>,
}

impl Lattice {
    pub(crate) fn new(kinds: usize) -> Self {
        Self {
            kinds,
            within: Vec::new(),
            outer: Vec::new(),
            odds: Vec::new(),
            ended: Vec::new(),
            places: Vec::new(),
            scales: Vec::new(),
        }
    }

    /// Takes over the weights between neighbours.
    pub(crate) fn set_between(&mut self, between: &Between) {
        let exp = |w: &f32| f64::from(*w).exp();
        self.within = between
            .within
            .iter()
            .map(|w| [0, 1, 2, 3].map(|i| exp(&w[i])))
            .collect();
        self.outer = between.outer.iter().map(exp).collect();
    }

    /// Sums over all labellings within `allowed`, or over all: fills `found` and returns the
    /// logarithm of the sum. None where no labelling is allowed.
    pub(crate) fn run(
        &mut self,
        scores: &[f32],
        allowed: Option<&[Labels]>,
        found: &mut Marginals,
    ) -> Option<f64> {
        let width = width(self.kinds);
        let n = scores.len() / width;
        let mut sum = self.exponentiate(scores, allowed)?;
        self.forward(n);
        let side = self.kinds + 1;
        let total: f64 = self.ended[n * side..].iter().sum();
        if total.is_nan() || total < 1e-250 {
            return None;
        }
        sum += total.ln() + self.scales.iter().map(|s| s.ln()).sum::<f64>();
        self.backward(n, total, found);
        sum.is_finite().then_some(sum)
    }

    fn exponentiate(&mut self, scores: &[f32], allowed: Option<&[Labels]>) -> Option<f64> {
        let width = width(self.kinds);
        self.odds.clear();
        let mut sum = 0.0;
        for (at, row) in scores.chunks_exact(width).enumerate() {
            let mask = allowed.map_or(Labels::MAX, |a| a[at]);
            let is_allowed = |label: usize| mask >> label & 1 == 1;
            let mut max = f32::NEG_INFINITY;
            for (label, score) in row.iter().enumerate() {
                if is_allowed(label) {
                    max = max.max(*score);
                }
            }
            if max == f32::NEG_INFINITY {
                return None;
            }
            sum += f64::from(max);
            self.odds
                .extend(row.iter().enumerate().map(|(label, score)| {
                    if is_allowed(label) {
                        f64::from((score - max).exp())
                    } else {
                        0.0
                    }
                }));
        }
        Some(sum)
    }

    fn forward(&mut self, n: usize) {
        let side = self.kinds + 1;
        let width = width(self.kinds);
        self.ended.clear();
        self.ended.resize((n + 1) * side, 0.0);
        self.ended[0] = 1.0;
        self.places.clear();
        self.places.resize((n + 1) * self.kinds, [0.0; 4]);
        self.scales.clear();
        let mut starts = vec![0.0; side];
        for t in 0..n {
            let odds = &self.odds[t * width..(t + 1) * width];
            let (before, here) = self.ended.split_at_mut((t + 1) * side);
            starts.fill(0.0);
            for (ended, weights) in before[t * side..].iter().zip(self.outer.chunks_exact(side)) {
                if *ended > 0.0 {
                    for (start, weight) in starts.iter_mut().zip(weights) {
                        *start += ended * weight;
                    }
                }
            }
            let (old, new) = self.places.split_at_mut((t + 1) * self.kinds);
            here[0] = starts[0] * odds[0];
            let mut sum = here[0];
            for k in 0..self.kinds {
                let [begin, inside, ..] = old[t * self.kinds + k];
                let [bi, bl, ii, il] = self.within[k];
                let odds = &odds[1 + 4 * k..5 + 4 * k];
                let place = [
                    starts[k + 1] * odds[0],
                    (begin * bi + inside * ii) * odds[1],
                    (begin * bl + inside * il) * odds[2],
                    starts[k + 1] * odds[3],
                ];
                new[k] = place;
                here[k + 1] = place[2] + place[3];
                sum += place[0] + place[1] + place[2] + place[3];
            }
            let sum = sum.max(1e-300);
            here[..side].iter_mut().for_each(|x| *x /= sum);
            new[..self.kinds]
                .iter_mut()
                .flatten()
                .for_each(|x| *x /= sum);
            self.scales.push(sum);
        }
    }

    fn backward(&self, n: usize, total: f64, found: &mut Marginals) {
        let side = self.kinds + 1;
        let width = width(self.kinds);
        found.labels.clear();
        found.labels.resize(n * width, 0.0);
        let mut within = vec![[0.0_f64; 4]; self.kinds];
        let mut outer = vec![0.0_f64; side * side];
        // Sums after each state: ended, begun, inside.
        let mut ended = vec![1.0 / total; side];
        let mut open = vec![[0.0_f64; 2]; self.kinds];
        let mut started = vec![0.0; side];
        for t in (0..n).rev() {
            let odds = &self.odds[t * width..(t + 1) * width];
            let labels = &mut found.labels[t * width..(t + 1) * width];
            let here = &self.places[(t + 1) * self.kinds..];
            labels[0] = (self.ended[(t + 1) * side] * ended[0]) as f32;
            started[0] = odds[0] * ended[0];
            let scale = 1.0 / self.scales[t];
            for k in 0..self.kinds {
                let [begin, inside, last, unit] = here[k];
                let [after_begin, after_inside] = open[k];
                let after = ended[k + 1];
                let odds = &odds[1 + 4 * k..5 + 4 * k];
                labels[1 + 4 * k] = (begin * after_begin) as f32;
                labels[2 + 4 * k] = (inside * after_inside) as f32;
                labels[3 + 4 * k] = (last * after) as f32;
                labels[4 + 4 * k] = (unit * after) as f32;
                started[k + 1] = odds[0] * after_begin + odds[3] * after;
                let to_inside = odds[1] * after_inside * scale;
                let to_last = odds[2] * after * scale;
                let [old_begin, old_inside, ..] = self.places[t * self.kinds + k];
                let [bi, bl, ii, il] = self.within[k];
                within[k][0] += old_begin * bi * to_inside;
                within[k][1] += old_begin * bl * to_last;
                within[k][2] += old_inside * ii * to_inside;
                within[k][3] += old_inside * il * to_last;
                open[k] = [bi * to_inside + bl * to_last, ii * to_inside + il * to_last];
            }
            started.iter_mut().for_each(|s| *s *= scale);
            let before = &self.ended[t * side..(t + 1) * side];
            for (a, weights) in self.outer.chunks_exact(side).enumerate() {
                let mut after = 0.0;
                let sums = &mut outer[a * side..(a + 1) * side];
                for ((weight, started), sum) in weights.iter().zip(&started).zip(sums) {
                    let way = weight * started;
                    after += way;
                    *sum += before[a] * way;
                }
                ended[a] = after;
            }
        }
        for (to, from) in found
            .between
            .within
            .iter_mut()
            .flatten()
            .zip(within.iter().flatten())
        {
            *to = *from as f32;
        }
        for (to, from) in found.between.outer.iter_mut().zip(&outer) {
            *to = *from as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_counting_all_labellings() {
        // One kind, three tokens: O, B, I, L, U.
        let scores = [
            [0.2, 0.5, -0.3, 0.1, 0.4],
            [0.1, -0.2, 0.6, 0.3, 0.0],
            [-0.1, 0.2, 0.1, 0.9, 0.3],
        ];
        let between = Between {
            within: vec![[0.1, -0.2, 0.3, 0.4]],
            outer: vec![0.0, 0.2, -0.1, 0.5],
        };
        let (o, b, i, l, u) = (0, 1, 2, 3, 4);
        let step = |from: usize, to: usize| -> f64 {
            let ended = |x: usize| usize::from(x == l || x == u);
            let open = |x: usize| x == b || x == i;
            let w = match (open(from), to) {
                (true, 2) => between.within[0][if from == b { 0 } else { 2 }],
                (true, 3) => between.within[0][if from == b { 1 } else { 3 }],
                (false, 0) => between.outer[ended(from) * 2],
                (false, 1 | 4) => between.outer[ended(from) * 2 + 1],
                _ => f32::NEG_INFINITY,
            };
            f64::from(w)
        };
        let mut total = 0.0;
        let mut label = [[0.0; 5]; 3];
        let mut begin_last = 0.0;
        for path in (0..125).map(|n| [n / 25, n / 5 % 5, n % 5]) {
            if path[2] == b || path[2] == i {
                continue;
            }
            let mut sum = step(o, path[0]) + step(path[0], path[1]) + step(path[1], path[2]);
            for t in 0..3 {
                sum += f64::from(scores[t][path[t]]);
            }
            let p = sum.exp();
            total += p;
            for t in 0..3 {
                label[t][path[t]] += p;
            }
            begin_last += p * path.windows(2).filter(|w| w == &[b, l]).count() as f64;
        }
        let mut lattice = Lattice::new(1);
        lattice.set_between(&between);
        let mut found = Marginals::new(1);
        let sum = lattice
            .run(scores.as_flattened(), None, &mut found)
            .unwrap();
        assert!((sum - total.ln()).abs() < 1e-5, "{sum} {}", total.ln());
        for (found, counted) in found.labels.iter().zip(label.as_flattened()) {
            assert!((f64::from(*found) - counted / total).abs() < 1e-5);
        }
        assert!((f64::from(found.between.within[0][1]) - begin_last / total).abs() < 1e-5);

        // With the middle token bound to I there is one labelling: B I L.
        let allowed = [Labels::MAX, 1 << i, Labels::MAX];
        lattice
            .run(scores.as_flattened(), Some(&allowed), &mut found)
            .unwrap();
        let certain: Vec<usize> = (0..15).filter(|x| found.labels[*x] > 0.999).collect();
        assert_eq!(certain, [b, 5 + i, 10 + l]);
        // And none where a sentence would begin with I.
        assert_eq!(
            lattice.run(scores.as_flattened(), Some(&[1 << i, 1, 1]), &mut found),
            None
        );
    }
}
