// A static host, such as the page may lie on: serves a folder below a path of its own, with the headers
// that the folder's `_headers` names, compressed. What it serves can be put in its place while it runs.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface StaticHost {
  /** Where the folder begins, with a slash at its end. */
  readonly address: string;
  /** The paths asked for so far, without where the folder begins. */
  readonly asked: readonly string[];
  /** Serves this instead of the folder's file of that name. */
  readonly put: (name: string, content: string) => void;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** @param below a path with a slash at both ends, such as `/some/path/` */
export async function serveFolder(folder: string, below: string): Promise<StaticHost> {
  const rules = readRules(readFileSync(join(folder, '_headers'), 'utf8'));
  const changed = new Map<string, string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://host');
    const path = pathname.startsWith(below) ? `/${pathname.slice(below.length)}` : undefined;
    const name = normalize(path?.replace(/\/$/, '/index.html') ?? '').slice(1);
    asked.push(name);
    const content = changed.get(name) ?? readFolder(folder, name);
    if (path === undefined || content === undefined) {
      response.writeHead(404).end();
      return;
    }
    for (const [header, value] of headersOf(rules, path)) response.setHeader(header, value);
    response.setHeader('Content-Type', TYPES[extname(name)] ?? 'text/plain; charset=utf-8');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      response.end(content);
      return;
    }
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipSync(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${below}`,
    asked,
    put: (name, content) => changed.set(name, content),
    close: () => close(server),
  };
}

function readFolder(folder: string, name: string): Buffer | undefined {
  const path = join(folder, name);
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

type Header = readonly [name: string, value: string];

interface Rule {
  readonly path: RegExp;
  readonly headers: readonly Header[];
}

/** A path, then its headers further in; `*` stands for anything. */
export function readRules(text: string): readonly Rule[] {
  return text
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [path = '', ...lines] = block.split('\n').map((line) => line.trim());
      const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      return { path: new RegExp(`^${literal}$`), headers: lines.map(readHeader) };
    });
}

function readHeader(line: string): Header {
  const [, name = '', value = ''] = /^([^:]+): (.+)$/.exec(line) ?? [];
  return [name, value];
}

/** @param path from where the folder begins, such as `/` */
export function headersOf(rules: readonly Rule[], path: string): readonly Header[] {
  return rules.filter((rule) => rule.path.test(path)).flatMap(({ headers }) => headers);
}
