// <quote-light>: three ways to give it a text, its names as the manifest has them, failures.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { HOSTILE } from './articles.mjs';
import { BROWSERS } from './browsers.mjs';
import { press, start } from './rig.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MANIFEST = JSON.parse(readFileSync(`${ROOT}www/src/custom-elements.json`, 'utf8'));
const MODULE = MANIFEST.modules.find((/** @type {any} */ m) => m.path === 'element.js');
const ELEMENT = MODULE.declarations.find((/** @type {any} */ d) => d.tagName === 'quote-light');

for (const name of BROWSERS) {
  describe(`<quote-light> in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof start>>} */
    let rig;
    before(async () => {
      rig = await start(name, { folder: ROOT });
    });
    after(() => rig?.close());

    /** Opens the host page with the element registered and its first results there. */
    async function open({ wait = true } = {}) {
      const opened = await rig.open({ url: `${rig.server.url}tests/www/hosts/element.html` });
      await opened.page.evaluate(async (isWaited) => {
        const own = /** @type {any} */ (globalThis);
        own.log = [];
        for (const type of ['ready', 'progress', 'result', 'select', 'filter', 'correction', 'export', 'error']) {
          document.addEventListener(`quotelight-${type}`, (event) => own.log.push([type, /** @type {Element} */ (event.target).id, event]));
        }
        own.$ = (/** @type {string} */ id) => document.getElementById(id);
        own.results = () => own.log.filter((/** @type {any} */ [type]) => type === 'result').map((/** @type {any} */ [, id]) => id);
        own.idle = () => new Promise((resolve) => setTimeout(resolve, 400));
        Object.assign(own, await import(/** @type {string} */ ('/www/src/element-define.js')));
        const both = new Promise((resolve) => document.addEventListener('quotelight-result', () => {
          if (new Set(own.results()).size >= 2) {
            resolve(undefined);
          }
        }));
        if (isWaited) {
          await both;
        }
      }, wait);
      return opened;
    }

    it('marks what it wraps, points at another element, and waits where it is empty', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        const shadow = own.$('wrapping').shadowRoot;
        const words = (/** @type {string} */ part) => [...shadow.querySelectorAll(`[part=article] [part~=${part}]`)].map((e) => e.textContent);
        return {
          persons: words('person'), quotes: words('quote'), shown: shadow.querySelector('[part=article]').innerText.trim().split('\n')[0],
          light: own.$('wrapping').querySelector('b').textContent,
          link: shadow.querySelector('[part=article] a')?.href,
          pointed: Array.from(/** @type {any} */ (CSS.highlights).get('quotelight-person'), String),
          story: own.$('story').outerHTML,
          status: shadow.querySelector('[part=status]').textContent,
          box: own.$('writing').shadowRoot.querySelector('[part=paste-box]').checkVisibility(),
          states: ['has-result', 'empty', 'busy', 'error'].map((s) => ['wrapping', 'writing'].map((id) => own.$(id).matches(`:state(${s})`))),
          legend: [...shadow.querySelectorAll('[part=legend-item]')].map((b) => b.textContent),
        };
      });
      assert.ok(seen.persons.includes('Maria Santos') && seen.persons.includes('João Pires'), String(seen.persons));
      assert.ok(seen.quotes.some((q) => q?.includes('We cannot wait another decade')));
      assert.deepEqual([seen.shown, seen.light], ['Harbour plan divides Lisbon', 'Maria']);
      assert.equal(seen.link, `${rig.server.url}tests/www/hosts/more.html`);
      assert.deepEqual(seen.pointed, ['Rosa Lima']);
      assert.match(seen.story, /^<article id="story">\s*<p>“Nobody asked us,” said <a href="#x">Rosa Lima<\/a>, a fishmonger in Lisbon\.<\/p>\s*<\/article>$/u);
      assert.match(seen.status, /^\d quotations by 2 speakers, \d names?\.$/u);
      assert.ok(seen.box);
      assert.deepEqual(seen.states, [[true, false], [false, true], [false, false], [false, false]]);
      assert.ok(seen.legend[0]?.startsWith('Quotations '));
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('has the attributes, properties, methods and events of its manifest', async () => {
      const { page, faults } = await open();
      const members = ELEMENT.members.map((/** @type {any} */ m) => [m.name, m.kind, Boolean(m.readonly)]);
      const attributes = ELEMENT.attributes.map((/** @type {any} */ a) => [a.name, a.fieldName, a.default ?? '', a.type.text]);
      const wrong = await page.evaluate((fields, attrs) => {
        const own = /** @type {any} */ (globalThis);
        const element = document.createElement('quote-light');
        const bad = [];
        for (const [key, kind, readonly] of fields) {
          const prototype = Object.getPrototypeOf(element);
          const descriptor = Object.getOwnPropertyDescriptor(prototype, key) ?? Object.getOwnPropertyDescriptor(HTMLElement.prototype, key);
          if (kind === 'method' ? typeof descriptor?.value !== 'function' : !descriptor?.get || Boolean(descriptor.set) === readonly) {
            bad.push(`member ${key}`);
          }
        }
        for (const [attribute, property, missing, type] of attrs) {
          const read = () => String(/** @type {any} */ (element)[property]?.value ?? /** @type {any} */ (element)[property]);
          if (read() !== missing) {
            bad.push(`${attribute} is ${read()} by default, not ${missing}`);
          }
          const values = type === 'boolean' ? ['true'] : type === 'number' ? ['7'] : /^'/u.test(type) ? type.split(/\s*\|\s*/u).map((/** @type {string} */ v) => v.slice(1, -1)) : ['person quote'];
          for (const value of values) {
            /** @type {any} */ (element)[property] = type === 'boolean' ? true : type === 'number' ? 7 : value;
            const set = element.getAttribute(attribute);
            if (set !== (type === 'boolean' ? '' : value) || read() !== value) {
              bad.push(`${property} = ${value} gives ${attribute}=${set}, and reads ${read()}`);
            }
          }
          element.setAttribute(attribute, 'no such value');
          if (/^'/u.test(type) && read() !== missing) {
            bad.push(`${attribute} takes any value`);
          }
          element.removeAttribute(attribute);
        }
        // Not before it is in a page.
        bad.push(...own.log.filter((/** @type {any} */ [, id]) => id === ''));
        return bad;
      }, members, attributes);
      assert.deepEqual(wrong, []);

      const names = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const element = own.$('wrapping');
        element.select('q0');
        element.shadowRoot.querySelector('[part=legend-item]').click();
        element.kinds.toggle('quote', true);
        const at = { exact: 'Maria Santos', prefix: '', suffix: '', start: 0 };
        await element.addCorrection({ do: 'label', at, label: 'ORG', all: true });
        await element.export('csv');
        element.text = 'Der Minister sagte am Dienstag, dass die Reform nicht vor dem Herbst kommen wird, und das sei auch für die Länder wichtig.';
        await own.idle();
        return own.log.map((/** @type {any} */ [, , e]) => [e.type, e.bubbles, e.composed, e.cancelable, e.constructor.name, Object.keys(e.detail)]);
      });
      for (const { name: type, type: { text } } of ELEMENT.events) {
        const found = names.find((n) => n[0] === type);
        assert.ok(found, `${type} was not seen`);
        assert.deepEqual(found.slice(1, 3), [true, true], type);
        assert.equal(found[4], text);
        const cancelable = ['quotelight-export', 'quotelight-correction'].includes(type);
        assert.equal(found[3], cancelable, type);
      }
      assert.deepEqual([...new Set(names.map((n) => n[0]))].sort(), ELEMENT.events.map((/** @type {any} */ e) => e.name).sort());
      assert.deepEqual(names.find((n) => n[0] === 'quotelight-select')?.[5], ['id', 'kind', 'source']);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('has the parts, slots, states and custom properties of its manifest', async () => {
      const { page } = await open();
      const found = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const parts = new Set();
        const collect = () => {
          for (const id of ['wrapping', 'writing']) {
            for (const element of own.$(id).shadowRoot.querySelectorAll('[part]')) {
              element.part.forEach((/** @type {string} */ p) => parts.add(p));
            }
          }
        };
        const shadow = own.$('wrapping').shadowRoot;
        collect();
        shadow.querySelector('[part~=entity]').click();
        collect();
        for (const view of ['quotes', 'people', 'index']) {
          own.$('wrapping').view = view;
          await own.idle();
          collect();
        }
        own.$('wrapping').view = 'read';
        await own.idle();
        const slots = [...shadow.querySelectorAll('slot')].map((s) => s.name);
        const css = shadow.adoptedStyleSheets.flatMap((/** @type {CSSStyleSheet} */ s) => [...s.cssRules].map((r) => r.cssText)).join('\n');
        // A custom property from outside reaches the mark.
        document.body.style.setProperty('--quotelight-person-tint', 'rgb(1, 2, 3)');
        const tint = getComputedStyle(shadow.querySelector('[part~=person]')).backgroundColor;
        return { parts: [...parts], slots, properties: [...new Set(css.match(/--quotelight-[\w-]+/gu))], tint };
      });
      const manifest = {
        parts: ELEMENT.cssParts.map((/** @type {any} */ p) => p.name), slots: ELEMENT.slots.map((/** @type {any} */ s) => s.name),
        properties: ELEMENT.cssProperties.map((/** @type {any} */ p) => p.name),
      };
      assert.deepEqual(found.slots.sort(), manifest.slots.sort());
      assert.deepEqual(found.properties.sort(), manifest.properties.sort());
      assert.deepEqual(found.parts.filter((p) => !manifest.parts.includes(p)), []);
      // This text has not all families and types.
      const second = /^the second token/u;
      assert.deepEqual(ELEMENT.cssParts.filter((/** @type {any} */ p) => !found.parts.includes(p.name) && !second.test(p.description)), []);
      assert.equal(found.tint, 'rgb(1, 2, 3)');
      await page.close();
    });

    it('is walked by keys, with one tab stop, a card, and the API', async () => {
      const { page, faults } = await open();
      const at = () => page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        const { activeElement } = own.$('wrapping').shadowRoot;
        return [own.$('wrapping').selected, activeElement?.getAttribute('part'), activeElement?.textContent];
      });
      await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        const stops = own.$('wrapping').shadowRoot.querySelectorAll('[part=article] [tabindex="0"]');
        own.stops = stops.length;
        stops[0].focus();
      });
      await page.keyboard.press('Home');
      const first = await at();
      await page.keyboard.press('}');
      const quote = await at();
      await page.keyboard.press(']');
      const next = await at();
      await page.keyboard.press('[');
      assert.deepEqual(await at(), quote);
      assert.ok(first[0] && quote[1]?.startsWith('quote') && next[0] !== quote[0], JSON.stringify([first, quote, next]));
      await page.keyboard.press('Enter');
      const card = await page.evaluate(() => /** @type {any} */ (globalThis).$('wrapping').shadowRoot.querySelector('[part=card]:popover-open')?.innerText);
      assert.match(card ?? '', /direct quotation by Maria Santos/u);
      await press(page, 'Escape');
      assert.deepEqual(await at(), quote);
      const api = await page.evaluate(() => {
        const own = /** @type {any} */ (globalThis);
        const element = own.$('wrapping');
        const log = [element.select('e999'), element.select(null), element.next('quote'), element.selected, element.previous('quote'), element.selected];
        own.$('pointing').next('quote');
        return [...log, Array.from(/** @type {any} */ (CSS.highlights).get('quotelight-current'), String), own.stops];
      });
      assert.deepEqual(api, [false, false, true, 'q0', false, 'q0', ['Nobody asked us,'], 1]);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('analyses once for one text: moved, not again; changed, once for all changes', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const element = own.$('wrapping');
        const counts = [];
        const count = () => counts.push(own.results().filter((/** @type {string} */ id) => id === 'wrapping').length);
        count();
        document.body.append(element);
        element.labels = 'inline';
        element.view = 'people';
        element.view = 'read';
        element.kinds = 'person';
        await own.idle();
        count();
        for (let i = 0; i < 10; i += 1) {
          element.append(Object.assign(document.createElement('p'), { textContent: `“Number ${i},” said Peter Brown.` }));
        }
        await own.idle();
        count();
        const { result } = element;
        const frozen = Object.isFrozen(result) && Object.isFrozen(result.quotes[0].contents);
        element.text = 'Ann Lee left.';
        element.text = '“Well,” Ann Lee said.';
        await own.idle();
        count();
        element.clear();
        await own.idle();
        const back = element.text.startsWith('Harbour plan');
        // Set before the class is known.
        const early = document.createElement('quote-light');
        Object.assign(early, { view: 'quotes' });
        return { counts, frozen, back, last: element.result.quotes.length, off: element.shadowRoot.querySelectorAll('[part~=entity]:not(.off)').length };
      });
      assert.deepEqual(seen.counts, [1, 1, 2, 3]);
      assert.ok(seen.frozen && seen.back);
      assert.ok(seen.last > 10 && seen.off > 0);
      await page.close();
    });

    it('honours properties that were set before it was registered', async () => {
      const { page } = await rig.open({ url: `${rig.server.url}tests/www/hosts/story.html` });
      const seen = await page.evaluate(async () => {
        const element = /** @type {any} */ (document.body.appendChild(document.createElement('quote-light')));
        element.text = '“Early,” said Ann Lee.';
        element.controls = true;
        const result = new Promise((resolve) => element.addEventListener('quotelight-result', (/** @type {any} */ e) => resolve(e.detail.result)));
        const { QuoteLight } = await import(/** @type {string} */ ('/www/src/element-define.js'));
        const { quotes } = /** @type {any} */ (await result);
        QuoteLight.define(); // again
        return { said: quotes[0].contents[0].text, controls: element.hasAttribute('controls'), own: Object.hasOwn(element, 'text'), ready: await element.ready };
      });
      assert.deepEqual(seen, { said: 'Early,', controls: true, own: false, ready: 'worker' });
      await page.close();
    });

    it('takes what is pasted and typed into it', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const element = own.$('writing');
        const box = element.shadowRoot.querySelector('[part=paste-box]');
        box.value = '“Typed,” said Ann Lee.';
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((resolve) => element.addEventListener('quotelight-result', resolve, { once: true }));
        const typed = element.result.quotes[0].contents[0].text;
        const [article, edit] = [element.shadowRoot.querySelector('[part=article]'), [...element.shadowRoot.querySelectorAll('button')].find((b) => b.textContent === 'Edit')];
        // The box stays while one writes in it.
        const steps = [box.checkVisibility(), article.checkVisibility()];
        box.dispatchEvent(new Event('change', { bubbles: true }));
        steps.push(box.checkVisibility(), article.checkVisibility());
        edit.click();
        steps.push(box.checkVisibility(), article.checkVisibility(), box.value);
        element.clear();
        await own.idle();
        return { typed, steps, empty: element.matches(':state(empty)'), text: element.text, refused: await element.export('csv').catch((/** @type {any} */ error) => error.code) };
      });
      assert.deepEqual(seen, { typed: 'Typed,', steps: [true, false, false, true, true, false, '“Typed,” said Ann Lee.'], empty: true, text: '', refused: 'no-result' });
      await page.close();
    });

    it('marks its own text where it stands, or a copy of another element, as highlight says', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const [wrapping, pointing] = [own.$('wrapping'), own.$('pointing')];
        const html = wrapping.innerHTML;
        wrapping.highlight = 'css';
        pointing.highlight = 'element';
        await own.idle();
        const persons = Array.from(/** @type {any} */ (CSS.highlights).get('quotelight-person'), String);
        const shown = wrapping.innerText.includes('We cannot wait') && !wrapping.shadowRoot.querySelector('[part=article]').checkVisibility();
        const copy = pointing.shadowRoot.querySelector('[part~=person]').textContent;
        pointing.remove();
        wrapping.remove();
        await own.idle();
        return { persons, shown, copy, same: wrapping.innerHTML === html, left: [...(/** @type {any} */ (CSS.highlights)).keys()] };
      });
      assert.deepEqual(seen, { persons: ['Maria Santos', 'João Pires'], shown: true, copy: 'Rosa Lima', same: true, left: [] });
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('leaves wrapped text where it stands that holds more than text', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const element = own.$('wrapping');
        const article = element.shadowRoot.querySelector('[part=article]');
        const isCopy = () => [article.checkVisibility(), /** @type {any} */ (CSS.highlights).has('quotelight-direct') && element.innerText.includes('We cannot wait')];
        const steps = [isCopy()];
        // In a slot of ours it is no part of the text.
        const logo = document.createElement('img');
        logo.slot = 'toolbar-start';
        element.append(logo);
        await own.idle();
        steps.push(isCopy());
        const figure = document.createElement('figure');
        figure.append(document.createElement('img'));
        element.append(figure);
        await own.idle();
        steps.push(isCopy(), figure.checkVisibility());
        element.highlight = 'element';
        await own.idle();
        steps.push(isCopy());
        return steps;
      });
      assert.deepEqual(seen, [[true, false], [true, false], [false, true], true, [true, false]]);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('applies corrections to what it shows, wherever the text stands, and after an edit', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const own = /** @type {any} */ (globalThis);
        const { anchorOf } = await import(/** @type {string} */ ('/www/src/element.js'));
        const anchor = (/** @type {any} */ e, /** @type {string} */ words) => anchorOf(e.text, { start: e.text.indexOf(words), end: e.text.indexOf(words) + words.length });
        const labels = (/** @type {any} */ e) => [...e.shadowRoot.querySelectorAll('[part~=entity]')].map((m) => `${m.dataset.label} ${m.textContent}`);
        const element = own.$('wrapping');
        const other = '“We are late,” said Ann Lee in Lisbon.';
        element.text = other;
        await own.idle();
        const before = labels(element);
        let results = 0;
        element.addEventListener('quotelight-result', () => { results += 1; });
        await element.addCorrection({ do: 'label', at: anchor(element, 'Ann Lee'), label: 'ORG', all: true });
        await element.addCorrection({ do: 'name', at: anchor(element, 'late'), label: 'TIME' });
        await element.addCorrection({ do: 'type', at: anchor(element, 'We are late,'), type: 'mixed' });
        const corrected = labels(element);
        const marked = element.shadowRoot.querySelector('.quotelight-q').dataset.type;
        const json = JSON.parse(await element.export('json'));
        const frozen = Object.isFrozen(element.result.entities[0].mentions[0]);
        // Called off by a listener, and what is no correction.
        element.addEventListener('quotelight-correction', (/** @type {Event} */ e) => e.preventDefault(), { once: true });
        await element.addCorrection({ do: 'remove', what: 'quote', at: anchor(element, 'We are late,'), all: false });
        const codes = await Promise.all([{ id: 'e0' }, null, { do: 'split' }].map((wrong) =>
          element.addCorrection(wrong).then(() => 'taken', (/** @type {any} */ error) => error.code)));
        const [count, told] = [element.corrections.length, results];
        // Another text: they were not made for it, nor is one that comes with it.
        element.addCorrection({ do: 'label', at: anchor(element, 'Ann Lee'), label: 'ORG', all: true });
        element.text = `${other} Bye.`;
        await own.idle();
        const fresh = [labels(element), element.corrections.length];

        // In the place of another element, whose text then changes.
        const pointing = own.$('pointing');
        const marks = (/** @type {string} */ key) => Array.from((/** @type {any} */ (CSS.highlights)).get(`quotelight-${key}`) ?? [], String);
        const people = marks('person').filter((n) => pointing.text.includes(n));
        await pointing.addCorrection({ do: 'remove', what: 'name', at: anchor(pointing, people[0]), all: true });
        const without = marks('person').includes(people[0]);
        const place = document.getElementById(pointing.htmlFor);
        /** @type {any} */ (place).append(' It goes on.');
        await new Promise((resolve) => pointing.addEventListener('quotelight-result', resolve, { once: true }));
        return { before, corrected, marked, told, json: [json.corrections.length, json.quotes[0].type], frozen, codes, count, fresh, people: people.length, without, still: marks('person').includes(people[0]) };
      });
      assert.deepEqual(seen.before, ['PERSON Ann Lee', 'GPE Lisbon']);
      assert.deepEqual([seen.corrected, seen.marked], [['TIME late', 'ORG Ann Lee', 'GPE Lisbon'], 'mixed']);
      assert.deepEqual([seen.told, seen.json, seen.frozen, seen.count], [3, [3, 'mixed'], true, 3]);
      assert.deepEqual(seen.codes, ['bad-options', 'bad-options', 'bad-options']);
      assert.deepEqual(seen.fresh, [['PERSON Ann Lee', 'GPE Lisbon'], 0]);
      assert.ok(seen.people > 0 && !seen.without && !seen.still, 'in place, and after an edit of the page');
      await page.close();
    });

    it('exports what is shown', async () => {
      const { page } = await open();
      const seen = await page.evaluate(async () => {
        const element = /** @type {any} */ (globalThis).$('wrapping');
        element.kinds = 'person quote';
        const csv = await element.export('csv');
        const json = JSON.parse(await element.export('json', { metadata: { title: 'T' } }));
        element.addEventListener('quotelight-export', (/** @type {Event} */ e) => e.preventDefault());
        return { csv, text: json.text === element.text, title: json.metadata.title, cancelled: await element.export('csv') };
      });
      assert.match(seen.csv, /^quote,type,speaker,.*\r\n.*Maria Santos/u);
      assert.deepEqual([seen.text, seen.title, seen.cancelled], [true, 'T', '']);
      await page.close();
    });

    it('gives a result or an error event for hostile content, and throws nothing into the page', async () => {
      const { page, faults } = await open();
      const seen = await page.evaluate(async (hostile) => {
        const words = '“It is over,” said Maria Santos in Lisbon. ';
        /** @type {Record<string, (root: HTMLElement) => void>} */
        const contents = {
          deep(root) {
            let inner = root;
            // Chromium ends the tab, or stops for minutes, where it has to lay out 10,000, of whatever page.
            for (let i = 0; i < (navigator.userAgent.includes('Firefox') ? 10_000 : 4_000); i += 1) {
              inner = inner.appendChild(document.createElement('span'));
            }
            inner.textContent = words;
          },
          letters: (root) => root.append(...words.split('').map((c) => document.createTextNode(c))),
          bidi: (root) => root.append(`\u202e\u2066${words}\u2069\u202c`),
          editable(root) {
            root.contentEditable = 'true';
            root.append(words);
          },
          nested: (root) => root.append(document.createElement('quote-light'), words),
          frames(root) {
            const frame = document.createElement('iframe');
            frame.src = 'about:blank';
            root.append(frame, words);
          },
          markup: (root) => root.append(...hostile, words),
          missing: (root) => root.setAttribute('for', 'nowhere'),
          itself(root) {
            root.id = 'itself';
            root.setAttribute('for', 'itself');
            root.append(words);
          },
        };
        /** @type {Record<string, string>} */
        const results = {};
        for (const [key, build] of Object.entries(contents)) {
          const element = document.createElement('quote-light');
          element.toggleAttribute('controls');
          build(element);
          const outcome = Promise.race([
            new Promise((resolve) => element.addEventListener('quotelight-result', (event) => {
              if (event.target === element) {
                resolve(/** @type {any} */ (event).detail.result.entities.some((/** @type {any} */ e) => e.name === 'Maria Santos') ? 'found' : 'nothing found');
              }
            })),
            new Promise((resolve) => element.addEventListener('quotelight-error', (event) => event.target === element && resolve(/** @type {any} */ (event).detail.code))),
            new Promise((resolve) => setTimeout(() => resolve('empty'), 2_000)),
          ]);
          document.body.append(element);
          results[key] = await outcome;
          element.remove();
        }
        return { results, harm: '__harm' in globalThis };
      }, HOSTILE);
      assert.deepEqual(seen.results, {
        deep: 'found', letters: 'found', bidi: 'found', editable: 'found', nested: 'found', frames: 'found', markup: 'found', missing: 'empty', itself: 'found',
      });
      assert.equal(seen.harm, false);
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('shares one module and one worker among twenty elements', async () => {
      const { page } = await rig.open({ url: `${rig.server.url}tests/www/hosts/story.html` });
      const before = rig.server.requests.length;
      const workers = await page.evaluate(async () => {
        let started = 0;
        const Original = Worker;
        globalThis.Worker = class extends Original {
          /** @param {string} url @param {WorkerOptions} options */
          constructor(url, options) {
            super(url, options);
            started += 1;
          }
        };
        await import(/** @type {string} */ ('/www/src/element-define.js'));
        const elements = Array.from({ length: 20 }, (_, i) => {
          const element = document.createElement('quote-light');
          element.textContent = `“Number ${i},” said Ann Lee.`;
          return element;
        });
        document.body.append(...elements);
        await Promise.all(elements.map((e) => new Promise((resolve) => e.addEventListener('quotelight-result', resolve))));
        elements.forEach((e) => /** @type {any} */ (e).terminate());
        return [started, elements.every((e) => /** @type {any} */ (e).result.quotes.length === 1)];
      });
      assert.deepEqual(workers, [1, true]);
      assert.equal(rig.server.requests.slice(before).filter((r) => r.endsWith('quotelight.wasm')).length, 1);
      await page.close();
    });

    it('stays readable where the analysis cannot run, and names the reason', async () => {
      for (const [wasm, code] of [['/nothing.wasm', 'wasm-fetch'], ['/LICENSE-MIT', 'wasm-invalid']]) {
        const { page, faults } = await open({ wait: false });
        const seen = await page.evaluate(async (source) => {
          const element = /** @type {any} */ (document.createElement('quote-light'));
          element.innerText = 'Readable all the same.';
          element.wasmSrc = source;
          document.body.append(element);
          const { detail } = /** @type {any} */ (await new Promise((resolve) => element.addEventListener('quotelight-error', resolve, { once: true })));
          return { code: detail.code, message: detail.message, shown: element.innerText, state: element.matches(':state(error)') && !element.busy };
        }, wasm);
        assert.equal(seen.code, code);
        assert.ok(seen.message.length > 20 && seen.state);
        assert.match(seen.shown, /Readable all the same\./u);
        assert.deepEqual(faults.filter((f) => !/404/u.test(f)), []);
        await page.close();
      }
      const { page } = await open();
      const long = await page.evaluate(async () => {
        const element = /** @type {any} */ (globalThis).$('wrapping');
        element.maxLength = 5;
        return element.analyze('Far too long.').catch((/** @type {any} */ e) => e.code);
      });
      assert.equal(long, 'too-long');
      await page.close();
    });
  });
}
