// The generated snippets in documentation tools as they are installed and built: the frame comes up,
// and follows the tool's own theme switch. Needs the tool's packages, and says loudly when they
// cannot be had.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatSnippet } from '../src/exports/snippets.ts';
import { ask, expect, inside, test, waitReady } from './embedHost.ts';
import { serveFolder } from './hostServer.ts';

const run = promisify(execFile);

const FALLBACK = {
  image: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E",
  alt: 'A ladder: message A is sent twice',
  sentences: ['The PUBACK of A is lost, so A is sent again.', 'What {{ braces }} say, they say.'],
};

test('VitePress: built with the snippet, the frame is ready and follows the theme switch', async ({
  page,
  author,
  faults,
}) => {
  test.setTimeout(400_000);
  const { pieces } = formatSnippet('vitepress', {
    base: `${author.qoscope}/`,
    parameters: { preset: 'lost-puback', speed: '50' },
    fallback: FALLBACK,
  });
  const [config, body] = pieces;
  const folder = await install('vitepress', {
    '.vitepress/config.mjs': `export default { title: 'A site', ${config?.text} };`,
    'public/favicon.ico': '',
    'index.md': `# Delivery\n\nA run:\n\n${body?.text}\n\nThat was it.\n`,
  });
  await run('npx', ['vitepress', 'build'], { cwd: folder });
  const site = await serveFolder(join(folder, '.vitepress/dist'), 'localhost');
  faults.allow(new RegExp(`^request to elsewhere: ${site.origin}/`));
  await page.goto(`${site.origin}/`);
  await waitReady(page);
  await expect(page.getByText('That was it.')).toBeVisible();
  const theme = async () =>
    (await inside(page)).evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe('light');
  const toggle = page.getByRole('switch', { name: /dark theme|light theme/ }).first();
  await toggle.click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await expect.poll(theme).toBe('dark');
  await toggle.click();
  await expect.poll(theme).toBe('light');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('What {{ braces }} say, they say.')).toBeVisible();
  await site.close();
  await rm(folder, { recursive: true });
});

test('Docusaurus: built with the snippet, the run is there, and follows the theme switch', async ({
  page,
  author,
  faults,
  newVisitor,
}) => {
  test.setTimeout(600_000);
  const { pieces } = formatSnippet('docusaurus', {
    base: `${author.qoscope}/`,
    parameters: { preset: 'lost-puback', seed: '7' },
    fallback: FALLBACK,
  });
  const [config, body] = pieces;
  const folder = await install('docusaurus', {
    'docusaurus.config.mjs': `export default {
      title: 'A site', url: 'https://site.example', baseUrl: '/', onBrokenLinks: 'throw',
      ${config?.text}
      themes: ['@docusaurus/theme-classic'],
      plugins: [['@docusaurus/plugin-content-docs', { routeBasePath: '/' }]],
    };`,
    'static/favicon.ico': '',
    'docs/start.mdx': '---\nslug: /\n---\n\n# Start\n\n[To a run](delivery.mdx)\n',
    'docs/delivery.mdx': `# Delivery\n\nA run:\n\n${body?.text}\n\nThat was it.\n`,
  });
  const env = { ...process.env, NO_UPDATE_NOTIFIER: '1' };
  await run('npx', ['docusaurus', 'build'], { cwd: folder, env });
  const site = await serveFolder(join(folder, 'build'), 'localhost');
  faults.allow(new RegExp(`^request to elsewhere: ${site.origin}/`));

  const withoutScripts = await newVisitor({ javaScriptEnabled: false });
  await withoutScripts.goto(`${site.origin}/delivery/`);
  for (const text of FALLBACK.sentences) {
    await expect(withoutScripts.getByText(text)).toBeVisible();
  }
  await expect(withoutScripts.getByRole('img', { name: FALLBACK.alt })).toBeVisible();

  // React makes the page anew when somebody goes there from another one, and takes over a page that
  // is opened. In both, the script may be there before or after.
  const theme = async () =>
    (await inside(page)).evaluate(() => document.documentElement.dataset.theme);
  const toggle = page.getByRole('button', { name: /dark and light mode/ });
  await page.goto(`${site.origin}/`);
  await page.getByRole('link', { name: 'To a run' }).click();
  await waitReady(page);
  expect(await theme()).toBe('light');
  await page.goto(`${site.origin}/delivery/`);
  await waitReady(page);
  await expect(page.getByText('That was it.')).toBeVisible();
  expect(await ask(page, (scope) => scope.parameters)).toEqual({
    preset: 'lost-puback',
    seed: '7',
  });
  expect(await theme()).toBe('light');
  await toggle.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(theme).toBe('dark');
  await toggle.click();
  await expect.poll(theme).toBe('light');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('What {{ braces }} say, they say.')).toBeVisible();
  await site.close();
  await rm(folder, { recursive: true });
});

/**
 * The project in hosts/NAME with these files, installed in a folder of its own. Without its packages
 * the test is skipped.
 */
async function install(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `qoscope-${name}-`));
  await cp(fileURLToPath(new URL(`hosts/${name}`, import.meta.url)), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, timeout: 400_000 });
  } catch (error) {
    await rm(folder, { recursive: true });
    // The lock file is at fault, and not the network.
    if (String(error).includes('EUSAGE')) throw error;
    const reason = `NOT TESTED: the packages of ${name} cannot be installed here`;
    console.warn(`\n!!! ${reason}\n${error instanceof Error ? error.message : error}\n`);
    test.skip(true, reason);
  }
  return folder;
}
