// What a reader gave us: one text, and the blocks and links in it. The text is the only source;
// blocks and links are ranges of it, so that nothing that was pasted is ever put into a page.

/**
 * @typedef {{ start: number, end: number, tag: BlockTag }} Block
 * @typedef {'p' | 'auto' | 'h2' | 'h3' | 'h4' | 'li' | 'blockquote' | 'pre' | 'figcaption'} BlockTag
 *   `auto`: a heading where the analysis takes it for one, else a paragraph
 * @typedef {{ start: number, end: number, href: string }} Link
 * @typedef {{ text: string, blocks: Block[], links: Link[], wrapped: boolean }} Article
 *   `wrapped`: its lines end where a page was full, not where the writer wanted
 */

/**
 * The article of a plain text, which stays as it is.
 *
 * @param {string} text
 * @returns {Article}
 */
export function articleFromText(text) {
  const lines = linesOf(text);
  const wrapped = isHardWrapped(lines);
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Block | undefined} */
  let open;
  for (const line of lines) {
    if (line.start === line.end) {
      open = undefined;
    } else if (open && (wrapped || isShort(open) || isShort(line))) {
      open.end = line.end;
    } else {
      open = { start: line.start, end: line.end, tag: 'auto' };
      blocks.push(open);
    }
  }
  return { text, blocks, links: [], wrapped };
}

/** @typedef {{ start: number, end: number }} Line */

/**
 * The lines without white space at their ends; empty ones too.
 *
 * @param {string} text
 * @returns {Line[]}
 */
function linesOf(text) {
  const lines = [];
  let at = 0;
  for (const [i, piece] of text.split(/(\r\n|[\r\n\u2028\u2029])/u).entries()) {
    if (i % 2 === 0) {
      const start = at + piece.length - piece.trimStart().length;
      lines.push({ start, end: Math.max(start, at + piece.trimEnd().length) });
    }
    at += piece.length;
  }
  return lines;
}

/** A line that is no paragraph by itself: verse, an address, a byline. */
const SHORT = 60;

/** @param {Line} line */
function isShort({ start, end }) {
  return end - start < SHORT;
}

/**
 * Whether most lines are of one width, as in mail and old files. Their breaks mean nothing.
 *
 * @param {Line[]} lines
 */
function isHardWrapped(lines) {
  // Lines before an empty one end anyhow.
  const inner = lines.filter((line, i) => line.end > line.start && lines[i + 1]?.end > lines[i + 1]?.start);
  const full = inner.filter(({ start, end }) => end - start >= 45 && end - start <= 100);
  return inner.length >= 3 && full.length >= inner.length * 0.8;
}

/**
 * The article of a text in Markdown: its headings, lists, quoted blocks and links.
 *
 * @param {string} source
 * @returns {Article}
 */
export function articleFromMarkdown(source) {
  const builder = createBuilder();
  for (const part of source.replace(/\r\n?/gu, '\n').split(/\n{2,}|\n(?=#{1,6} |[-*+] |\d+[.)] |> )/u)) {
    const [, mark = '', body] = /^\s*(#{1,6} |[-*+] |\d+[.)] |> )?([\s\S]*)$/u.exec(part) ?? [];
    const level = /^#+/u.exec(mark)?.[0].length;
    const tag = level ? (level < 3 ? 'h2' : level < 5 ? 'h3' : 'h4') : mark === '> ' ? 'blockquote' : mark ? 'li' : 'p';
    builder.block(tag);
    const inline = body.replace(/\n> ?/gu, ' ').replace(/(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])/gu, '$2');
    let at = 0;
    for (const match of inline.matchAll(/!?\[([^\]\n]*)\]\(([^()\s]+)(?: "[^"\n]*")?\)/gu)) {
      builder.text(inline.slice(at, match.index));
      if (!match[0].startsWith('!')) {
        builder.openLink(match[2]);
        builder.text(match[1]);
        builder.closeLink();
      }
      at = match.index + match[0].length;
    }
    builder.text(inline.slice(at));
  }
  return builder.end();
}

/**
 * Puts a text together from blocks, with one empty line between them and white space as a browser
 * shows it.
 */
export function createBuilder() {
  /** @type {string[]} */
  const parts = [];
  let length = 0;
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Link[]} */
  const links = [];
  /** @type {BlockTag} */
  let tag = 'p';
  /** @type {Block | undefined} */
  let open;
  /** @type {{ href: string, start: number | undefined } | undefined} */
  let link;
  let space = '';

  /** @param {string} text */
  function put(text) {
    parts.push(text);
    length += text.length;
  }

  function endLink() {
    if (link?.start !== undefined) {
      links.push({ start: link.start, end: length, href: link.href });
      link.start = undefined;
    }
  }

  return {
    /**
     * Ends the current block; what follows stands in a new one.
     *
     * @param {BlockTag} next
     */
    block(next) {
      endLink();
      open = undefined;
      space = '';
      tag = next;
    },

    /**
     * Adds running text.
     *
     * @param {string} text
     */
    text(text) {
      for (const piece of tag === 'pre' ? text.split(/(\n)/u) : text.split(/([ \t\n\r\f]+)/u)) {
        if (!piece) {
          continue;
        }
        if (/^[ \t\n\r\f]+$/u.test(piece)) {
          space = tag === 'pre' ? space + piece : space || ' ';
          continue;
        }
        if (!open) {
          if (length) {
            put('\n\n');
          }
          open = { start: length, end: length, tag };
          blocks.push(open);
        } else if (space) {
          put(space);
        }
        space = '';
        if (link) {
          link.start ??= length;
        }
        put(piece);
        open.end = length;
      }
    },

    /** Ends a line within the block; a second time ends the block. */
    lineBreak() {
      if (space === '\n') {
        this.block(tag);
      } else if (open) {
        space = '\n';
      }
    },

    /**
     * Begins a link, if its address is one that a reader may follow.
     *
     * @param {string} href
     */
    openLink(href) {
      endLink();
      const url = URL.canParse(href) ? new URL(href) : undefined;
      link = url && /^(?:https?|mailto):$/u.test(url.protocol) ? { href: url.href, start: undefined } : undefined;
    },

    closeLink() {
      endLink();
      link = undefined;
    },

    /** @returns {Article} */
    end() {
      endLink();
      return { text: parts.join(''), blocks, links, wrapped: false };
    },
  };
}
