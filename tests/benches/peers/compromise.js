// compromise: people, places, organisations, dates, amounts, numbers, quotations without speakers.

import nlp from 'compromise';

/** @returns {(text: string) => unknown} */
export function open() {
  return (text) => {
    const doc = nlp(text);
    doc.compute('offset');
    return [doc.people(), doc.places(), doc.organizations(), doc.match('#Date+'), doc.money(), doc.percentages(),
      doc.numbers(), doc.quotations()].map((found) => found.docs.length);
  };
}
