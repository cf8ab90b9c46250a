// Two servers as an author has them: one for QoScope's files, as any static host serves them and
// without a CORS header, and one for the author's own pages, on another origin.
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export interface Served {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** What a page of the author is served with. */
export interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What `npm run build` has made. */
export const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

/** @param name `127.0.0.1` and `localhost` are the same machine, and two sites */
export function serveFolder(folder: string, name = '127.0.0.1'): Promise<Served> {
  return listen(name, async (request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, '')));
    for (const candidate of path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`]) {
      const body = await readFile(join(folder, candidate)).catch(() => undefined);
      if (body === undefined) continue;
      const type = TYPES[extname(candidate)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type }).end(body);
      return;
    }
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here');
  });
}

/** Pages that a test adds, by their path; all others are 404. */
export async function servePages(
  pages: ReadonlyMap<string, HostPage>,
  name = 'localhost',
): Promise<Served> {
  return listen(name, (request, response) => {
    const page = pages.get(request.url ?? '');
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES['.html'], ...page.headers }).end(page.html);
  });
}

async function listen(name: string, answer: RequestListener): Promise<Served> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, name, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    origin: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
