// A host for the tests: serves one folder on loopback and remembers every request, so that a test
// can tell what really left the page.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const MEDIA = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param {string} folder
 * @param {{ change?(path: string, bytes: Buffer): Buffer | string | undefined }} [options]
 *   `change`: what is served instead of a file; `undefined` answers 404
 */
export async function serve(folder, { change = (_, bytes) => bytes } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    requests.push(`${request.method} ${request.url}`);
    const path = normalize(decodeURIComponent(pathname)).replace(/\/$/u, '/index.html');
    try {
      const body = change(path, await readFile(join(folder, path)));
      if (body === undefined) {
        throw new Error('withheld');
      }
      response.writeHead(200, { 'content-type': MEDIA[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-store' });
      response.end(body);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
