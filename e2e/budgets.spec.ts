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
  const built = readdirSync(new URL('dist/assets', root))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => `dist/assets/${name}`);
  expect(built.length).toBeGreaterThan(4);
  const without = built.filter((path) => !patterns.some((pattern) => pattern.test(path)));
  expect(without).toEqual([]);
  const unused = patterns.filter((pattern) => !built.some((path) => pattern.test(path)));
  expect(unused).toEqual([]);
});

/** `dist/assets/index-*.js` as an expression. */
function toPattern(path: string): RegExp {
  const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '[^/]*')}$`);
}
