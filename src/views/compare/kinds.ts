// The kinds of message on a connection, by the pattern that publishes them: what each lane's counters
// have of each.

import type { Scenario } from '../../scenario/scenario.ts';
import type { Qos } from '../../trace/event.ts';
import type { Counters } from '../../trace/metrics.ts';
import type { Patterns } from '../../trace/patternCount.ts';
import { listWords } from '../../trace/words.ts';

interface Lane {
  readonly scenario: Scenario;
  readonly counters: Counters;
  readonly patterns: Patterns;
}

export interface KindFigures {
  /** Undefined: the lane does not publish it. */
  readonly level: Qos | undefined;
  readonly metrics: Patterns[string] | undefined;
}

export interface KindRow {
  /** `pub/gps`: the counters' name for it. */
  readonly name: string;
  readonly topic: string;
  /** In the lanes' order. */
  readonly lanes: readonly KindFigures[];
}

/** In the order in which the first lane's scenario names them. */
export function kindsOf(lanes: readonly Lane[]): readonly KindRow[] {
  const [first] = lanes;
  if (first === undefined) return [];
  return patternsIn(first.scenario).map(({ name, topic }) => ({
    name,
    topic,
    lanes: lanes.map(({ scenario, patterns }) => ({
      level: patternsIn(scenario).find((pattern) => pattern.name === name)?.qos,
      metrics: patterns[name],
    })),
  }));
}

function patternsIn({ clients }: Scenario) {
  return clients.flatMap(({ id, publishes }) =>
    publishes.map(({ name, topic, qos }) => ({ name: `${id}/${name}`, topic, qos })),
  );
}

/**
 * What the first lane saves against the second, in a sentence; undefined where it saves nothing.
 * @param labels the lanes'
 */
export function saySavings(lanes: readonly Lane[], labels: readonly string[]): string | undefined {
  const [own, all] = lanes.map(totalsOf);
  if (own === undefined || all === undefined) return undefined;
  const saved = (['packets', 'bytes', 'stored'] as const).flatMap((key) => {
    const share = all[key] === 0 ? 0 : 1 - own[key] / all[key];
    return share > 0 ? [`${Math.round(share * 100)} % of the ${SAVED[key]}`] : [];
  });
  if (saved.length === 0) return undefined;
  return `“${labels[0]}” saves ${listWords(saved)} of “${labels[1]}”.`;
}

const SAVED = { packets: 'packets', bytes: 'bytes', stored: 'message-seconds stored' } as const;

export interface Totals {
  readonly packets: number;
  readonly bytes: number;
  readonly peak: number;
  readonly stored: number;
}

export function totalsOf({ counters }: Lane): Totals {
  const levels = Object.values(counters.levels);
  const packetsOf = (sent: Readonly<Record<string, number>>) =>
    Object.values(sent).reduce((sum, n) => sum + n, 0);
  return {
    packets: levels.reduce((sum, { packetsSent }) => sum + packetsOf(packetsSent), 0),
    bytes: levels.reduce((sum, { bytesSent }) => sum + bytesSent, 0),
    peak: counters.broker.storedPeak,
    stored: counters.broker.storedMessageSeconds,
  };
}
