// The two browsers, each with a profile of its own that is thrown away.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {'chromium' | 'firefox'} BrowserName */

/** @type {Record<BrowserName, { variable: string, paths: string[] }>} */
const PROGRAMS = {
  chromium: {
    variable: 'CHROMIUM',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  },
  firefox: {
    variable: 'FIREFOX',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
};

/** @type {BrowserName[]} the browsers to test in; `BROWSERS=firefox` takes one */
export const BROWSERS = /** @type {BrowserName[]} */ ((process.env.BROWSERS ?? 'chromium,firefox').split(','));

/**
 * Where a browser is installed.
 *
 * @param {BrowserName} name
 */
function programOf(name) {
  const { variable, paths } = PROGRAMS[name];
  const path = process.env[variable] ?? paths.find((p) => existsSync(p));
  if (!path) {
    throw new Error(`${name} is not installed: install it, or say in ${variable} where it is`);
  }
  return path;
}

/**
 * @param {BrowserName} name
 * @param {{ dark?: boolean, forced?: boolean, width?: number, height?: number, scale?: number, extensions?: boolean }} [options]
 *   `extensions`: allows `installExtension` in Chromium, and to reach the window around the page in Firefox
 * @returns {Promise<Browser>} whose `close` also removes the profile
 */
export async function launch(name, { dark = false, forced = false, width = 1280, height = 900, scale = 1, extensions = false } = {}) {
  const userDataDir = await mkdtemp(join(tmpdir(), `quotelight-${name}-`));
  const common = {
    executablePath: programOf(name),
    headless: true,
    userDataDir,
    defaultViewport: { width, height, deviceScaleFactor: scale },
  };
  const browser = name === 'chromium'
    ? await puppeteer.launch({
      ...common,
      browser: 'chrome',
      ...(extensions && { enableExtensions: true, pipe: true }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
        '--disable-sync', '--no-first-run', ...(dark ? ['--force-dark-mode'] : [])],
    })
    : await puppeteer.launch({
      ...common,
      browser: 'firefox',
      args: extensions ? ['--remote-allow-system-access'] : [],
      extraPrefsFirefox: {
        // Puppeteer's profile is laxer than that of a reader.
        'security.fileuri.strict_origin_policy': true,
        'dom.events.testing.asyncClipboard': true,
        // Colours of the system in place of the page's.
        'browser.display.document_color_use': forced ? 2 : 1,
        'ui.systemUsesDarkTheme': Number(dark),
        'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      },
    });
  const close = browser.close.bind(browser);
  browser.close = async () => {
    await close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return browser;
}
