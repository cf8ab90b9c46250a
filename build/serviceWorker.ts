// Builds the service worker beside the page, with the list of the files that it keeps: all that the
// application is made of, and nothing of what is embedded in other pages.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import type { Notices } from './notices.ts';

interface Kept {
  readonly url: string;
  /** Null where the name says it already. */
  readonly revision: string | null;
}

const NOT_KEPT = [/^_headers$/, /(^|\/)embed[-.]/, /\.map$/, /\.txt$/];

export function serviceWorker(root: string, notices: Notices): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const built = Object.values(bundle).map((file) =>
          keep(file.fileName, file.type === 'chunk' ? file.code : file.source),
        );
        const folder = join(root, 'public');
        const copied = readdirSync(folder).map((name) =>
          keep(name, readFileSync(join(folder, name))),
        );
        const kept = [...built, ...copied]
          .filter(({ url }) => !NOT_KEPT.some((pattern) => pattern.test(url)))
          .toSorted((a, b) => (a.url < b.url ? -1 : 1));
        const source = await buildWorker(root, kept, notices);
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

function keep(url: string, content: string | Uint8Array): Kept {
  if (url.startsWith('assets/')) return { url, revision: null };
  return { url, revision: createHash('sha256').update(content).digest('hex').slice(0, 16) };
}

/** One classic script: not every browser takes a module as a service worker. */
async function buildWorker(root: string, kept: readonly Kept[], notices: Notices): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [notices.gather()],
    define: {
      APPLICATION_FILES: JSON.stringify(kept),
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(root, 'src/offline/sw.ts'), formats: ['iife'], name: 'sw' },
    },
  });
  const files = (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  const [script] = files.filter((file) => file.type === 'chunk');
  if (script === undefined || files.length > 1) throw new Error('The service worker is one script');
  return script.code;
}
