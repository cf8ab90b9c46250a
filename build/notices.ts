// The licences of what is bundled: read from the packages whose files are in the bundles, the workers'
// and the service worker's too, and written beside them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Small helpers that the bundler puts in by itself, by what their ids begin with. */
const HELPERS: readonly (readonly [prefix: string, packageName: string])[] = [
  ['\0rolldown/', 'rolldown'],
  ['\0vite/', 'vite'],
];

/** What comes behind a bundler's own licence is about what it is made of itself, and no helper is. */
const OTHERS = /^# Licenses of bundled dependencies.*/ms;

/** The packages of one or several bundles. */
export interface Notices {
  /** A plugin that notes what is in its bundle. */
  readonly gather: () => Plugin;
  /** A plugin of the last bundle, which writes down what all of them have. */
  readonly write: (fileName: string) => Plugin;
}

export function gatherNotices(root: string): Notices {
  const folders = new Set<string>();
  const note = (ids: readonly string[]): void => {
    for (const id of ids) {
      const folder = packageFolderOf(id, root);
      if (folder !== undefined) folders.add(folder);
    }
  };
  const gather = (): Plugin => ({
    name: 'gather-notices',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          note(
            file.type === 'chunk' ? file.moduleIds : file.originalFileNames.map(resolveIn(root)),
          );
        }
      },
    },
  });
  const write = (fileName: string): Plugin => ({
    name: 'write-notices',
    generateBundle: {
      order: 'post',
      handler() {
        this.emitFile({ type: 'asset', fileName, source: formatNotices([...folders], root) });
      },
    },
  });
  return { gather, write };
}

function resolveIn(root: string): (path: string) => string {
  return (path) => join(root, path);
}

/** The folder of the package that a bundled file is from; undefined: it is ours. */
function packageFolderOf(id: string, root: string): string | undefined {
  const helper = HELPERS.find(([prefix]) => id.startsWith(prefix));
  if (helper !== undefined) return join(root, 'node_modules', helper[1]);
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  if (!path.includes(`${sep}node_modules${sep}`)) return undefined;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    // A folder inside a package may have a package.json that says how its files are read alone.
    if (readManifest(folder)?.name !== undefined) return folder;
  }
  return undefined;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}

const RULE = '='.repeat(72);

/**
 * Each package with its licence's text.
 *
 * @throws Error where a package has none: it may not be handed on like this
 */
function formatNotices(folders: readonly string[], root: string): string {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  const parts = folders.map((folder) => {
    const { name, version, license } = readManifest(folder) ?? {};
    const texts = readdirSync(folder).filter((file) =>
      /^(licen[cs]e|copying|notice)\b/i.test(file),
    );
    if (texts.length === 0) throw new Error(`${name} has no file with its licence`);
    const text = texts
      .map((file) => readFileSync(join(folder, file), 'utf8').replace(OTHERS, '').trim())
      .join('\n\n');
    return `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${text}\n`;
  });
  return [
    `QoScope:\n\n${own}`,
    'It has in it, in whole or in part, what is listed here, under these licences.\n',
    ...[...new Set(parts)].toSorted(),
  ].join('\n');
}
