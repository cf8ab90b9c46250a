// The generated snippets in documentation tools as they are installed and built: the frame comes up with
// what the snippet says, follows the tool's own theme switch, and leaves sentences where it cannot be.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  expectFallback,
  expectOnPaper,
  expectToFollow,
  install,
  needs,
  run,
  snippetFor,
  themeIn,
  write,
} from './docTools.ts';
import { ask, expect, test, waitReady } from './embedHost.ts';
import { serveFolder } from './hostServer.ts';

test('VitePress: built with the snippet, the frame is ready and follows the theme switch', async ({
  page,
  author,
  faults,
}) => {
  test.setTimeout(400_000);
  const [config, body] = snippetFor('vitepress', author.qoscope, {
    preset: 'lost-puback',
    speed: '50',
  });
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
  const toggle = page.getByRole('switch', { name: /dark theme|light theme/ }).first();
  await expectToFollow(page, toggle, () => expect(page.locator('html')).toHaveClass(/dark/));
  await expectOnPaper(page);
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
  const [config, body] = snippetFor('docusaurus', author.qoscope, {
    preset: 'lost-puback',
    seed: '7',
  });
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
  await expectFallback(withoutScripts);

  // React makes the page anew when somebody goes there from another one, and takes over a page that
  // is opened. In both, the script may be there before or after.
  await page.goto(`${site.origin}/`);
  await page.getByRole('link', { name: 'To a run' }).click();
  await waitReady(page);
  expect(await themeIn(page)).toBe('light');
  await page.goto(`${site.origin}/delivery/`);
  await waitReady(page);
  await expect(page.getByText('That was it.')).toBeVisible();
  expect(await ask(page, (scope) => scope.parameters)).toEqual({
    preset: 'lost-puback',
    seed: '7',
  });
  const toggle = page.getByRole('button', { name: /dark and light mode/ });
  await expectToFollow(page, toggle, () =>
    expect(page.locator('html')).toHaveAttribute('data-theme', 'dark'),
  );
  await expectOnPaper(page);
  await site.close();
  await rm(folder, { recursive: true });
});

test('MkDocs Material: built with the snippet, the run is there, and follows the theme switch', async ({
  page,
  author,
  faults,
  newVisitor,
}) => {
  needs('mkdocs');
  const [config, body] = snippetFor('mkdocs', author.qoscope, { preset: 'lost-puback', seed: '7' });
  const palette = (scheme: string, other: string): string =>
    `    - {scheme: ${scheme}, toggle: {icon: material/weather-night, name: To ${other}}}`;
  const folder = await write('mkdocs', {
    'mkdocs.yml': [
      'site_name: A site',
      'site_url: https://site.example/',
      'theme:',
      '  name: material',
      '  font: false',
      '  palette:',
      palette('default', 'dark'),
      palette('slate', 'light'),
      config?.text,
    ].join('\n'),
    'docs/index.md': `# Delivery\n\nA run:\n\n${body?.text}\n\nThat *was* it.\n`,
  });
  await run('mkdocs', ['build', '--strict'], { cwd: folder });
  const site = await serveFolder(join(folder, 'site'), 'localhost');
  faults.allow(new RegExp(`^request to elsewhere: ${site.origin}/`));
  const withoutScripts = await newVisitor({ javaScriptEnabled: false });
  await withoutScripts.goto(`${site.origin}/`);
  await expectFallback(withoutScripts);

  await page.goto(`${site.origin}/`);
  await waitReady(page);
  await expect(page.locator('em', { hasText: 'was' })).toBeVisible();
  expect(await ask(page, (scope) => scope.parameters)).toEqual({
    preset: 'lost-puback',
    seed: '7',
  });
  await expectToFollow(
    page,
    page.getByTitle('To dark'),
    () => expect(page.locator('body')).toHaveAttribute('data-md-color-scheme', 'slate'),
    page.getByTitle('To light'),
  );
  await expectOnPaper(page);
  await site.close();
  await rm(folder, { recursive: true });
});

test('Hugo: built with the shortcode, the run is there, and all that its values say', async ({
  page,
  author,
  faults,
  newVisitor,
}) => {
  needs('hugo');
  const parameters = { preset: 'lost-puback', seed: '7', payload: 'A "B" & <C> \\ {{ D }} %}' };
  const [shortcode, body] = snippetFor('hugo', author.qoscope, parameters);
  const folder = await write('hugo', {
    'config.toml': "baseURL = 'https://site.example/'\ntitle = 'A site'\n",
    'static/favicon.ico': '',
    'layouts/shortcodes/qos-scope.html': `${shortcode?.text}\n`,
    'layouts/_default/single.html':
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ .Title }}</title>{{ .Content }}</html>',
    'content/delivery.md': `---\ntitle: Delivery\n---\n\nA run:\n\n${body?.text}\n\nThat *was* it.\n`,
  });
  const kinds = 'home,section,taxonomy,term,RSS,sitemap,404';
  await run('hugo', ['--panicOnWarning', '--disableKinds', kinds], { cwd: folder });
  const site = await serveFolder(join(folder, 'public'), 'localhost');
  faults.allow(new RegExp(`^request to elsewhere: ${site.origin}/`));
  const withoutScripts = await newVisitor({ javaScriptEnabled: false });
  await withoutScripts.goto(`${site.origin}/delivery/`);
  await expectFallback(withoutScripts);

  await page.goto(`${site.origin}/delivery/`);
  await waitReady(page);
  await expect(page.locator('em', { hasText: 'was' })).toBeVisible();
  expect(await ask(page, (scope) => scope.parameters)).toEqual(parameters);
  await expectOnPaper(page);
  await site.close();
  await rm(folder, { recursive: true });
});
