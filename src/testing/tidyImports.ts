// Who may import whom: STYLE's layers as one table, and the rule that reads it. The other rules
// are in tidyRules.ts; src/tidy.test.ts applies both to the project.
import { posix } from 'node:path';
import ts from 'typescript';
import type { ProjectFile } from './projectFiles.ts';

interface Layer {
  /** The layers that it may import besides itself. */
  readonly layers: readonly string[];
  /** The layers that it may import for their types alone, besides `layers`. */
  readonly types?: readonly string[];
  /** The packages that it may import; `name/*` allows what is below the name too. */
  readonly packages: readonly string[];
}

const page = [
  ...['views', 'ui', 'store', 'exports', 'lessons', 'lab', 'usecases', 'trace', 'scenario', 'base'],
];
const pure = ['base', 'mqtt', 'network', 'scenario', 'trace', 'usecases', 'lab', 'sim'];
const react = ['react', 'react/*', 'react-dom', 'react-dom/*'];
const fonts = ['@fontsource-variable/*'];

/**
 * The allow-list. `codec` is src/mqtt/codec, the one place that makes bytes; `doors` are the files
 * of src/worker that the page may import, `worker` the rest of that folder.
 */
export const layers: Readonly<Record<string, Layer>> = {
  base: { layers: [], packages: [] },
  mqtt: { layers: ['base'], packages: [] },
  codec: { layers: ['mqtt', 'base'], packages: ['mqtt-packet'] },
  network: { layers: ['base'], packages: [] },
  scenario: { layers: ['base', 'mqtt'], packages: ['valibot'] },
  trace: { layers: ['base', 'mqtt', 'scenario'], packages: [] },
  usecases: { layers: ['base', 'scenario', 'trace'], packages: [] },
  lab: { layers: ['base', 'scenario', 'trace', 'usecases'], packages: [] },
  sim: { layers: ['base', 'mqtt', 'network', 'scenario', 'trace', 'lab'], packages: [] },
  doors: {
    layers: ['worker', 'lab', 'trace', 'scenario', 'base'],
    types: ['sim'],
    packages: ['comlink'],
  },
  worker: {
    layers: [
      ...[
        'doors',
        'codec',
        'sim',
        'exports',
        'lab',
        'network',
        'trace',
        'scenario',
        'mqtt',
        'base',
      ],
    ],
    packages: ['comlink'],
  },
  store: {
    layers: ['doors', 'lab', 'lessons', 'usecases', 'trace', 'scenario', 'base'],
    packages: ['zustand', 'zustand/vanilla', 'zustand/middleware'],
  },
  exports: { layers: ['element', 'lab', 'trace', 'scenario', 'base'], packages: [] },
  lessons: { layers: ['trace', 'scenario', 'base'], packages: [] },
  ui: { layers: [], packages: [...react, 'framer-motion', 'framer-motion/*', ...fonts] },
  views: {
    layers: ['ui', 'store', 'lab', 'lessons', 'usecases', 'trace', 'scenario', 'base'],
    packages: [
      ...react,
      '@tanstack/react-virtual',
      '@visx/*',
      'framer-motion',
      'framer-motion/*',
      'zustand',
      'zustand/*',
    ],
  },
  offline: { layers: [], packages: ['workbox-precaching', 'workbox-window'] },
  app: { layers: [...page, 'offline'], packages: [...react, ...fonts] },
  /** The custom element, on pages that are not ours: nothing but itself. */
  element: { layers: [], packages: [] },
  embed: { layers: [...page, 'element'], packages: [...react, 'zustand', 'zustand/*'] },
  main: { layers: ['app', 'embed'], packages: react },
  node: {
    layers: [...pure, 'codec', 'exports'],
    packages: ['node:*', '@valibot/to-json-schema', 'ws', 'mqtt', 'aedes'],
  },
  // The package's door.
  library: { layers: ['sim', 'exports', 'trace', 'scenario', 'base'], packages: [] },
  build: {
    layers: ['node', 'e2e'],
    packages: ['node:*', 'terser', 'vite', 'dts-bundle-generator'],
  },
  e2e: {
    layers: ['codec', 'mqtt', 'lessons', 'scenario', 'exports', 'base'],
    types: ['element'],
    packages: ['node:*', '@playwright/test', '@axe-core/playwright', 'vite', 'mqtt'],
  },
};

const DOORS: ReadonlySet<string> = new Set([
  'simApi.ts',
  'connect.ts',
  'labApi.ts',
  'connectLab.ts',
  'startWorker.ts',
]);

/** The layer that a file belongs to: a key of `layers`, `tests`, or the folder's name if unknown. */
export function layerOf(path: string): string {
  if (isTest(path)) return 'tests';
  const [top, folder = '', name = ''] = path.split('/');
  if (top !== 'src') return top ?? '';
  if (folder === 'main.tsx') return 'main';
  if (folder === 'mqtt' && /^codec\b/.test(name)) return 'codec';
  if (folder === 'worker' && DOORS.has(name)) return 'doors';
  return folder;
}

/** Whether only the test runner ever loads the file. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('src/testing/');
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** What a file imports, re-exports, loads later, or starts as a worker. */
export function importsOf(file: ProjectFile): readonly Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node === undefined) return;
    const specifier = ts.isStringLiteralLike(node) ? node.text : node.getText();
    found.push({ specifier, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const [target] = node.arguments ?? [];
      if (target !== undefined && /\.tsx?['"`]$/.test(target.getText())) add(target, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** The syntax tree of a TypeScript file. */
export function parse(file: ProjectFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
}

/** The imports of one file of src/, build/ or e2e/ that the table does not allow. */
export function forbiddenImports(file: ProjectFile): readonly string[] {
  const from = layerOf(file.path);
  if (from === 'tests') return [];
  const layer = layers[from];
  if (layer === undefined) return [`${file.path}: no layer "${from}" in the table`];
  return importsOf(file).flatMap(({ specifier, typeOnly }) => {
    const wrong = objection(file.path, from, layer, specifier, typeOnly);
    return wrong === undefined ? [] : [`${file.path}: ${wrong}`];
  });
}

function objection(
  path: string,
  from: string,
  layer: Layer,
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  if (!specifier.startsWith('.')) {
    const allowed = layer.packages.some((pattern) => matches(pattern, specifier));
    return allowed ? undefined : `${from} may not import "${specifier}"`;
  }
  const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
  if (!/\.(tsx?|css|json|svg)$/.test(target)) return `"${specifier}" lacks its extension`;
  const to = layerOf(target);
  if (to === from || layer.layers.includes(to)) return undefined;
  if (layer.types?.includes(to) === true) {
    return typeOnly ? undefined : `${from} may import ${to} for its types alone ("${specifier}")`;
  }
  return `${from} may not import ${to} ("${specifier}")`;
}

function matches(pattern: string, specifier: string): boolean {
  return pattern.endsWith('*') ? specifier.startsWith(pattern.slice(0, -1)) : pattern === specifier;
}
