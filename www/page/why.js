// Why a quotation has its speaker, in sentences: the rule, whom the word stands for, how sure it is,
// and who comes next.

import { tidy } from '../src/speakers.js';
import { T } from './strings.js';

/** @typedef {import('../../src/types.d.ts').Quote} Quote */

/** One who is less likely than this is no guess. */
const LIKELY = 0.05;

/**
 * @param {Quote} quote
 * @returns {string[]} sentences, at least one
 */
export function reasonsOf(quote) {
  const { speaker, runnerUp, cue } = quote;
  const word = speaker ? tidy(speaker.text) : '';
  const sentences = [T.why.rule(quote, cue ? tidy(cue.text) : '', word)];
  if (speaker) {
    if (speaker.via === 'pronoun') {
      sentences.push(speaker.name ? T.why.pronoun(word, speaker.name) : T.why.nobody(word));
    } else if (speaker.via === 'nominal' && speaker.name) {
      sentences.push(T.why.nominal(word, speaker.name));
    }
    sentences.push(T.why.sure(speaker.confidence));
  }
  if (runnerUp && (!speaker || runnerUp.confidence >= LIKELY)) {
    sentences.push(T.why.runnerUp(runnerUp.name ?? tidy(runnerUp.text), runnerUp.confidence));
  } else if (speaker && !runnerUp) {
    sentences.push(T.why.onlyOne);
  }
  return sentences;
}
