// `npm run build:lib`: the package, in dist-lib/, ready for `npm pack`. Each door is one ES module with
// everything in it that it needs, and one file of types.

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDtsBundle } from 'dts-bundle-generator';
import { build } from 'vite';
import { formatSchema } from '../src/node/simHelp.ts';
import { gatherNotices } from './notices.ts';

interface Door {
  /** As `exports` calls it. */
  readonly path: string;
  /** What its files in the package are called. */
  readonly name: string;
  readonly source: string;
  /** With the globals that it may see. */
  readonly config: string;
}

const doors: readonly Door[] = [
  {
    path: '.',
    name: 'qoscope',
    source: 'src/library/engine.ts',
    config: 'src/tsconfig.library.json',
  },
  {
    path: './element',
    name: 'element',
    source: 'src/element/element.ts',
    config: 'src/tsconfig.page.json',
  },
];

/** What of valibot our types speak of stands in them: the package needs no other. */
const INLINED = ['valibot'];

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'dist-lib');
const notices = gatherNotices(root);

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  plugins: [notices.gather(), notices.write('THIRD-PARTY-NOTICES.txt')],
  build: {
    outDir: target,
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'es2022',
    minify: false,
    lib: {
      entry: Object.fromEntries(doors.map(({ name, source }) => [name, join(root, source)])),
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
  },
});
for (const { name, source, config } of doors) {
  const entry = { filePath: join(root, source), libraries: { inlinedLibraries: INLINED } };
  const [types = ''] = generateDtsBundle(
    [
      {
        ...entry,
        output: { inlineDeclareGlobals: true, noBanner: true, exportReferencedTypes: false },
      },
    ],
    { preferredConfigPath: join(root, config) },
  );
  writeFileSync(join(target, `${name}.d.ts`), types);
}
copyFileSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
copyFileSync(join(root, 'src/library/README.md'), join(target, 'README.md'));
writeFileSync(join(target, 'scenario.schema.json'), formatSchema());
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);

function manifest(): object {
  const { name, version, license, engines } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Readonly<Record<string, unknown>>;
  return {
    name,
    version,
    description: 'MQTT quality of service, simulated: clients, a broker and a network that loses',
    keywords: ['mqtt', 'qos', 'simulator', 'broker', 'protocol'],
    license,
    engines,
    type: 'module',
    sideEffects: ['./element.js'],
    exports: {
      ...Object.fromEntries(
        doors.map(({ path, name }) => [path, { types: `./${name}.d.ts`, default: `./${name}.js` }]),
      ),
      './scenario.schema.json': './scenario.schema.json',
      './package.json': './package.json',
    },
  };
}
