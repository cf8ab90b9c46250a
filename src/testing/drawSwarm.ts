// The swarm: drawn runs with all checkers beside. QOSCOPE_SWARM sets how many, QOSCOPE_SWARM_SEED runs
// one seed alone. Its seeds are shared out over test files, which run side by side.
import { describe, expect, test } from 'vitest';
import type { Command } from '../scenario/scenario.ts';
import { faultsOf } from '../sim/checkers/traceChecker.ts';
import { Run } from '../sim/run.ts';
import {
  DUPLICATE_CAUSES,
  LOSS_CAUSES,
  type PacketLossCause,
  type TraceEvent,
  type TraceEventKind,
} from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { drawRun } from './drawRun.ts';

const only = process.env.QOSCOPE_SWARM_SEED;
const count = only === undefined ? Number(process.env.QOSCOPE_SWARM ?? 2000) : 1;
const first = Number(only ?? 1);
const perTest = 50;
/**
 * Beyond those that are always run: in each of them a checker has found a fault once. Drawn as they
 * were then, without what was added to the draw since.
 */
const KEPT = [2167, 2599, 2890, 3085, 4439, 8646, 8822, 9835, 12_214, 14_762];
/** Every so many seeds a run is made once more: it costs as much as all the rest. */
const freshEvery = 4;

/** @param share which of the `shares` files this is, counted from 0 */
export function describeSwarm(share: number, shares: number): void {
  const starts = Array.from({ length: Math.ceil(count / perTest) }, (_, i) => first + i * perTest);
  const own = starts.filter((_, i) => i % shares === share);
  describe('no checker finds a fault in runs drawn from a seed', () => {
    // A file without a test would be a fault.
    if (own.length === 0) test('of which none is left for this file', () => {});
    test.each(own)('from seed %i', { timeout: 120_000 }, (start) => {
      const end = Math.min(start + perTest, first + count);
      for (let seed = start; seed < end; seed++) expect(faultsOfSeed(seed)).toEqual([]);
    });
    test.each(KEPT.filter((seed) => seed % shares === share))('nor in seed %i any more', (seed) => {
      expect(faultsOfSeed(seed, false)).toEqual([]);
    });
    // Fewer runs may leave something out.
    test.runIf(own.length * perTest >= 1000)('which have between them done everything', () => {
      expect(EVERYTHING.filter((what) => !seen.has(what))).toEqual([]);
    });
  });
}

/** What drawn runs have shown so far in this file. */
const seen = new Set<string>();

const EVERYTHING: readonly string[] = [
  ...DUPLICATE_CAUSES.map((cause) => `message-delivered ${cause}`),
  // No setting of a scenario makes a message too large, or a peer refuse one.
  ...LOSS_CAUSES.filter((cause) => cause !== 'refused' && cause !== 'tooLarge').map((cause) => {
    return `message-lost ${cause}`;
  }),
  ...(['network', 'rule', 'killed', 'connection'] satisfies PacketLossCause[]).flatMap((cause) => [
    `packet-lost ${cause}`,
    `segment-lost ${cause}`,
  ]),
  ...(
    [
      ...(['publish', 'set-network', 'cut-connection', 'black-hole', 'take-offline'] as const),
      ...(['bring-online', 'crash-client', 'crash-broker', 'change-client'] as const),
      ...(['kill-packet', 'drop-next', 'start-publishing', 'stop-publishing'] as const),
      ...(['add-client', 'remove-client', 'delay-packet'] as const),
    ] satisfies Command['kind'][]
  ).map((kind) => `command-applied ${kind}`),
  ...([
    ...(['connection-refused', 'publish-missed', 'message-received', 'broker-saved'] as const),
    ...(['broker-unretained', 'session-resumed', 'tcp-ack-sent', 'command-refused'] as const),
  ] satisfies TraceEventKind[]),
];

function note(event: TraceEvent): void {
  const { kind } = event;
  seen.add(kind);
  if (kind === 'command-applied') seen.add(`${kind} ${event.command.kind}`);
  else if ('cause' in event && event.cause !== undefined) seen.add(`${kind} ${event.cause}`);
}

/** What is wrong with the run of this seed, and how to see it again. */
function faultsOfSeed(seed: number, isWhole = true): readonly string[] {
  const { scenario, events, commands, hash, now, settled } = drawRun(seed, isWhole);
  for (const event of events) note(event);
  const faults = [...faultsOf(events, scenario, settled)];
  if (!settled) faults.push('it never settles');
  if (only !== undefined || seed % freshEvery === 0) {
    const fresh = new Run(scenario, commands).advance(now);
    if (fresh.hash !== hash) faults.push('a fresh run with its commands differs');
    if (!isSameTrace(fresh.events, events)) faults.push('what its reports keep is not its trace');
  }
  if (faults.length === 0) return [];
  const rerun = `QOSCOPE_SWARM_SEED=${seed} npx vitest run src/sim/swarm.test.ts`;
  return [`seed ${seed} (again: ${rerun})`, ...faults.slice(0, 5)];
}

/** By length and samples: the hashes compare the whole. */
function isSameTrace(a: readonly TraceEvent[], b: readonly TraceEvent[]): boolean {
  const isSame = (event: TraceEvent, i: number): boolean => {
    const other = b[i];
    return i % 17 > 0 || (other !== undefined && formatEvent(event) === formatEvent(other));
  };
  return a.length === b.length && a.every(isSame);
}
