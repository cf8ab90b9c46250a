// How many recordings ours reproduced, which it did not and why, as lines to print.
import { type Comparison, formatDifference } from './compare.ts';
import { type Deviations, nameRecording } from './deviations.ts';
import { TOLERANCES, type Tolerance } from './tolerances.ts';

export interface Held {
  /** Who was recorded. */
  readonly who: string;
  readonly file: string;
  readonly result: Comparison;
}

export function formatScore(held: readonly Held[], deviations: Deviations): readonly string[] {
  const equal = held.filter(({ result }) => result.kind === 'equal');
  const exact = equal.filter(
    ({ result }) => result.kind === 'equal' && result.tolerated.length === 0,
  );
  return [
    `${equal.length} of ${held.length} recordings reproduced, ${exact.length} of them without any tolerance`,
    ...formatPerRecorded(held),
    ...formatTolerances(equal),
    ...formatMissing(held, deviations),
  ];
}

function formatPerRecorded(held: readonly Held[]): readonly string[] {
  const names = [...new Set(held.map(({ who }) => who))];
  return names.map((name) => {
    const all = held.filter(({ who }) => who === name);
    const equal = all.filter(({ result }) => result.kind === 'equal');
    return `  ${name}: ${equal.length} of ${all.length}`;
  });
}

function formatTolerances(equal: readonly Held[]): readonly string[] {
  const names = Object.keys(TOLERANCES) as Tolerance[];
  return names.flatMap((name) => {
    const uses = equal.filter(
      ({ result }) => result.kind === 'equal' && result.tolerated.includes(name),
    );
    const { statement, says } = TOLERANCES[name];
    return uses.length === 0 ? [] : [`  ${uses.length} with "${name}" (${statement}): ${says}`];
  });
}

function formatMissing(held: readonly Held[], deviations: Deviations): readonly string[] {
  return held.flatMap(({ who, file, result }) => {
    if (result.kind === 'equal') return [];
    const name = nameRecording(who, file);
    const deviation = deviations.get(name);
    const why =
      deviation === undefined
        ? `NO REASON GIVEN: ${formatDifference(result)}`
        : `${deviation.statement}${deviation.kind === 'open' ? ' allows both' : ''}: ${deviation.why}`;
    return [`  not reproduced: ${name}: ${why}`];
  });
}
