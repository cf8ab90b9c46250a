// Every numbered statement of both specifications: which code cites it, which tests name it, or why
// nothing does. src/mqtt/CONFORMANCE.md is written from it.
import { citationsIn } from '../citations.ts';
import type { ProjectFile } from '../projectFiles.ts';
import { LEFT_OUT, type LeftOut } from './leftOut.ts';
import type { Party, Statement } from './statement.ts';
import { STATEMENTS_5 } from './statements5.ts';
import { STATEMENTS_3_1_1 } from './statements311.ts';
import { type Title, titlesIn } from './titles.ts';

/** As citations write it. */
export type Version = '3.1.1' | 'v5';

export const VERSIONS: readonly Version[] = ['3.1.1', 'v5'];

const STATEMENTS: Readonly<Record<Version, Readonly<Record<string, Statement>>>> = {
  '3.1.1': STATEMENTS_3_1_1,
  v5: STATEMENTS_5,
};

export interface Row {
  readonly version: Version;
  /** Without `MQTT-`. */
  readonly number: string;
  readonly binds: Party;
  readonly asks: string;
  /** Paths below src/, in alphabetical order. */
  readonly where: readonly string[];
  /** The most apt first. */
  readonly tests: readonly Title[];
  readonly leftOut: string | undefined;
}

/** Whether what the file cites is kept there: the machines, their codec, and what carries bytes. */
export function isImplementation({ path }: ProjectFile): boolean {
  return /^src\/(mqtt|node)\/.*\.ts$/.test(path) && !path.endsWith('.test.ts');
}

export function isTestFile({ path }: ProjectFile): boolean {
  return /^src\/.*\.test\.tsx?$/.test(path);
}

/** @returns the statements of both versions, each in the order of its specification */
export function conformanceOf(
  sources: readonly ProjectFile[],
  tests: readonly ProjectFile[],
  leftOut: readonly LeftOut[] = LEFT_OUT,
): readonly Row[] {
  const places = gather(sources, ({ path, text }) =>
    citationsIn(text).map((cited) => [cited, path.replace(/^src\//, '')]),
  );
  const titles = gather(tests, (file) =>
    titlesIn(file).flatMap((title) => title.cites.map((cited) => [cited, title] as const)),
  );
  return VERSIONS.flatMap((version) =>
    Object.entries(STATEMENTS[version]).map(([number, [binds, asks]]) => {
      const cited = `${version} MQTT-${number}`;
      const reason = leftOut.find((row) => row[version]?.some((one) => one === number));
      return {
        version,
        number,
        binds,
        asks,
        where: [...new Set(places.get(cited))].sort(),
        tests: (titles.get(cited) ?? []).toSorted(byAptness),
        leftOut: reason?.because,
      };
    }),
  );
}

/** Tests of the machines first, and those that name few statements before those that name many. */
function byAptness(a: Title, b: Title): number {
  const rank = ({ file }: Title) => (/^(mqtt|node)\//.test(file) ? 0 : 1);
  return rank(a) - rank(b) || a.cites.length - b.cites.length;
}

function gather<T>(
  files: readonly ProjectFile[],
  read: (file: ProjectFile) => readonly (readonly [key: string, value: T])[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const [key, value] of files.flatMap(read)) {
    const list = found.get(key);
    if (list === undefined) found.set(key, [value]);
    else list.push(value);
  }
  return found;
}

/** Statements without code and reason, with both, or with code and no test; one line each. */
export function conformanceFaults(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ version, number, where, tests, leftOut }) => {
    const name = `${version} MQTT-${number}`;
    const [place] = where;
    if (place === undefined) {
      return leftOut === undefined ? [`${name} is neither cited by code nor left out`] : [];
    }
    if (leftOut !== undefined) return [`${name} is left out, and ${place} cites it`];
    return tests.length === 0 ? [`${name}: ${place} cites it, and no test names it`] : [];
  });
}

/** Citations of statements that there are not, or without a version; one line each. */
export function unknownCitations(files: readonly ProjectFile[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    [...new Set(citationsIn(text))].filter(isUnknown).map((cited) => `${path} cites ${cited}`),
  );
}

function isUnknown(cited: string): boolean {
  const [version, number = ''] = cited.split(' MQTT-');
  if (version !== '3.1.1' && version !== 'v5') return true;
  return STATEMENTS[version][number] === undefined;
}
