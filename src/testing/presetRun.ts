// A preset's run: as the page would have it, the trace's index at an instant; and headless to its
// end, with what tests ask of its events.

import { fromSec, type SimTime } from '../base/time.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import type { Scenario, TimedCommand } from '../scenario/scenario.ts';
import { Run } from '../sim/run.ts';
import { simulate } from '../sim/simulate.ts';
import type { Hop, PacketRecord, PacketType, TraceEvent } from '../trace/event.ts';
import type { Metrics } from '../trace/metrics.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { eventsOf } from './checkedRuns.ts';

export interface PresetRun {
  readonly index: TraceIndex;
  readonly start: SimTime;
}

/** @throws Error when there is no such preset */
export function presetScenario(name: string): Scenario {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`No preset ${name}`);
  return preset.scenario;
}

/** @param sec how long after the start of publishing the run is known */
export function runPreset(
  name: string,
  sec: number,
  commands: readonly TimedCommand[] = [],
): PresetRun {
  return runScenario(presetScenario(name), sec, commands);
}

export function runScenario(
  scenario: Scenario,
  sec: number,
  commands: readonly TimedCommand[] = [],
): PresetRun {
  const run = new Run(scenario, commands);
  const index = new TraceIndex();
  const first = run.advanceToPublishing(fromSec(60));
  index.append(first.events);
  const start = first.publishingSince ?? first.now;
  index.append(run.advance((start + fromSec(sec)) as SimTime).events);
  return { index, start };
}

export interface PlayedPreset {
  readonly metrics: Metrics;
  readonly events: readonly TraceEvent[];
}

/** @param until absent: until nothing is outstanding */
export function playPreset(name: string, until?: SimTime): PlayedPreset {
  return playScenario(presetScenario(name), until);
}

export function playScenario(scenario: Scenario, until?: SimTime): PlayedPreset {
  const events: TraceEvent[] = [];
  const limit = until === undefined ? {} : { until };
  const onEvent = (event: TraceEvent): void => {
    events.push(event);
  };
  return { events, metrics: simulate(scenario, { onEvent, ...limit }) };
}

/** Milliseconds from the start of publishing. */
export function msOf({ events }: PlayedPreset, { at }: TraceEvent): number {
  return (at - (eventsOf(events, 'publishing-started')[0]?.at ?? 0)) / 1000;
}

/** What the application got, in order. */
export function callbacksOf(run: PlayedPreset): readonly string[] {
  return eventsOf(run.events, 'message-delivered').map((event) => payloadOf(run, event));
}

/** When it got it, in milliseconds. */
export function deliveredAtMs(run: PlayedPreset): readonly number[] {
  return eventsOf(run.events, 'message-delivered').map((event) => msOf(run, event));
}

/** Of each callback that was one too many. */
export function duplicateCausesOf({ events }: PlayedPreset): readonly string[] {
  return eventsOf(events, 'message-delivered').flatMap(({ cause }) => cause ?? []);
}

/** What was lost, and why. */
export function lossesOf(
  run: PlayedPreset,
): readonly (readonly [payload: string, cause: string])[] {
  return eventsOf(run.events, 'message-lost').map((event) => [payloadOf(run, event), event.cause]);
}

/** What its publisher has the last acknowledgement for, and when, in milliseconds. */
export function acknowledgedOf(run: PlayedPreset): readonly (readonly [string, number])[] {
  return eventsOf(run.events, 'message-acknowledged')
    .filter(({ hop }) => hop === 1)
    .map((event) => [payloadOf(run, event), msOf(run, event)]);
}

export function sentOf({ events }: PlayedPreset, type: PacketType, hop: Hop): PacketRecord[] {
  return eventsOf(events, 'packet-sent')
    .map(({ packet }) => packet)
    .filter((packet) => packet.type === type && packet.hop === hop);
}

function payloadOf(run: PlayedPreset, { messageUid }: { readonly messageUid: string }): string {
  const published = eventsOf(run.events, 'message-published');
  return published.find((event) => event.messageUid === messageUid)?.payload ?? '';
}
