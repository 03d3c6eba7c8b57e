//! Clusters of words of like use: spherical k-means of the vectors of the most frequent words, then
//! a tree over the clusters by Ward's rule, cut at the coarser levels. Rarer words join the nearest
//! cluster. Seeds are fixed, so a run repeats itself.

use super::sources::{DIMENSIONS, Vectors};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

const ROUNDS: usize = 20;

/// The clusters of the words.
#[derive(Serialize, Deserialize)]
pub(super) struct Clustered {
    /// The cluster of each word, numbered in the order of the tree's leaves.
    pub(super) clusters: Vec<u16>,
    /// The coarser clusters of each cluster.
    pub(super) tree: Vec<[u8; 3]>,
    /// What they were made with.
    pub(super) settings: String,
}

/// Clusters `vectors` by the first `learnt` of them, or takes the result of the last run with the
/// same settings.
pub(super) fn cached(
    folder: &Path,
    vectors: &Vectors,
    learnt: usize,
    k: usize,
    levels: [usize; 3],
) -> Result<Clustered> {
    let path = folder.join("clusters.json");
    let n = vectors.words.len();
    let settings = format!("{n} {learnt} {k} {levels:?} {ROUNDS}");
    if let Ok(text) = std::fs::read(&path) {
        let old: Clustered = serde_json::from_slice(&text)?;
        if old.settings == settings {
            return Ok(old);
        }
    }
    let found = cluster(vectors, learnt, k, levels, settings)?;
    std::fs::write(path, serde_json::to_vec(&found)?)?;
    Ok(found)
}

type Vector = [f32; DIMENSIONS];

fn cluster(
    vectors: &Vectors,
    learnt: usize,
    k: usize,
    levels: [usize; 3],
    settings: String,
) -> Result<Clustered> {
    let mut points: Vec<Vector> = vectors
        .values
        .chunks_exact(DIMENSIONS)
        .map(|c| c.try_into().map_err(anyhow::Error::from))
        .collect::<Result<_>>()?;
    centre(&mut points, learnt);
    let rare = points.split_off(learnt.min(points.len()));
    let mut centres: Vec<Vector> = spread(points.len(), k)
        .filter_map(|i| points.get(i).copied())
        .collect();
    let mut nearest = vec![0_usize; points.len()];
    for round in 0..ROUNDS {
        eprint!(
            "\rcluster {} words: round {} of {ROUNDS}",
            points.len(),
            round + 1
        );
        let mut moved = 0;
        let mut sums = vec![([0.0; DIMENSIONS], 0_u32); k];
        let mut worst: Vec<(f32, usize)> = Vec::new();
        for (i, (point, own)) in points.iter().zip(&mut nearest).enumerate() {
            let (best, likeness) = best_centre(point, &centres);
            moved += u32::from(best != *own);
            *own = best;
            worst.push((likeness, i));
            if let Some((sum, n)) = sums.get_mut(best) {
                add(sum, point, 1.0);
                *n += 1;
            }
        }
        // An empty cluster takes the word that fits its own worst.
        worst.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut spare = worst.iter();
        for (centre, (sum, n)) in centres.iter_mut().zip(sums) {
            *centre = sum;
            if n == 0
                && let Some(point) = spare.next().and_then(|(_, i)| points.get(*i))
            {
                *centre = *point;
            }
            normalise(centre);
        }
        if moved == 0 {
            break;
        }
    }
    eprintln!();
    let joined = rare.iter().map(|point| best_centre(point, &centres).0);
    let joined: Vec<usize> = joined.collect();
    let mut sizes = vec![0_u32; k];
    for own in &nearest {
        if let Some(n) = sizes.get_mut(*own) {
            *n += 1;
        }
    }
    let (order, cuts) = ward(&centres, &sizes, &levels);
    let mut place = vec![0_u16; k];
    let mut tree = Vec::new();
    for (new, old) in order.iter().enumerate() {
        if let Some(p) = place.get_mut(*old) {
            *p = u16::try_from(new)?;
        }
        let mut row = [0; 3];
        for (cell, cut) in row.iter_mut().zip(&cuts) {
            *cell = u8::try_from(cut.get(*old).copied().unwrap_or_default())?;
        }
        tree.push(row);
    }
    Ok(Clustered {
        clusters: nearest
            .iter()
            .chain(&joined)
            .filter_map(|n| place.get(*n).copied())
            .collect(),
        tree,
        settings,
    })
}

/// `k` different positions below `n`, spread by a fixed generator.
fn spread(n: usize, k: usize) -> impl Iterator<Item = usize> {
    let mut seen = std::collections::HashSet::new();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::from_fn(move || {
        loop {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let i = usize::try_from(state % n.max(1) as u64).unwrap_or_default();
            if seen.insert(i) {
                return Some(i);
            }
        }
    })
    .take(k.min(n))
}

/// Takes the mean of the first `learnt` vectors from every one and makes each of length one.
fn centre(points: &mut [Vector], learnt: usize) {
    let mut mean = [0.0; DIMENSIONS];
    for point in points.iter().take(learnt) {
        add(&mut mean, point, 1.0);
    }
    let n = points.len().min(learnt).max(1);
    for point in points {
        for (x, m) in point.iter_mut().zip(&mean) {
            *x -= m / n as f32;
        }
        normalise(point);
    }
}

fn best_centre(point: &Vector, centres: &[Vector]) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, centre) in centres.iter().enumerate() {
        let likeness = dot(point, centre);
        if likeness > best.1 {
            best = (i, likeness);
        }
    }
    best
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0_f32; 4];
    for (x, y) in a.chunks_exact(4).zip(b.chunks_exact(4)) {
        for ((s, x), y) in sums.iter_mut().zip(x).zip(y) {
            *s += x * y;
        }
    }
    sums.iter().sum()
}

fn add(sum: &mut Vector, point: &Vector, weight: f32) {
    for (s, x) in sum.iter_mut().zip(point) {
        *s += x * weight;
    }
}

fn normalise(point: &mut Vector) {
    let length = dot(point, point).sqrt().max(1e-9);
    for x in point {
        *x /= length;
    }
}

/// Joins clusters by Ward's rule: the order of the leaves, and for each level the number of the
/// group that each cluster is in.
fn ward(centres: &[Vector], sizes: &[u32], levels: &[usize]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let k = centres.len();
    let mut groups: Vec<Option<Vec<usize>>> = (0..k).map(|i| Some(vec![i])).collect();
    let mut means = centres.to_vec();
    let mut weights: Vec<f32> = sizes.iter().map(|n| *n as f32 + 1.0).collect();
    let mut cuts = vec![vec![0; k]; levels.len()];
    let cost = |means: &[Vector], weights: &[f32], i: usize, j: usize| -> f32 {
        let (Some(a), Some(b)) = (means.get(i), means.get(j)) else {
            return f32::INFINITY;
        };
        let (Some(m), Some(n)) = (weights.get(i), weights.get(j)) else {
            return f32::INFINITY;
        };
        let gap: f32 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
        gap * m * n / (m + n)
    };
    // For each group its cheapest partner among the later ones.
    let mut partner: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); k];
    let refresh = |i: usize, groups: &[Option<Vec<usize>>], means: &[Vector], weights: &[f32]| {
        let mut best = (f32::INFINITY, 0);
        for (j, other) in groups.iter().enumerate().skip(i + 1) {
            if other.is_some() {
                let c = cost(means, weights, i, j);
                if c < best.0 {
                    best = (c, j);
                }
            }
        }
        best
    };
    for i in 0..k {
        let best = refresh(i, &groups, &means, &weights);
        if let Some(p) = partner.get_mut(i) {
            *p = best;
        }
    }
    let mut left = k;
    while left > 1 {
        for (level, cut) in levels.iter().zip(&mut cuts) {
            if *level == left {
                for (name, group) in groups.iter().flatten().enumerate() {
                    for leaf in group {
                        if let Some(c) = cut.get_mut(*leaf) {
                            *c = name;
                        }
                    }
                }
            }
        }
        let found = partner
            .iter()
            .enumerate()
            .filter(|(i, _)| groups.get(*i).is_some_and(Option::is_some))
            .min_by(|a, b| a.1.0.total_cmp(&b.1.0));
        let Some((i, &(_, j))) = found else { break };
        let taken = groups.get_mut(j).and_then(Option::take).unwrap_or_default();
        if let Some(Some(group)) = groups.get_mut(i) {
            group.extend(taken);
        }
        let (wi, wj) = (
            weights.get(i).copied().unwrap_or_default(),
            weights.get(j).copied().unwrap_or_default(),
        );
        let other = means.get(j).copied().unwrap_or([0.0; DIMENSIONS]);
        if let Some(mean) = means.get_mut(i) {
            for (x, y) in mean.iter_mut().zip(&other) {
                *x = (*x * wi + y * wj) / (wi + wj);
            }
        }
        if let Some(w) = weights.get_mut(i) {
            *w = wi + wj;
        }
        left -= 1;
        for g in 0..k {
            let stale = partner.get(g).is_some_and(|p| p.1 == i || p.1 == j);
            let alive = groups.get(g).is_some_and(Option::is_some);
            if alive && (g == i || stale || g < i) {
                let best = if g == i || stale {
                    refresh(g, &groups, &means, &weights)
                } else {
                    let c = cost(&means, &weights, g, i);
                    let old = partner.get(g).copied().unwrap_or((f32::INFINITY, 0));
                    if c < old.0 { (c, i) } else { old }
                };
                if let Some(p) = partner.get_mut(g) {
                    *p = best;
                }
            }
        }
    }
    let order = groups.into_iter().flatten().next().unwrap_or_default();
    (order, cuts)
}
