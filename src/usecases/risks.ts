// What harm a level may do to a use case whose network loses packets: what it says of each level before
// anybody has tried it. What a run has done is the verdict's.

import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';
import type { HarmKind, UseCase } from './useCase.ts';

/** The rest of the run, as far as it matters. */
export interface Surroundings {
  /** The highest level on the way to the application, whatever it is published at. */
  readonly levelMost: Qos;
  readonly ignoresRepeats: boolean;
  /** A receiver may act, crash, and know nothing of it. */
  readonly forgets: boolean;
}

export function surroundingsOf(
  { clients, broker, script }: Scenario,
  commands: readonly TimedCommand[],
  { topic }: UseCase,
): Surroundings {
  const receivers = clients.flatMap(({ id, subscriptions, ignoreRepeats }) =>
    subscriptions.flatMap(({ filter, qos }) =>
      filter === topic ? [{ id, qos, ignoreRepeats }] : [],
    ),
  );
  const levels: readonly Qos[] = [broker.grantedQosMax, ...receivers.map(({ qos }) => qos)];
  return {
    levelMost: levels.reduce((least, qos) => (qos < least ? qos : least)),
    ignoresRepeats: receivers.every(({ ignoreRepeats }) => ignoreRepeats),
    forgets: [...script, ...commands].some(
      ({ command }) =>
        command.kind === 'crash-client' &&
        command.store === 'lost' &&
        receivers.some(({ id }) => id === command.client),
    ),
  };
}

/** Undefined: none. What a gap is, the next message closes: it is no such harm. */
export function riskAt(
  { group, start }: UseCase,
  published: Qos,
  { levelMost, ignoresRepeats, forgets }: Surroundings,
): Exclude<HarmKind, 'gap'> | undefined {
  const level = published < levelMost ? published : levelMost;
  if (group === 'transient') return level === 0 ? undefined : 'stale';
  if (level === 0) return 'lost';
  // Where the last word alone is shown, twice is as good as once.
  const countsEach = start.form === 'entries';
  return countsEach && !ignoresRepeats && (level === 1 || forgets) ? 'doubled' : undefined;
}
