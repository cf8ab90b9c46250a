// Whole runs laid out on the stage, for tests of what stands there.

import { addTime, fromMs, type SimTime } from '../base/time.ts';
import { DEFAULT_BROKER, DEFAULT_CLIENT, DEFAULT_NETWORK } from '../scenario/defaults.ts';
import type { ClientSettings, NetworkSettings, Scenario } from '../scenario/scenario.ts';
import { Run } from '../sim/run.ts';
import type { Qos } from '../trace/event.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { castOf, placesOf } from '../views/space/cast.ts';
import { columnsOf, defaultZoom, layOut } from '../views/space/geometry.ts';
import { marksIn } from '../views/space/glyphSize.ts';
import { SpacePlan } from '../views/space/plan.ts';
import type { SceneRules } from '../views/space/scene.ts';

export const LATENCY = 300;

export function client(
  id: string,
  does: Partial<Pick<ClientSettings, 'subscriptions' | 'publishes'>>,
) {
  return { id, subscriptions: [], publishes: [], ...DEFAULT_CLIENT, ...does };
}

export function scenario(
  pairs: number,
  rate: number,
  network: Partial<NetworkSettings> = {},
): Scenario {
  const publishes = (i: number) =>
    ([0, 1, 2] as const).map((qos: Qos) => ({
      name: `p${qos}`,
      topic: 't',
      qos,
      payload: 'hello',
      ratePerSec: rate / 3 / pairs,
      startMs: qos * 40 + i * 17,
    }));
  const numbers = Array.from({ length: pairs }, (_, i) => i);
  return {
    protocolVersion: 5,
    seed: 3,
    network: {
      ...DEFAULT_NETWORK,
      lossHop1Up: 0.2,
      lossHop1Down: 0.2,
      lossHop2Up: 0.2,
      lossHop2Down: 0.2,
      latencyMs: LATENCY,
      jitterMs: 80,
      resend: 'timer',
      resendMs: 1000,
      ...network,
    },
    broker: DEFAULT_BROKER,
    clients: numbers.flatMap((i) => [
      client(`pub${i}`, { publishes: publishes(i) }),
      client(`sub${i}`, { subscriptions: [{ filter: 't', qos: 2 }] }),
    ]),
    script: [],
  };
}

export interface Played {
  readonly index: TraceIndex;
  readonly start: SimTime;
}

export function play(of: Scenario, ms: number): Played {
  const run = new Run(of);
  const index = new TraceIndex();
  const opened = run.advanceToPublishing(fromMs(60_000));
  index.append(opened.events);
  const start = opened.publishingSince ?? opened.now;
  index.append(run.advance(addTime(start, fromMs(ms))).events);
  return { index, start };
}

export function rulesFor(
  { index }: Pick<Played, 'index'>,
  of: Scenario,
  size: readonly [number, number],
  more: Partial<SceneRules> & { readonly stepped?: boolean } = {},
): SceneRules {
  const geometry = layOut(...size, size[0] < 500);
  const cast = castOf(of.clients, geometry.stageWidth, undefined);
  const zoom = defaultZoom(LATENCY);
  const publishers = columnsOf(geometry.stageWidth, cast.publishers);
  const subscribers = columnsOf(geometry.stageWidth, cast.subscribers);
  const marks = marksIn(Math.min(...publishers.map(({ width }) => width)));
  const plan = new SpacePlan(index, {
    places: placesOf(of.clients),
    hopHeight: geometry.hops.upper.height,
    pxPerUs: zoom / 1_000_000,
    charWidth: 7,
    stepped: more.stepped ?? false,
    marksMax: { upper: marks, lower: marks },
  });
  plan.catchUp();
  const columns = [
    ...cast.publishers.shown.map(({ id }, i) => ({
      client: id,
      place: 'upper' as const,
      column: publishers[i] ?? { left: 0, width: 0 },
      hop: geometry.hops.upper,
    })),
    ...cast.subscribers.shown.map(({ id }, i) => ({
      client: id,
      place: 'lower' as const,
      column: subscribers[i] ?? { left: 0, width: 0 },
      hop: geometry.hops.lower,
    })),
  ];
  return {
    plan,
    columns,
    holdUs: 600_000,
    focus: undefined,
    selected: undefined,
    showIdentifiers: false,
    flowOnly: false,
    spread: false,
    ...more,
  };
}
