// The project's own files, as the tidy rules read them: what is or would be tracked, nothing
// installed or built. What the rules make of them is tidyRules.ts's and tidyImports.ts's.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A text file of the project: its path from the top with `/` between, and its text. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

const binary = new Set(['.png', '.jpg', '.woff2', '.woff', '.pcapng', '.ico', '.gz']);

/** Every text file below `root`, without `.git` and the folders that .gitignore names. */
export function readProject(root: string): readonly ProjectFile[] {
  const ignored = ignoredNames(readFileSync(join(root, '.gitignore'), 'utf8'));
  return listFiles(root, '', ignored)
    .filter((path) => !binary.has(extname(path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The folders that a .gitignore of this project names: its lines that end in `/`. */
export function ignoredNames(gitignore: string): ReadonlySet<string> {
  const lines = gitignore.split('\n').map((line) => line.trim());
  const folders = lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1));
  return new Set(['.git', ...folders]);
}

function listFiles(root: string, folder: string, ignored: ReadonlySet<string>): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(root, path, ignored);
      return entry.isFile() ? [path] : [];
    });
}
