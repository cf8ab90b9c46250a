// The licences that go with the built page: of all that is in its scripts, its workers' too, and of its
// fonts.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { missingNotices, packageOf } from './bundledPackages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FONTS = ['next', 'mono'].map((face) => `@fontsource-variable/atkinson-hyperlegible-${face}`);

test('each package of which something is in the page is in its notices', async () => {
  const packages = await packagesInPage();
  for (const name of ['react-dom', 'comlink', 'valibot', 'mqtt-packet', 'workbox-window']) {
    expect(packages).toContain(name);
  }
  const notices = await readFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const others = [...FONTS, 'workbox-core', 'workbox-precaching', 'rolldown'];
  expect(missingNotices(notices, [...packages, ...others])).toEqual([]);
  expect(notices).toContain('SIL OPEN FONT LICENSE Version 1.1');
  expect(missingNotices(notices, ['left-out'])).toEqual(['left-out']);
});

test('QoScope’s own licence stands at their beginning', async () => {
  const notices = await readFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  expect(notices).toContain(`QoScope:\n\n${await readFile(join(root, 'LICENSE'), 'utf8')}`);
});

/** By the sources that the page's scripts name, when it is built once more with source maps. */
async function packagesInPage(): Promise<ReadonlySet<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'qoscope-'));
  try {
    const flags = ['--sourcemap', 'hidden', '--outDir', folder, '--emptyOutDir'];
    await promisify(execFile)('npx', ['vite', 'build', '--logLevel', 'error', ...flags], {
      cwd: root,
    });
    const maps = (await readdir(join(folder, 'assets'))).filter((name) => name.endsWith('.map'));
    const texts = await Promise.all(
      maps.map((name) => readFile(join(folder, 'assets', name), 'utf8')),
    );
    const sources = texts.flatMap((text) => (JSON.parse(text) as { sources: string[] }).sources);
    return new Set(sources.flatMap((source) => packageOf(source) ?? []));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
