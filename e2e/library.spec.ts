// The package as somebody else has it: packed, installed into an empty project, and used from there.
// Build it first (`npm run build:lib`).
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { missingNotices, packageOf } from './bundledPackages.ts';
import { BUILT, serveFolder } from './hostServer.ts';
import { hashByCommandLine } from './traceHash.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const LINK = '#/simulate?preset=mixed&loss=0.3&seed=7&do=3.4:drop,PUBLISH,1';
const UNTIL_MS = 20_000;

/** An empty project with the package in it and nothing else. */
let project = '';

test.beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'qoscope-'));
  const packed = ['pack', '--silent', '--pack-destination', project];
  await run('npm', packed, { cwd: join(root, 'dist-lib') });
  const [tarball = ''] = (await readdir(project)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--silent', '--offline', `./${tarball}`], { cwd: project });
});

test.afterAll(() => rm(project, { recursive: true, force: true }));

/** What a program in the project prints. */
async function runProgram(name: string, program: string): Promise<string> {
  await writeFile(join(project, name), program);
  const { stdout } = await run(process.execPath, [name], {
    cwd: project,
    // What the test's own output is coloured with is not for what is read here.
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  return stdout;
}

test('it brings no other package along, and its licence, its notices, its types', async () => {
  expect(await readdir(join(project, 'node_modules'))).toEqual(['.package-lock.json', 'qoscope']);
  const files = await readdir(join(project, 'node_modules/qoscope'));
  expect(files.toSorted()).toEqual(
    [
      ...['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'package.json'],
      ...['qoscope.d.ts', 'qoscope.js', 'element.d.ts', 'element.js', 'scenario.schema.json'],
    ].toSorted(),
  );
});

test('a program gets the trace and the metrics that the command line writes', async () => {
  const printed = await runProgram(
    'program.js',
    `import { hashTrace, parseLink, simulate } from 'qoscope';
    const { scenario, commands } = parseLink(${JSON.stringify(LINK)});
    const { trace, metrics } = simulate(scenario, { commands, untilMs: ${UNTIL_MS} });
    console.log(JSON.stringify({ hash: hashTrace(trace), metrics }));`,
  );
  const { hash, metrics } = JSON.parse(printed) as { hash: string; metrics: unknown };
  expect(hash).toBe(await hashByCommandLine(LINK, UNTIL_MS));
  const flags = ['--link', LINK, '--until-ms', String(UNTIL_MS), '--json'];
  const { stdout } = await run('npm', ['run', '--silent', 'sim', '--', ...flags], { cwd: root });
  expect(metrics).toEqual(JSON.parse(stdout));
});

test('its types stand by themselves, and say what is wrong', async () => {
  await writeFile(
    join(project, 'typed.ts'),
    `import { findPreset, measure, parseScenario, type Scenario, simulate } from 'qoscope';
    const parsed = parseScenario(JSON.parse('{}'));
    const scenario: Scenario | undefined = parsed.ok ? parsed.value : findPreset('default')?.scenario;
    const { trace, metrics } = simulate(scenario, { untilMs: 1000 });
    for (const event of trace) {
      if (event.kind === 'packet-lost') { const cause: string = event.cause; void cause; }
    }
    export const lost: number = metrics.levels['1'].lost;
    // @ts-expect-error: there is no fourth level
    metrics.levels['3'];
    // @ts-expect-error: milliseconds are a number
    measure(scenario, { untilMs: '1000' });
    `,
  );
  await writeFile(
    join(project, 'element.ts'),
    `import { ScopeElement } from 'qoscope/element';
    const element: ScopeElement | null = document.querySelector('qos-scope');
    element?.publish({ qos: 2 });
    element?.addEventListener('lost', ({ detail }) => {
      const cause: string = detail.cause;
      // @ts-expect-error: a letter is a text
      const letter: number = detail.message;
      void [cause, letter];
    });
    element?.addEventListener('click', ({ clientX }) => void clientX);
    // @ts-expect-error: an instant is a number
    element?.seek('3');
    `,
  );
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022'];
  for (const modules of [
    ['--module', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]) {
    const options = [compiler, ...strict, ...modules, 'typed.ts', 'element.ts'];
    const { stdout } = await run(process.execPath, options, { cwd: project });
    expect(stdout).toBe('');
  }
});

test('the code in its README runs, and prints what is said', async () => {
  const text = await readFile(join(project, 'node_modules/qoscope/README.md'), 'utf8');
  const blocks = [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code = '']) => code);
  expect(blocks).toHaveLength(2);
  const printed = await Promise.all(blocks.map((code, i) => runProgram(`block${i}.js`, code)));
  expect(printed[0]).toBe('1\n1\n');
  for (const said of ["field: 'seed'", "value: '-1'", 'a whole number from 0 to 4294967295']) {
    expect(printed[1]).toContain(said);
  }
});

test('its element shows a run on a page, from the folder that the page names', async ({ page }) => {
  const qoscope = await serveFolder(BUILT);
  await writeFile(
    join(project, 'index.html'),
    `<!doctype html><title>A page</title>
    <script type="module" src="/node_modules/qoscope/element.js"></script>
    <qos-scope base="${qoscope.origin}/" preset="lost-puback" loading="eager"></qos-scope>`,
  );
  const host = await serveFolder(project, 'localhost');
  await page.goto(`${host.origin}/`);
  const frame = page.frameLocator('qos-scope iframe');
  await expect(frame.getByRole('heading', { name: 'A lost PUBACK' })).toBeVisible();
  await Promise.all([host.close(), qoscope.close()]);
});

test('its element can be imported where pages are rendered on a server: nothing happens', async () => {
  const program =
    "import { ScopeElement } from 'qoscope/element'; console.log(typeof ScopeElement);";
  expect(await runProgram('server.js', program)).toBe('function\n');
});

test('its schema is the one that the command line prints', async () => {
  const printed = await runProgram(
    'schema.js',
    `import { readFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    const path = fileURLToPath(import.meta.resolve('qoscope/scenario.schema.json'));
    process.stdout.write(readFileSync(path, 'utf8'));`,
  );
  const asked = ['run', '--silent', 'sim', '--', '--print-schema'];
  expect(printed).toBe((await run('npm', asked, { cwd: root })).stdout);
});

test('each package that is bundled is in the notices, with its licence', async () => {
  const { output } = await bundleWithSources();
  const sources = output.flatMap((file) =>
    file.type === 'chunk' ? (file.map?.sources ?? []) : [],
  );
  expect(sources.some((path) => path.endsWith('src/sim/world.ts'))).toBe(true);
  const packages = new Set(sources.flatMap((path) => packageOf(path) ?? []));
  expect(packages).toContain('valibot');
  const notices = await readFile(
    join(project, 'node_modules/qoscope/THIRD-PARTY-NOTICES.txt'),
    'utf8',
  );
  expect(missingNotices(notices, packages)).toEqual([]);
});

/** The package's bundle, made once more, with the names of all that is in it. */
async function bundleWithSources(): Promise<Rolldown.RolldownOutput> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      sourcemap: true,
      lib: { entry: join(root, 'src/library/engine.ts'), formats: ['es'] },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  if (bundle === undefined) throw new Error('There is no bundle');
  return bundle;
}
