// The rules of the house, applied to the project's own files. Each rule is first shown a planted
// fault that it must find and a good example that it must let pass.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { citationsIn } from './testing/citations.ts';
import { ignoredNames, type ProjectFile, readProject } from './testing/projectFiles.ts';
import { forbiddenImports, isTest, layerOf, layers } from './testing/tidyImports.ts';
import {
  addressFaults,
  impurities,
  isPure,
  lengthFaults,
  maxLines,
  nameFaults,
  shapeFaults,
  untestedCitations,
} from './testing/tidyRules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = readProject(root);
const code = project.filter(({ path }) => /^(src|build|e2e)\//.test(path));
const scripts = code.filter(({ path }) => /\.tsx?$/.test(path));
const file = (path: string, text: string): ProjectFile => ({ path, text });
const holdsScripts = (layer: string): boolean => {
  const folder = `${root}/src/${layer}`;
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => /^\w+\.tsx?$/.test(name));
};
// Whole words in pieces, so that the planted faults are not faults of this file.
const cite = (statement: string): string => `[MQTT${'-'}${statement}]`;

describe('the rules look at the project', () => {
  test('they see every layer that exists, the tests, the browser tests and the top folder', () => {
    const seen = new Set(scripts.map(({ path }) => layerOf(path)));
    for (const layer of ['tests', 'e2e', 'build', 'base', 'mqtt']) expect(seen).toContain(layer);
    for (const layer of Object.keys(layers).filter(holdsScripts)) expect(seen).toContain(layer);
    expect(project.map(({ path }) => path)).toContain('package.json');
    expect(scripts.filter(({ path }) => isPure(path)).length).toBeGreaterThan(5);
  });

  test('what is installed or built is left out', () => {
    expect(ignoredNames('a/\n*.log\n# b\n')).toEqual(new Set(['.git', 'a']));
    expect(project.filter(({ path }) => /^(node_modules|dist|\.git)\//.test(path))).toEqual([]);
  });
});

describe('who may import whom', () => {
  const bad: readonly (readonly [path: string, text: string, says: string])[] = [
    ['src/mqtt/client/a.ts', "import { l } from '../../network/link.ts';", 'mqtt may not'],
    ['src/network/a.ts', "import type { P } from '../mqtt/packets/packet.ts';", 'network may not'],
    ['src/mqtt/a.ts', "import { e } from './codec/codec.ts';", 'mqtt may not import codec'],
    ['src/mqtt/a.ts', "import g from 'mqtt-packet';", 'mqtt may not import "mqtt-packet"'],
    ['src/views/A.tsx', "import type { W } from '../sim/world.ts';", 'views may not import sim'],
    ['src/views/A.tsx', "export type { Q } from '../mqtt/packets/packet.ts';", 'import mqtt'],
    ['src/views/A.tsx', "type W = import('../sim/world.ts').World;", 'views may not import sim'],
    ['src/views/A.tsx', "import { wrap } from 'comlink';", 'views may not import "comlink"'],
    ['src/store/a.ts', "import { r } from '../worker/inProcess.ts';", 'store may not import'],
    ['src/store/a.ts', "import { useStore } from 'zustand/react';", 'store may not import'],
    ['src/worker/connect.ts', "import { w } from '../sim/world.ts';", 'types alone'],
    ['src/app/a.ts', "new Worker(new URL('../worker/sim.worker.ts', import.meta.url));", 'app may'],
    ['src/embed/a.ts', "const a = await import('../app/App.tsx');", 'embed may not import app'],
    ['src/ui/A.tsx', "import { s } from '../store/playhead.ts';", 'ui may not import store'],
    ['src/app/A.tsx', "import { m } from 'framer-motion';", 'app may not import "framer-motion"'],
    ['src/sim/a.ts', "import { readFileSync } from 'node:fs';", 'sim may not import "node:fs"'],
    ['src/sim/a.ts', "import { p } from '../testing/pair.ts';", 'sim may not import tests'],
    ['src/sim/a.ts', "import { p } from './a.test.ts';", 'sim may not import tests'],
    ['src/sim/a.ts', "import { b } from './b';", 'lacks its extension'],
    ['src/helpers/a.ts', '', 'no layer "helpers"'],
  ];
  test.each(bad)('a planted import is caught: %s %s', (path, text, says) => {
    expect(forbiddenImports(file(path, text)).join('\n')).toContain(says);
  });

  const good: readonly (readonly [path: string, text: string])[] = [
    ['src/mqtt/codec/codec.ts', "import p from 'mqtt-packet';\nimport '../packets/packet.ts';"],
    ['src/worker/sim.worker.ts', "await import('../mqtt/codec/codec.ts');"],
    ['src/worker/connect.ts', "import type { W } from '../sim/world.ts';"],
    ['src/worker/connect.ts', "new Worker(new URL('./sim.worker.ts', import.meta.url));"],
    ['src/views/space/A.tsx', "import './space.css';\nimport { P } from '../../trace/flights.ts';"],
    ['src/main.tsx', "import('./app/App.tsx'); // import('../sim/world.ts')"],
    ['src/sim/a.test.ts', "import { p } from '../testing/pair.ts';"],
  ];
  test.each(good)('a good import passes: %s %s', (path, text) => {
    expect(forbiddenImports(file(path, text))).toEqual([]);
  });

  test('every file keeps to the table', () => {
    expect(scripts.flatMap(forbiddenImports)).toEqual([]);
  });
});

describe('the pure folders', () => {
  test.each([
    'const t = Date.now();',
    'const r = Math.random();',
    'const r = Math.log(2);',
    'const { log } = Math;',
    'const r = 2 ** 3;',
    'let r = 2; r **= 3;',
    'const p = performance.now();',
    'const p = Promise.resolve(1);',
    'type P = Promise<number>;',
    'async function f() {}',
    'const m = import("./b.ts");',
    'setTimeout(f, 1);',
    'const s = n.toLocaleString();',
    'list.sort((a, b) => a.localeCompare(b));',
    'const f = new Intl.NumberFormat();',
    'const d = globalThis.Date;',
    `const s = \`\${Date.now()}\`;`,
  ])('name neither clock, luck, thread nor locale: %s', (text) => {
    expect(impurities(file('src/sim/a.ts', text))).not.toEqual([]);
  });

  test('may speak of them, and use exact arithmetic', () => {
    const text = `// Date.now() ** 2
      /** Math.random() */
      const s = 'Promise' + \`setTimeout\` + /async/.source;
      const n = Math.floor(Math.sqrt(2)) + row.performance;`;
    expect(impurities(file('src/sim/a.ts', text))).toEqual([]);
  });

  test('keep to it', () => {
    expect(scripts.filter(({ path }) => isPure(path)).flatMap(impurities)).toEqual([]);
  });
});

describe('the shape of a file', () => {
  test.each([
    'let a: any;',
    'enum A { B }',
    'const enum A { B }',
    'export default 1;',
    'export default function f() {}',
    'export { a as default };',
    "export { default } from './a.ts';",
    "export * from './a.ts';",
    "export * as a from './a.ts';",
  ])('a planted fault is caught: %s', (text) => {
    expect(shapeFaults(file('src/sim/a.ts', text))).not.toEqual([]);
  });

  test('a barrel is caught by its name, a good file passes', () => {
    expect(shapeFaults(file('src/sim/index.ts', ''))).not.toEqual([]);
    expect(shapeFaults(file('e2e/playwright.config.ts', 'export default {};'))).toEqual([]);
    const text = "export type { A } from '../b.ts'; switch (any) { default: } // any enum";
    expect(shapeFaults(file('src/sim/a.ts', text))).toEqual([]);
  });

  test('every file has it', () => {
    expect(scripts.flatMap(shapeFaults)).toEqual([]);
  });

  test(`no file is longer than ${maxLines} lines`, () => {
    expect(lengthFaults(file('src/a.css', 'x\n'.repeat(maxLines + 1)))).not.toEqual([]);
    expect(lengthFaults(file('src/a.css', 'x\n'.repeat(maxLines)))).toEqual([]);
    const measured = code.filter(({ path }) => /\.(tsx?|css)$/.test(path));
    expect(measured.flatMap(lengthFaults)).toEqual([]);
  });

  test('files are camelCase.ts or PascalCase.tsx, folders one lower-case word', () => {
    const bad = ['src/sim/World.ts', 'src/ui/slider.tsx', 'src/ui/my-slider.css', 'src/mySim/a.ts'];
    for (const path of bad) expect(nameFaults(path)).not.toEqual([]);
    const good = ['src/main.tsx', 'src/sim/world.prop.test.ts', 'src/ui/A.module.css'];
    for (const path of [...good, 'src/README.md']) expect(nameFaults(path)).toEqual([]);
    expect(code.flatMap(({ path }) => nameFaults(path))).toEqual([]);
  });
});

describe('citations of the specification', () => {
  const [one, two] = [cite('4.3.3-10'), cite('3.1.2-1')];

  test('are read with their version', () => {
    expect(citationsIn(`v5 ${one}, v4: '${one}' and ${two}`)).toEqual([
      'v5 MQTT-4.3.3-10',
      '3.1.1 MQTT-4.3.3-10',
      'MQTT-3.1.2-1',
    ]);
  });

  test('one that no test names is caught, also if its version differs', () => {
    const source = file('src/mqtt/a.ts', `// v5 ${one}\n// ${two}`);
    const faults = (title: string) => untestedCitations([source], [file('a.test.ts', title)]);
    expect(faults(`v5 ${one} ${two}`)).toEqual([]);
    expect(faults(`${one} 3.1.1 ${two}`)).toEqual([]);
    expect(faults(`3.1.1 ${one} ${two}`)).toEqual([
      'src/mqtt/a.ts: no test names v5 MQTT-4.3.3-10',
    ]);
    expect(faults(`v5 ${one}`)).toEqual(['src/mqtt/a.ts: no test names MQTT-3.1.2-1']);
  });

  test('each is named by a test', () => {
    const sources = scripts.filter(({ path }) => isPure(path));
    const tests = scripts.filter(({ path }) => isTest(path) && path !== 'src/tidy.test.ts');
    expect(untestedCitations(sources, tests)).toEqual([]);
  });
});

test('no file names a registry host or a path of one machine', () => {
  const bad = [`https://registry.${'npmjs'}.org/a`, `cd /${'work'}/main`, `'/${'home'}/me'`];
  for (const text of bad) expect(addressFaults(file('a.md', text))).not.toEqual([]);
  expect(addressFaults(file('a.md', '../shared/work/a and #/simulate'))).toEqual([]);
  expect(project.flatMap(addressFaults)).toEqual([]);
});
