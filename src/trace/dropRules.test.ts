import { describe, expect, test } from 'vitest';
import { addTime, fromMs, fromSec, type SimTime } from '../base/time.ts';
import { Run } from '../sim/run.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { presetScenario, runPreset } from '../testing/presetRun.ts';
import { DropRuleFold } from './dropRules.ts';
import type { Hop, TraceEvent } from './event.ts';
import { StateFold } from './stateFold.ts';
import { TraceIndex } from './traceIndex.ts';

function foldOf(events: readonly TraceEvent[]): DropRuleFold {
  const fold = new DropRuleFold();
  for (const event of events) fold.add(event);
  return fold;
}

/** The empty run, with rules against the next PUBLISH at 1 s and messages from 2 s on. */
function runRules(hops: readonly Hop[], messages: number) {
  const run = new Run(presetScenario('playground'));
  const { now, events } = run.advanceToPublishing(fromSec(60));
  const atMs = (ms: number) => addTime(now, fromMs(ms));
  const all = [...events];
  for (const hop of hops) {
    all.push(...run.command(atMs(1000), { kind: 'drop-next', packetType: 'PUBLISH', hop }).events);
  }
  for (let i = 0; i < messages; i++) {
    const message = { client: 'pub', topic: 'qoscope/demo', qos: 0, payload: `${i}` } as const;
    all.push(...run.command(atMs(2000 + i * 1000), { kind: 'publish', ...message }).events);
  }
  all.push(...run.advance(atMs(10_000)).events);
  return { events: all, atMs };
}

describe('a rule that drops the next packet of a type', () => {
  const { index } = runPreset('lost-puback', 10);
  const { events } = index;

  test('waits from its command until such a packet is sent, and not longer', () => {
    const armed = events.find(
      (event) => event.kind === 'command-applied' && event.command.kind === 'drop-next',
    );
    const lost = eventsOf(events, 'packet-lost').find(({ cause }) => cause === 'rule');
    const struck = eventsOf(events, 'packet-sent').find(
      ({ packet }) => packet.uid === lost?.packet.uid,
    );
    if (armed === undefined || struck === undefined) throw new Error('The preset has changed');
    const fold = foldOf(events);
    expect(fold.at((armed.at - 1) as SimTime)).toEqual([]);
    expect(fold.at(armed.at)).toMatchObject([{ packetType: 'PUBACK', hop: 1, since: armed.at }]);
    expect(fold.at((struck.at - 1) as SimTime)).toHaveLength(1);
    expect(fold.at(struck.at)).toEqual([]);
  });

  test('is not used up by what is sent on the other hop', () => {
    const { events: played, atMs } = runRules([2], 1);
    const fold = foldOf(played);
    expect(fold.at(atMs(2000))).toHaveLength(1);
    expect(fold.at(atMs(2600))).toHaveLength(0);
  });

  test('one of two is used up by one packet', () => {
    const { events: played, atMs } = runRules([1, 1], 1);
    const fold = foldOf(played);
    expect(fold.at(atMs(1500))).toHaveLength(2);
    expect(fold.at(atMs(9000))).toHaveLength(1);
  });
});

test('rules that wait are known where the history before is folded away, and used up ones are not', () => {
  const { events, atMs } = runRules([1, 1, 2], 3);
  const whole = new TraceIndex();
  whole.append(events);
  for (let cut = 0; cut < events.length; cut += 3) {
    const fold = new StateFold();
    for (const event of events.slice(0, cut)) fold.add(event);
    const state = fold.state();
    const index = new TraceIndex(state);
    index.append(events.slice(cut));
    for (let ms = 0; ms < 6000; ms += 250) {
      const t = atMs(ms);
      if (t >= state.at) expect(index.dropRulesAt(t)).toEqual(whole.dropRulesAt(t));
    }
  }
});
