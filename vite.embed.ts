// How the embed pages, of a run and of the course, are built, each by itself: one classic script, one style
// sheet, system fonts. A sandboxed frame of an opaque origin loads module scripts, workers and fonts from
// nowhere that does not allow it (CORS), and the page's author cannot be asked to. Preact does React's work
// in it, at a sixth of its size.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';
import { minifyAgain } from './build/smallerScripts.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const inRoot = (path: string) => `${root}${path}`;

/**
 * Of the page, for who serves it without a policy of their own. In a frame without an origin 'self' is
 * nothing to some browsers (WebKit bug 316847), so that its one script and style sheet may come from a
 * server; nothing in the page names another one, and it can speak to none.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' https: http:",
  "style-src 'self' https: http:",
  'worker-src blob:',
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The worker comes from the script's own text instead of an address. */
function inlineWorker(): Plugin {
  return {
    name: 'inline-worker',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith('/worker/connect.ts')) return undefined;
      return this.resolve(id.replace(/connect\.ts$/, 'connectInline.ts'), importer);
    },
  };
}

/**
 * What is built is a function that is called: gives it the name by which it reads its own text.
 */
function namedScript(): Plugin {
  return {
    name: 'named-script',
    enforce: 'post',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const small = await minifyAgain(file.code, false);
        const code = small.replace(/^([!(]function)\(\)\s*\{/, '$1 qoscopeScript(){"use strict";');
        if (code === small) throw new Error(`Not one function: ${code.slice(0, 60)}`);
        file.code = code;
      }
    },
  };
}

/** In place of store/inTurn.ts. */
const LOADED =
  'export const inTurn = (load) => load(); export const allInTurn = () => Promise.resolve();';

/** What the application loads later, in turn, is in the script from the start: there is nothing to load it from. */
function staticImports(): Plugin {
  return {
    name: 'static-imports',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/store/inTurn.ts')) return LOADED;
      if (!/\/src\/.*\.tsx?$/.test(id)) return undefined;
      const paths: string[] = [];
      const changed = code.replace(/\bimport\(\s*('[^']+')\s*\)/g, (_, path: string) => {
        paths.push(path);
        return `Promise.resolve(loaded${paths.length})`;
      });
      const imports = paths.map((path, i) => `import * as loaded${i + 1} from ${path};`);
      return paths.length === 0
        ? undefined
        : { code: `${imports.join('\n')}\n${changed}`, map: null };
    },
  };
}

/** What only a menu of presets, a command's help, and faults of our own, say. What a setting needs is said in the frame. */
function withoutMenuTexts(): Plugin {
  const texts = [
    {
      of: /\/src\/scenario\/presets\//,
      text: /\b(?:group|sentence|lookFor):\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),?|^\s+group,$/gm,
      to: '',
    },
    { of: /\/src\/scenario\/\w+Settings\./, text: /(?<!what: )'(?:[^' ]+ ){2,}[^' ]+'/g, to: "''" },
    {
      of: /\/comlink\/|\/(scopeContext|assertNever)\./,
      text: /(?<=new \w*Error\()(?:'[^']+'|"[^"]+"|`[^`]+`)(?=\))/g,
      to: '',
    },
  ];
  return {
    name: 'without-menu-texts',
    enforce: 'pre',
    transform(code, id) {
      const found = texts.find(({ of }) => of.test(id));
      return found && { code: code.replace(found.text, found.to), map: null };
    },
  };
}

/** The page with its script and style sheet as they are called. @param name of the page's file */
function embedPage(name: string): Plugin {
  return {
    name: 'embed-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const called = (end: string) => {
        const file = Object.keys(bundle).find((path) => path.endsWith(end));
        if (file === undefined) throw new Error(`${name} has no ${end}`);
        return file;
      };
      const page = readFileSync(inRoot(name), 'utf8');
      const source = page
        .replace(
          /<script type="module" [^>]*><\/script>/,
          `<link rel="stylesheet" href="./${called('.css')}" />\n    <script defer src="./${called('.js')}"></script>`,
        )
        .replace(
          '<head>',
          `<head>\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
        );
      this.emitFile({ type: 'asset', fileName: name, source });
    },
  };
}

const shortNames = new Map<string, string>();

/** Class names that say nothing: a readable one is in the script and in the style sheet. */
function shortName(name: string, file: string): string {
  const key = `${file} ${name}`;
  const short = shortNames.get(key) ?? `q${shortNames.size.toString(36)}`;
  shortNames.set(key, short);
  return short;
}

/**
 * @param page the page's file
 * @param entry what its script and style sheet are called
 * @param source what its script begins with
 */
function configOf(page: string, entry: string, source: string): UserConfig {
  return {
    base: './',
    publicDir: false,
    plugins: [staticImports(), withoutMenuTexts(), inlineWorker(), namedScript(), embedPage(page)],
    resolve: {
      alias: [
        { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
        { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
        { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      ],
    },
    css: { modules: { generateScopedName: shortName } },
    build: {
      target: 'es2022',
      // Beside the application, which is built first.
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: { [entry]: inRoot(source) },
        output: {
          format: 'iife',
          codeSplitting: false,
          entryFileNames: 'assets/[name]-[hash].js',
          assetFileNames: `assets/${entry}-[hash][extname]`,
        },
      },
    },
  };
}

export const embedConfig = configOf('embed.html', 'embedPage', 'src/embed/mountEmbed.ts');
export const embedLearnConfig = configOf(
  'embed-learn.html',
  'embedLearn',
  'src/embed/mountLearn.ts',
);
