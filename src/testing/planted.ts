// Planted violations: a true trace with one thing made wrong, to prove that a checker can fail.
import { fromMs } from '../base/time.ts';
import type { Command, NetworkSettings, Scenario } from '../scenario/scenario.ts';
import type { Checker, TellFault } from '../sim/checkers/checker.ts';
import { Run } from '../sim/run.ts';
import type { PacketRecord, TraceEvent, TraceEventKind, TraceEventOf } from '../trace/event.ts';
import { commandOf, lossEverywhere, pairScenario } from './scenarios.ts';

export interface TrueTrace {
  readonly scenario: Scenario;
  readonly events: readonly TraceEvent[];
}

/** Loss, a full window, a killed packet, a rule, and a connection that ends while packets fly. */
export function trueTrace(qos: 1 | 2): TrueTrace {
  const scenario = pairScenario({
    qos,
    subQos: qos,
    count: 12,
    ratePerSec: 100,
    seed: 5,
    network: { ...lossEverywhere(0.2), latencyMs: 30 },
    broker: { receiveMaximum: 2, queueLimit: 3 },
    client: { receiveMaximum: 3, keepAliveSec: 2 },
    script: [
      { atMs: 20, command: { kind: 'drop-next', packetType: 'PUBLISH', hop: 2 } },
      { atMs: 30, command: { kind: 'kill-packet', uid: 'pub/p/2:PUBLISH.1' } },
      { atMs: 2500, command: { kind: 'drop-next', packetType: 'PINGRESP', hop: 1 } },
    ],
  });
  const run = new Run(scenario);
  const events = [...run.advance(fromMs(4750)).events];
  // QoS 0, which no window holds back, so that something is on its way whenever a connection ends.
  for (let ms = 4800; ms < 7000; ms += 25) {
    const late = { topic: 't', qos: ms % 100 === 0 ? qos : 0, payload: 'late' } as const;
    const { events: more } = run.command(fromMs(ms), { kind: 'publish', client: 'pub', ...late });
    events.push(...more);
    // Halfway between two packets' sending and arriving.
    const at = fromMs(ms + 10);
    const cut = { kind: 'cut-connection', client: 'sub' } as const;
    if (ms === 6500) events.push(...run.command(at, cut).events);
  }
  events.push(...run.advance(fromMs(60_000)).events);
  return { scenario, events };
}

/** TCP: loss, a killed segment, a rule, a graceful end, a cut, a black hole, and a change of model. */
export function tcpTrace(): TrueTrace {
  const at = (atMs: number, command: Command) => ({ atMs, command });
  const network = (changes: Partial<NetworkSettings>): Command => ({
    kind: 'set-network',
    changes,
  });
  return traceOf(
    pairScenario({
      qos: 2,
      subQos: 2,
      count: 100,
      ratePerSec: 20,
      seed: 7,
      network: { model: 'tcp', ...lossEverywhere(0.2), latencyMs: 30, jitterMs: 20 },
      client: { keepAliveSec: 1 },
      script: [
        at(30, { kind: 'drop-next', packetType: 'PUBREC', hop: 1 }),
        at(215, { kind: 'kill-packet', uid: 'pub/p/5:PUBLISH.1' }),
        at(1510, { kind: 'take-offline', client: 'sub', how: 'disconnect', forMs: 100 }),
        at(2510, { kind: 'cut-connection', client: 'pub' }),
        at(4010, { kind: 'black-hole', client: 'sub' }),
        at(4520, network({ model: 'lossy', resend: 'timer' })),
        at(4900, network({ model: 'tcp' })),
      ],
    }),
  );
}

/** Crashes of everyone, slow applications that acknowledge last, copies and re-ordering. */
export function brokenTrace(): TrueTrace {
  const at = (atMs: number, command: Command) => ({ atMs, command });
  return traceOf(
    pairScenario({
      qos: 2,
      subQos: 2,
      count: 80,
      ratePerSec: 20,
      seed: 3,
      protocolVersion: 4,
      network: { latencyMs: 30, duplication: 0.3, reordering: 0.3, reorderMs: 200, resendMs: 100 },
      broker: { store: 'autosave', autosaveSec: 1 },
      client: { handlerMs: 60, acknowledge: 'last', qos2HandOver: 'publish' },
      script: [
        at(1215, { kind: 'crash-broker', restartMs: 300 }),
        at(2215, { kind: 'crash-client', client: 'sub', store: 'lost', restartMs: 200 }),
        at(2815, { kind: 'crash-client', client: 'pub', store: 'kept', restartMs: 200 }),
        at(3215, { kind: 'take-offline', client: 'sub', how: 'reset', forMs: 400 }),
      ],
    }),
  );
}

/** Somebody joins, publishes and leaves; another leaves from a broker that has its session; a delay. */
export function comingsTrace(): TrueTrace {
  const at = (atMs: number, command: Command) => ({ atMs, command });
  const pattern = { name: 'q', topic: 't', qos: 1, payload: 'x', ratePerSec: 10, count: 9 };
  const client = { id: 'x', subscriptions: [{ filter: 't', qos: 1 }], publishes: [pattern] };
  return traceOf(
    pairScenario({
      qos: 1,
      count: 60,
      ratePerSec: 20,
      network: { latencyMs: 30 },
      script: [
        at(505, commandOf({ kind: 'add-client', client })),
        at(1010, { kind: 'delay-packet', uid: 'pub/p/21:PUBLISH.1', byMs: 100 }),
        at(1205, { kind: 'remove-client', client: 'x' }),
        at(1505, { kind: 'take-offline', client: 'sub', how: 'reset' }),
        at(2005, { kind: 'remove-client', client: 'sub' }),
      ],
    }),
  );
}

function traceOf(scenario: Scenario): TrueTrace {
  return { scenario, events: new Run(scenario).advance(fromMs(120_000)).events };
}

/** What one checker says of a trace. */
export function faultsBy(
  create: (fault: TellFault, scenario: Scenario) => Checker,
  { scenario, events }: TrueTrace,
): readonly string[] {
  const faults: string[] = [];
  const checker = create((says) => faults.push(says), scenario);
  for (const event of events) checker.add(event);
  checker.finish(true);
  return faults;
}

/** Puts what `change` makes of the first event of a kind that `isMeant` in its place. */
export function plant<K extends TraceEventKind>(
  trace: TrueTrace,
  kind: K,
  isMeant: (event: TraceEventOf<K>) => boolean,
  change: (event: TraceEventOf<K>) => readonly TraceEvent[],
): TrueTrace {
  const isFirst = (event: TraceEvent): event is TraceEventOf<K> =>
    event.kind === kind && isMeant(event as TraceEventOf<K>);
  const index = trace.events.findIndex(isFirst);
  const event = trace.events[index];
  if (event === undefined) throw new Error(`The true trace has no such ${kind}`);
  const events = [...trace.events];
  events.splice(index, 1, ...change(event as TraceEventOf<K>));
  return { ...trace, events };
}

/** Changes the facts of every event about one packet, the first one that `isMeant`. */
export function plantPacket(
  trace: TrueTrace,
  isMeant: (event: TraceEventOf<'packet-sent'>) => boolean,
  facts: Partial<PacketRecord>,
): TrueTrace {
  const sent = trace.events.find((e) => e.kind === 'packet-sent' && isMeant(e));
  if (sent === undefined || !('packet' in sent)) throw new Error('No such packet');
  const events = trace.events.map((event) => {
    if (!('packet' in event) || event.packet.uid !== sent.packet.uid) return event;
    return { ...event, packet: { ...event.packet, ...facts } };
  });
  return { ...trace, events };
}
