// The page's entry loads the application, and nothing else (src/main.tsx): index.html names what that
// needs, so that it is fetched beside the entry and not after it. Styles come first, and scripts let them
// by: with styles alone the page shows what index.html has.

import type { Plugin, Rolldown } from 'vite';

/** As Vite writes them: what is loaded later looks for them by these. */
const LINK = /\s*<link rel="(?:stylesheet|modulepreload)"[^>]*>/g;
const SCRIPT = /\s*<script type="module"[^>]*><\/script>/g;

export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
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
