// The dates of an article in the order of time, and the article's own date where its head says it.

import { firstAfter } from '../src/ranges.js';
import { LOCALE, T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Document} AnalyzedDocument */

/** @typedef {{ entity: number, mention: number, text: string, at: number }} Moment */
/** @typedef {{ iso: string, key: string, moments: Moment[] }} Day `key` sorts as text */
/**
 * `undated` are dates without a known day, `others` times of day and lengths of time; moments stand in the
 * order of the text.
 *
 * @typedef {{ days: Day[], undated: Moment[], others: Moment[] }} Timeline `days`: the earliest first
 */

/**
 * What a document says of time, sorted in steps.
 *
 * @param {AnalyzedDocument} document
 * @returns {Generator<undefined, Timeline>}
 */
export function* sortDates({ entities }) {
  /** @type {Map<string, Day>} */
  const dayOf = new Map();
  /** @type {Moment[]} */
  const undated = [];
  /** @type {Moment[]} */
  const others = [];
  for (const { id, kind, label, mentions } of entities) {
    for (const [mention, { text, start, value }] of kind === 'time' ? mentions.entries() : []) {
      const iso = value?.type === 'time' ? value.iso : '';
      const isDate = label === 'DATE' && !iso.startsWith('P') && (iso || /\p{L}/u.test(text));
      let day = dayOf.get(iso);
      if (!day) {
        const key = keyOf(iso);
        day = { iso, key, moments: key ? [] : undated };
        dayOf.set(iso, day);
      }
      (isDate ? day.moments : others).push({ entity: id, mention, text, at: start });
      yield;
    }
  }
  const days = [...dayOf.values()].filter(({ key, moments }) => key && moments.length);
  for (const moments of [undated, others, ...days.map((d) => d.moments)]) {
    moments.sort((a, b) => a.at - b.at);
  }
  return { days: days.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)) || a.moments[0].at - b.moments[0].at), undated, others };
}

/** Where in its year a part of it begins, as month and day. */
const PARTS = /** @type {Record<string, string>} */ ({
  Q1: '01-01', Q2: '04-01', Q3: '07-01', Q4: '10-01', H1: '01-01', H2: '07-01', SP: '03-20', SU: '06-21', FA: '09-22', WI: '12-21',
});

/**
 * The first day of a date in ISO 8601 / TIMEX3, with years before 1 left out.
 *
 * @param {string} iso
 * @returns {string} `YYYY-MM-DD`, or empty where it has no year
 */
function keyOf(iso) {
  const [, year, rest = ''] = /^(\d{2}(?:\d{2}|\dX|XX))(?:-([^T/]*))?/u.exec(iso) ?? [];
  if (!year) {
    return '';
  }
  const first = year.replaceAll('X', '0');
  const week = /^W(\d{2})(?:-(\d|WE))?$/u.exec(rest);
  if (week) {
    return weekStart(Number(first), Number(week[1]), week[2]);
  }
  const day = /^(\d{2})(?:-(\d{2}))?$/u.exec(rest);
  return `${first}-${day ? `${day[1]}-${day[2] ?? '01'}` : PARTS[rest] ?? '01-01'}`;
}

/**
 * @param {number} year
 * @param {number} week of ISO 8601
 * @param {string | undefined} day 1 is Monday; `WE` the weekend
 */
function weekStart(year, week, day) {
  const fourth = new Date(Date.UTC(year, 0, 4)); // always in week 1
  const offset = (week - 1) * 7 - ((fourth.getUTCDay() + 6) % 7) + (day === 'WE' ? 5 : Number(day ?? 1) - 1);
  fourth.setUTCDate(fourth.getUTCDate() + offset);
  return fourth.toISOString().slice(0, 10);
}

/** A block of this length is a byline or a dateline, no paragraph. */
const SHORT = 80;

/**
 * The day in the head of the article: in a byline, or before the dash of a dateline.
 *
 * @param {AnalyzedDocument} document
 * @param {string} text
 * @returns {string | null} `YYYY-MM-DD`
 */
export function dateInHead({ entities, paragraphs }, text) {
  const head = paragraphs.slice(0, 5);
  const end = head.at(-1)?.end ?? 0;
  const days = entities.filter((e) => e.label === 'DATE').flatMap(({ mentions }) => mentions.slice(0, firstAfter(mentions, end)))
    .filter((m) => m.value?.type === 'time' && /^\d{4}-\d{2}-\d{2}$/u.test(m.value.iso));
  for (const { start, end, kind } of head) {
    const day = days.find((d) => d.start >= start && d.end <= end);
    const isLine = kind === 'heading' || end - start <= SHORT || (day && /^.{0,40}\s[—–-]{1,2}\s/u.test(text.slice(day.end, end)) && day.start - start < 60);
    if (day?.value?.type === 'time' && isLine && !/[“”"]/u.test(text.slice(start, day.end))) {
      return day.value.iso;
    }
  }
  return null;
}

/**
 * A date in words, in the precision that it has.
 *
 * @param {string} iso
 * @returns {string}
 */
export function dayInWords(iso) {
  const [from, to] = iso.split('/');
  if (to) {
    return T.card.range(dayInWords(from), dayInWords(to));
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|T)/u.exec(iso) ?? [];
  if (year) {
    const when = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
    /** @type {Intl.DateTimeFormatOptions} */
    const precision = day ? { day: 'numeric', weekday: 'short' } : {};
    return when.toLocaleDateString(LOCALE, { year: 'numeric', month: 'long', ...precision, timeZone: 'UTC' });
  }
  const [, start, part = ''] = /^(\d{2}[\dX]{2})(?:-(.*))?$/u.exec(iso) ?? [];
  return start ? T.dates.part(start, part) : iso;
}

/** What ends so does not end a sentence. */
const ABBREVIATED = /(?<![\p{L}\p{N}])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|Jr|Sr|No|vs|Inc|Corp|Ltd|Co)\.\s+$/u;
/** So many units of a long sentence stand before the place that it is the context of. */
const LEAD = 45;

/**
 * The sentence around a place, as context: what stands long before the place is left out.
 *
 * @param {string} text
 * @param {{ start: number, end: number }} paragraph
 * @param {number} at
 */
export function contextAt(text, paragraph, at) {
  const from = Math.max(paragraph.start, at - 600);
  const part = text.slice(from, Math.min(paragraph.end, at + 600));
  let start = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter(LOCALE, { granularity: 'sentence' }).segment(part)) {
    end += segment.length;
    if (!ABBREVIATED.test(segment)) {
      if (from + end > at) {
        break;
      }
      start = end;
    }
  }
  const late = at - LEAD - from;
  const word = late > start ? part.indexOf(' ', late) + 1 : 0;
  return word && from + word <= at ? `… ${part.slice(word, end).trim()}` : part.slice(start, end).trim();
}
