// Why a recording is not reproduced: the form of an entry, by which each of them is held against
// what ours does. The entries are brokerDeviations.ts's and clientDeviations.ts's.

/** One reason, with the recordings that it explains. */
export interface DeviationGroup {
  /** `deviates`: the recorded software broke the statement. `open`: it allows both. */
  readonly kind: 'deviates' | 'open';
  readonly who: readonly string[];
  /** What was recorded. */
  readonly why: string;
  /** What ours does in the first step that differs: a part of the report's words. */
  readonly ours: string;
  /** By file, the statement, and the steps that differ: all others are reproduced. */
  readonly files: Readonly<Record<string, readonly [statement: string, ...steps: number[]]>>;
}

export interface Deviation extends Pick<DeviationGroup, 'kind' | 'why' | 'ours'> {
  readonly statement: string;
  readonly steps: readonly number[];
}

/** By name: `mosquitto will-takeover.v5`. */
export type Deviations = ReadonlyMap<string, Deviation>;

/** A recording's name: who was recorded, in which file. */
export function nameRecording(who: string, file: string): string {
  return `${who} ${file}`;
}

/** @throws Error when a recording has two reasons */
export function deviationsOf(groups: readonly DeviationGroup[]): Deviations {
  const deviations = new Map<string, Deviation>();
  for (const { who, files, kind, why, ours } of groups) {
    for (const one of who) {
      for (const [file, [statement, ...steps]] of Object.entries(files)) {
        const name = nameRecording(one, file);
        if (deviations.has(name)) throw new Error(`${name} has two reasons`);
        deviations.set(name, { kind, why, ours, statement, steps });
      }
    }
  }
  return deviations;
}

/** What a test that expects the deviation is called. */
export function titleOf(name: string, { kind, statement, why }: Deviation): string {
  return kind === 'open'
    ? `${name} is one way, ours another (${statement}): ${why}`
    : `${name} departs from ${statement}, ours does not: ${why}`;
}
