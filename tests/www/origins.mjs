// Hosts for what crosses origins: a folder that anybody may load from, and pages written by a test.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const MEDIA = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.css': 'text/css' };

/**
 * Serves a folder to every origin, and `pages` by their paths.
 *
 * @param {string} folder
 * @param {Record<string, string | { html: string, headers: Record<string, string> }>} [pages] HTML by path
 */
export async function host(folder, pages = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    requests.push(`${request.method} ${request.url}`);
    const page = pages[path];
    const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
    try {
      const body = page === undefined ? await readFile(join(folder, normalize(path).replace(/\/$/u, '/index.html')))
        : typeof page === 'string' ? page : page.html;
      const type = page === undefined ? MEDIA[extname(path.replace(/\/$/u, '/index.html'))] ?? 'application/octet-stream' : MEDIA['.html'];
      response.writeHead(200, { ...headers, 'content-type': type, ...(typeof page === 'object' ? page.headers : {}) }).end(body);
    } catch {
      response.writeHead(404, headers).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    requests,
    pages,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * A page with a policy.
 *
 * @param {string} body
 * @param {string} [policy] its Content-Security-Policy
 */
export function html(body, policy) {
  const meta = policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${meta}<link rel="icon" href="data:,"><title>Host</title></head><body>${body}</body></html>`;
}
