// The page's budgets are package.json's, and `npm run size` holds them; this is about what they cover.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface Manifest {
  readonly 'size-limit': readonly { readonly path: string | readonly string[] }[];
}

const root = new URL('../', import.meta.url);

test('each script and style that is built has a budget', () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
  const patterns = manifest['size-limit'].flatMap(({ path }) => path).map(toPattern);
  const built = ['dist', 'dist/assets'].flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => /\.(js|css)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  expect(built.length).toBeGreaterThan(4);
  const without = built.filter((path) => !patterns.some((pattern) => pattern.test(path)));
  expect(without).toEqual([]);
  const unused = patterns.filter((pattern) => !built.some((path) => pattern.test(path)));
  expect(unused).toEqual([]);
});

test('no chunk needs itself by way of others: what it has of them would not be there yet', () => {
  const needs = new Map(
    readChunks().map(({ name, script }) => [name, matchesOf(script, IMPORT)] as const),
  );
  const count = [...needs.values()].reduce((sum, { length }) => sum + length, 0);
  expect(count).toBeGreaterThan(20);
  const inCircle = [...needs.keys()].filter((name) => allNeeded(name, needs).has(name));
  expect(inCircle).toEqual([]);
});

test('what is loaded later asks for nothing that the page has come with', () => {
  const page = readFileSync(new URL('dist/index.html', root), 'utf8');
  const here = matchesOf(page, /"\.\/assets\/([^"]+\.js)"/g);
  expect(here.length).toBeGreaterThan(3);
  const asked = readChunks().flatMap(({ script }) => {
    const [, list = ''] = /__vite__mapDeps=.*?\[([^\]]*)\]/s.exec(script) ?? [];
    return matchesOf(list, /"\.\/([^"]+\.js)"/g);
  });
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => here.includes(name))).toEqual([]);
});

function readChunks(): readonly { readonly name: string; readonly script: string }[] {
  const folder = new URL('dist/assets/', root);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, script: readFileSync(new URL(name, folder), 'utf8') }));
}

/** What the pattern's group is, each time that it is found. */
function matchesOf(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

/** Of a chunk that has to be there first. */
const IMPORT = /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

function allNeeded(name: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const all = new Set<string>();
  const waiting = [...(needs.get(name) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    waiting.push(...(needs.get(next) ?? []));
  }
  return all;
}

/** `dist/assets/index-*.js` as an expression. */
function toPattern(path: string): RegExp {
  const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '[^/]*')}$`);
}
