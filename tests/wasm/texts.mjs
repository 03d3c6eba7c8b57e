// Texts on which every host must give one answer, in our own words: ordinary news, other scripts,
// odd characters, nothing at all. `tests/www/equality.test.mjs` gives them to the browsers.

export const TEXTS = Object.freeze({
  empty: '',
  blank: ' \r\n\t\u00a0\u2003\n\n',
  news: `Ferry stops at noon

The harbour office of Port Ellery closed the east pier on Tuesday. “Nobody should walk on those planks,” harbour master Ingrid Sørensen told the local radio. She said repairs would cost €1.2 million and take three weeks.

According to Sørensen, the piles were last checked in 2009. “Ask the council why,” she added.
`,
  windows: '“We close,” said Ann Lee.\r\n\r\nShe said the shop had lost $40,000.\r\n\r\n“Enough is enough.”\r\n',
  emoji: 'Mayor Zoë Ruiz 👩‍🔧 wrote: “We did it 🎉🎉! 👍🏽” Her party 🇪🇸 said it would “celebrate 𝔗𝔬𝔫𝔦𝔤𝔥𝔱” at 8 p.m.',
  combining: 'Prime Minister Nguye\u0302\u0303n Va\u0306n A said the cafe\u0301 was “tre\u0300s bien”. Jose\u0301 Nu\u0301n\u0303ez denied it.',
  hebrew: 'The minister said “שלום לכולם” on Monday. \u200fיוסי כהן\u200f told Haaretz that 15% had left.',
  arabic: 'قال الوزير: «لن نتراجع». He told Reuters “it is over” in ١٢ days.',
  bidi: '\u202e“evil”\u202c said \u2066Ann Lee\u2069 on \u200eFriday\u200e.',
  surrogates: 'Ann Lee \ud800 said “x\udc00” cost £3bn. \udfff',
  nul: 'Ann\0 Lee said\0 “the\0 bridge” is shut.\0',
  chinese: '李明说：「我们不会走。」 Beijing said on 3 March that it would “wait”.',
  german: '„Wir brauchen Zeit“, erklärte Ministerin Özlem Weiß am Dienstag. Die Länder zahlen 3,5 Mio. Euro.',
  french: 'Selon Élodie N’Diaye, « la grève continue ». Le préfet a déclaré qu’il n’y aurait pas de trains.',
  british: "'The dogs' home won't close,' said Siân O'Neill. 'It's the '90s again,' her brother 'Mac' joked.",
  unbalanced: '“One, said Ann Lee. ”Two“ three, "four said Bo. five" said Cy\n\n“Six.',
  numbers: 'On 29 February 2024 at 3:30 p.m. UTC, 2,048 of 5,000 runners (40.96%) had done 21.1 km; the 12th got ¥1,500,000.',
  turns: 'Q: Will you resign?\nA: No. I was elected by 61 percent.\n\nQ: And if the court says so?\nKovač: Then we shall see.',
  headline: 'COUNCIL TO CLOSE FOUR LIBRARIES, SAYS LEAKED MEMO',
  markup: '<p>“Yes,” <b>Ann Lee</b> said.</p><script>alert("x")</script> &amp; <a href="https://a.example/?q=1&amp;z',
  roles: 'The Kenyan president met the head of the World Bank. The president thanked her, and she said that Kenya had “kept its word”. Amina Odhiambo, a farmer, was not convinced: “Words don’t water maize.”',
});

const SYLLABLES = ['ba', 'con', 'der', 'fi', 'gra', 'lo', 'men', 'nor', 'pre', 'ser', 'un', 'ver', 'wal', 'sta', 'mi', 'ter'];

let number = 0;

/** A word that was not there before. */
function word() {
  number += 1;
  let rest = number * 7_919 % 65_536;
  let text = '';
  for (let i = 0; i < 4; i += 1) {
    text += SYLLABLES[rest % 16];
    rest = Math.floor(rest / 16);
  }
  return text;
}

/** @param {string} text */
function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** News of about so many characters, with other names and words each time. */
export function article(/** @type {number} */ length) {
  let text = '';
  while (text.length < length) {
    text += `The council of ${capital(word())} closed the east pier on Tuesday, after the ${word()} of the bridge had been seen by many people in the city. `;
    text += `“Nobody should walk on those planks before the summer is over,” harbour master Ingrid ${capital(word())} told the local radio. `;
    text += `She said repairs would cost €${number} million and take three weeks.\n\n`;
  }
  return text.slice(0, length).toWellFormed();
}
