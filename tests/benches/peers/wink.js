// wink-nlp with its web model: sentences, parts of speech, dates, times, amounts, numbers.

import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

/** @returns {(text: string) => unknown} */
export function open() {
  // Only the pipes that its entities need: the other ones would slow it down for nothing.
  const nlp = winkNLP(model, ['sbd', 'pos', 'ner']);
  const { detail, span } = nlp.its;
  return (text) => {
    const entities = nlp.readDoc(text).entities();
    return [entities.out(detail), entities.out(span)];
  };
}
