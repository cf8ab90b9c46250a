// The claims that every SimApi must keep, whichever thread it runs in: one suite, run in process on
// Node and over the real worker in Chromium.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromSec, fromUs, type SimTime } from '../base/time.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { firstDifference } from '../trace/firstDifference.ts';
import { type Counters, MetricsFold } from '../trace/metrics.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { reviveSummary } from '../trace/summary.ts';
import type { RunReport, SimApi } from '../worker/simApi.ts';

interface Connected {
  readonly api: SimApi;
  dispose(): void;
}

/**
 * Hashes of presets' traces up to 20 s, the same wherever they are simulated. A change of the
 * engine that changes a trace changes these: look at the golden traces first.
 */
export const TRACE_HASHES: Readonly<Record<string, string>> = {
  'lost-puback': '38ca12fe546e625d',
  'lost-pubrec': '5a6f1214db7418db',
  mixed: 'df989fb3e3bfdf00',
  'tcp-loss': '348ae18bf82011e1',
  'broker-crash-autosave': '130edb4105a9ff14',
};

function scenarioOf(name: string): Scenario {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`No preset ${name}`);
  return preset.scenario;
}

/** The trace as a caller keeps it: what a report replaces is replaced. */
function follow(events: TraceEvent[], { keep, events: more }: RunReport): TraceEvent[] {
  return [...events.slice(0, keep), ...more];
}

function metricsOf(events: readonly TraceEvent[], now: SimTime): Counters {
  const fold = new MetricsFold();
  for (const event of events) fold.add(event);
  return fold.report(now);
}

function textOf(events: readonly TraceEvent[]): string {
  return events.map(formatEvent).join('\n');
}

export function describeSimApi(where: string, connect: () => Promise<Connected>): void {
  describe(`SimApi ${where}`, () => {
    let connected: Connected;
    let api: SimApi;
    beforeEach(async () => {
      connected = await connect();
      api = connected.api;
    });
    afterEach(() => connected.dispose());

    test('answers a greeting', async () => {
      expect(await api.greet()).toBe('ready');
    });

    test('opens a run at the instant at which everyone is subscribed', async () => {
      const { report } = await api.open(scenarioOf('lost-puback'), []);
      expect(report.now).toBe(report.publishingSince);
      expect(report.events.some(({ kind }) => kind === 'publishing-started')).toBe(true);
      // The script's commands at 0 ms belong to that instant.
      expect(report.events.some(({ kind }) => kind === 'message-published')).toBe(true);
      expect(report.keep).toBe(0);
    });

    test.each(Object.entries(TRACE_HASHES))(
      'simulates %s to the same bytes as everywhere (%s)',
      async (preset, hash) => {
        const { report } = await api.open(scenarioOf(preset), [], fromSec(20));
        expect(report.hash).toBe(hash);
      },
    );

    test('gives the same trace at once and in small steps', async () => {
      const whole = await api.open(scenarioOf('mixed'), [], fromSec(8));
      const { runId, report } = await api.open(scenarioOf('mixed'), [], fromUs(1));
      let events = follow([], report);
      let hash = report.hash;
      for (let t = 0; t <= 8_000_000; t += 160_000) {
        const step = await api.advance(runId, fromUs(t));
        events = follow(events, step);
        hash = step.hash;
      }
      expect(hash).toBe(whole.report.hash);
      expect(textOf(events)).toBe(textOf(whole.report.events));
    });

    test('forks at a command in the past, and says which events are still true', async () => {
      const scenario = scenarioOf('mixed');
      const command = { kind: 'set-network', changes: { lossHop1Up: 1 } } as const;
      const { runId, report } = await api.open(scenario, [], fromSec(6));
      const forked = await api.command(runId, fromSec(3), command);
      const after = await api.advance(runId, fromSec(6));
      const events = follow(follow(follow([], report), forked), after);
      expect(forked.keep).toBeLessThan(report.events.length);
      expect(forked.now).toBe(fromSec(3));
      const given = [{ at: fromSec(3), command }];
      const fresh = await api.open(scenario, given, fromSec(6));
      expect(textOf(events)).toBe(textOf(fresh.report.events));
      expect(after.hash).toBe(fresh.report.hash);
    });

    test('tells the whole past again, commands included, from the very start and in stretches', async () => {
      const given = [
        { at: fromSec(0), command: { kind: 'cut-connection', client: 'sub' } },
        { at: fromSec(3), command: { kind: 'crash-broker', restartMs: 500 } },
      ] as const;
      const { runId, report } = await api.open(scenarioOf('mixed'), given, fromSec(8));
      const before = fromUs(-1);
      const whole = await api.replay(runId, before, fromSec(8));
      expect(textOf(whole.events)).toBe(textOf(report.events));
      expect(whole.state.events).toEqual([]);
      const parts: TraceEvent[] = [];
      const ends = [before, fromUs(0), fromUs(1), fromSec(3), fromSec(5.5), fromSec(8)];
      for (const [i, to] of ends.entries()) {
        const from = ends[i - 1];
        if (from !== undefined) parts.push(...(await api.replay(runId, from, to)).events);
      }
      expect(textOf(parts)).toBe(textOf(report.events));
      // What is told again changes nothing of the run.
      expect((await api.advance(runId, fromSec(8))).events).toEqual([]);
    });

    test('makes a capture of any stretch, which begins with how its connections began', async () => {
      const { runId } = await api.open(scenarioOf('mixed'), [], fromSec(40));
      const whole = await api.capture(runId, fromUs(0), fromSec(40));
      const part = await api.capture(runId, fromSec(35), fromSec(40));
      const magic = [0x0a, 0x0d, 0x0d, 0x0a];
      expect([...whole.subarray(0, 4)]).toEqual(magic);
      expect([...part.subarray(0, 4)]).toEqual(magic);
      expect(part.length).toBeLessThan(whole.length / 2);
      // The CONNECT of 5.0 is in both, with the name of the protocol.
      for (const file of [whole, part]) {
        expect(new TextDecoder('latin1').decode(file)).toContain('\0\u0004MQTT\u0005');
      }
    });

    test('keeps two runs apart', async () => {
      const one = await api.open(scenarioOf('mixed'), []);
      const two = await api.open({ ...scenarioOf('mixed'), seed: 2 }, []);
      const first = await api.advance(one.runId, fromSec(5));
      const second = await api.advance(two.runId, fromSec(5));
      expect(first.hash).not.toBe(second.hash);
    });

    test('gives each packet as many bytes as the trace says, and a field for each of them', async () => {
      const { report } = await api.open(scenarioOf('lost-pubrec'), [], fromSec(8));
      const content = { topic: 'qoscope/demo', payload: 'Hey, are you free?' };
      for (const event of report.events) {
        if (event.kind !== 'packet-sent') continue;
        const { packet } = event;
        const found = await api.encode(packet, content, 5);
        expect(found?.bytes.length).toBe(packet.bytes);
        expect(found?.fields.at(-1)?.to).toBe(packet.bytes);
      }
    });

    test('rejects a question about a run that is closed', async () => {
      const { runId } = await api.open(scenarioOf('lost-puback'), []);
      await api.close(runId);
      await expect(api.advance(runId, fromSec(5))).rejects.toThrow(`Run ${runId} is not open`);
    });

    test('plays a stretch of the past again, and goes on where it was', async () => {
      const { runId, report } = await api.open(scenarioOf('mixed'), [], fromSec(10));
      const { state, summary, events } = await api.replay(runId, fromSec(4), fromSec(6));
      const length = state.eventCount;
      expect(length).toBe(report.events.filter(({ at }) => at <= fromSec(4)).length);
      const was = report.events.slice(length).filter(({ at }) => at <= fromSec(6));
      expect(textOf(events)).toBe(textOf(was));
      expect(state.events.length).toBeLessThan(length);
      const { metrics, hash: before } = reviveSummary(summary);
      expect(metrics.report(fromSec(4))).toEqual(
        metricsOf(report.events.slice(0, length), fromSec(4)),
      );
      expect(before.digest()).toBe(
        (await api.open(scenarioOf('mixed'), [], fromSec(4))).report.hash,
      );
      const { hash } = await api.advance(runId, fromSec(20));
      expect(hash).toBe(TRACE_HASHES.mixed);
    });

    test('finds where runs part, also after one of them has forked', async () => {
      const to = fromSec(30);
      const [one, two] = [
        await api.open(scenarioOf('mixed'), [], to),
        await api.open(scenarioOf('mixed'), [], to),
      ];
      const ids = [one.runId, two.runId];
      expect(await api.firstDifference(ids, to)).toBeUndefined();
      const changes = { lossHop1Up: 0.9 };
      await api.command(two.runId, fromSec(12), { kind: 'set-network', changes });
      const report = await api.advance(two.runId, to);
      const forked = await api.replay(two.runId, fromUs(0), to);
      const traces = [one.report.events, [...forked.state.events, ...forked.events]];
      const found = await api.firstDifference(ids, to);
      expect(found).toMatchObject({ at: firstDifference(traces, to)?.at });
      expect(found?.at).toBeGreaterThan(fromSec(12));
      expect(report.now).toBe(to);
    });

    test('says what each network model takes for granted', async () => {
      const { lossy, tcp } = await api.assumptions();
      expect(lossy.join()).toContain('MQTT-SN');
      expect(tcp.join()).toContain('delayed acknowledgements');
    });
  });
}
