// Pictures of the page for the README: `node screenshots.mjs FOLDER`.

import { mkdir } from 'node:fs/promises';

import { analysed, start } from './rig.mjs';

const folder = process.argv[2];
await mkdir(folder, { recursive: true });

/** @type {{ file: string, width: number, height: number, dark?: boolean, forced?: boolean, print?: boolean, card?: boolean }[]} */
const LOOKS = [
  { file: 'light', width: 1440, height: 900, card: true },
  { file: 'dark', width: 1440, height: 900, dark: true },
  { file: 'narrow', width: 390, height: 844 },
  { file: 'forced-colours', width: 1200, height: 800, forced: true },
  { file: 'print', width: 800, height: 1100, print: true },
];

for (const { file, width, height, dark, forced, print, card } of LOOKS) {
  const rig = await start('chromium', { dark, forced });
  try {
    const { page } = await rig.open({ width, height });
    await page.click('#sample');
    await analysed(page);
    if (card) {
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelectorAll('.quotelight-q[data-first]')[1]).click());
      await page.waitForSelector('#card:popover-open');
    }
    if (print) {
      await page.emulateMediaType('print');
    }
    await page.screenshot({ path: /** @type {`${string}.webp`} */ (`${folder}/${file}.webp`), type: 'webp', quality: 45 });
  } finally {
    await rig.close();
  }
}
