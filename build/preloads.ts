// The page's entry loads the application, and nothing else (src/main.tsx): index.html names what that
// needs, so that it is fetched beside the entry and not after it. Styles come first, and scripts let them
// by: with styles alone the page shows what index.html has. A chunk that is loaded later asks for what it
// needs beside itself, and for nothing that the page has come with.

import type { ModulePreloadOptions, Plugin, Rolldown } from 'vite';

/** As Vite writes them: what is loaded later looks for them by these. */
const LINK = /\s*<link rel="(?:stylesheet|modulepreload)"[^>]*>/g;
const SCRIPT = /\s*<script type="module"[^>]*><\/script>/g;

interface Preloads {
  readonly plugin: Plugin;
  /** For Vite's `build.modulePreload`. */
  readonly modulePreload: ModulePreloadOptions;
}

export function preloads(): Preloads {
  const withPage = new Set<string>();
  const plugin: Plugin = {
    name: 'preloads',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
          const names = [chunk.fileName, ...chunk.dynamicImports];
          for (const name of names.flatMap((one) => withImports(one, bundle))) withPage.add(name);
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { chunk, bundle = {} }) {
        const names = (chunk?.dynamicImports ?? []).flatMap((name) => withImports(name, bundle));
        const styles = names.flatMap((name) => [
          ...(chunkOf(name, bundle)?.viteMetadata?.importedCss ?? []),
        ]);
        const links = new Set([
          ...found(html, LINK),
          ...styles.map((name) => link('stylesheet', name)),
          ...names.map((name) => link('modulepreload', name)),
        ]);
        const isStyle = (tag: string): boolean => tag.includes('"stylesheet"');
        const scripts = [...found(html, SCRIPT), ...[...links].filter((tag) => !isStyle(tag))].map(
          (tag) => tag.replace(' crossorigin', ' crossorigin fetchpriority="low"'),
        );
        const inOrder = [...[...links].filter(isStyle), ...scripts].join('\n    ');
        return html
          .replace(LINK, '')
          .replace(SCRIPT, '')
          .replace(/\s*<\/head>/, () => `\n    ${inOrder}\n  </head>`);
      },
    },
  };
  return {
    plugin,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, names, { hostType }) =>
        hostType === 'html' ? names : names.filter((name) => !withPage.has(name)),
    },
  };
}

function found(html: string, pattern: RegExp): readonly string[] {
  return (html.match(pattern) ?? []).map((tag) => tag.trim());
}

/** The chunk, and all that have to be there before it. */
function withImports(name: string, bundle: Rolldown.OutputBundle): readonly string[] {
  const imports = chunkOf(name, bundle)?.imports ?? [];
  return [name, ...imports.flatMap((needed) => withImports(needed, bundle))];
}

function chunkOf(name: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk | undefined {
  const file = bundle[name];
  return file?.type === 'chunk' ? file : undefined;
}

function link(rel: 'stylesheet' | 'modulepreload', name: string): string {
  return `<link rel="${rel}" crossorigin href="./${name}">`;
}
