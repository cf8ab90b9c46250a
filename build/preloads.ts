// The page's entry loads the application, and nothing else (src/main.tsx): index.html names what that
// needs, so that it is fetched beside the entry and not after it.

import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { chunk, bundle = {} }) {
        const isNew = (name: string): boolean => !html.includes(`"./${name}"`);
        const names = (chunk?.dynamicImports ?? []).flatMap((name) => withImports(name, bundle));
        const styles = names.flatMap((name) => [
          ...(chunkOf(name, bundle)?.viteMetadata?.importedCss ?? []),
        ]);
        return [
          ...[...new Set(names)]
            .filter(isNew)
            .map((name) => link({ rel: 'modulepreload', href: `./${name}` })),
          ...[...new Set(styles)]
            .filter(isNew)
            .map((name) => link({ rel: 'stylesheet', href: `./${name}` })),
        ];
      },
    },
  };
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

/** As Vite writes its own: what is loaded later looks for them by these. */
function link(attrs: Readonly<Record<string, string>>): HtmlTagDescriptor {
  return { tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' };
}
