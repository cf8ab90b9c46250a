// Whole runs drawn from a seed, configuration and commands alike, for sim/swarm.test.ts. What may
// be set is set: a new option of the scenario gets its line here.
import type { SimTime } from '../base/time.ts';
import { fromMs, fromSec } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import { Run } from '../sim/run.ts';
import type { PacketType, TraceEvent } from '../trace/event.ts';
import { isSettled } from './checkedRuns.ts';
import { Luck } from './luck.ts';
import { scenarioOf } from './scenarios.ts';

const TOPICS = ['a', 'a/b', 'c'] as const;
const FILTERS = ['a', 'a/b', 'c', '#', 'a/+', 'a/#', '+'] as const;

/** Nothing but the end of a connection loses a packet, and nothing but the next one sends it again. */
const RECONNECT_ONLY = {
  resend: 'reconnect',
  lossHop1Up: 0,
  lossHop1Down: 0,
  lossHop2Up: 0,
  lossHop2Down: 0,
} as const;

export interface DrawnRun {
  readonly scenario: Scenario;
  readonly events: readonly TraceEvent[];
  readonly commands: readonly TimedCommand[];
  readonly hash: string;
  readonly now: SimTime;
  readonly settled: boolean;
}

export function drawScenario(luck: Luck, seed: number): Scenario {
  const publishers = luck.whole(1, 3);
  const subscribers = luck.whole(1, 3);
  const clients = [
    ...list(publishers, (i) => ({ ...drawClient(luck, `p${i}`), publishes: drawPatterns(luck) })),
    ...list(subscribers, (i) => ({ ...drawClient(luck, `s${i}`), ...drawSubscriptions(luck) })),
  ];
  if (luck.chance(0.4)) {
    const both = { publishes: drawPatterns(luck), ...drawSubscriptions(luck) };
    clients.push({ ...drawClient(luck, 'both'), ...both });
  }
  const isCalm = luck.chance(0.3);
  const drawnNetwork = isCalm ? { ...drawNetwork(luck), ...RECONNECT_ONLY } : drawNetwork(luck);
  return scenarioOf({
    seed,
    protocolVersion: luck.one([4, 5]),
    network: drawnNetwork,
    broker: {
      qos2Forward: luck.one(['pubrel', 'publish']),
      receiveMaximum: drawWindow(luck),
      queueLimit: luck.one([0, 1, 3, 1000, 1000]),
      queueDrop: luck.one(['newest', 'newest', 'oldest']),
      grantedQosMax: luck.one([0, 1, 2, 2, 2, 2]),
      overlapping: luck.one(['one', 'one', 'each']),
      acknowledge: luck.one(['first', 'first', 'last']),
      ...drawResendLimit(luck),
    },
    clients,
    script: list(luck.one([0, 0, 1, 3]), (i) => ({
      atMs: i * 400 + luck.whole(0, 400),
      command: drawCommand(
        luck,
        isCalm,
        [],
        clients.map(({ id }) => id),
      ),
    })),
  });
}

function list<T>(length: number, make: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => make(i));
}

function drawWindow(luck: Luck): number {
  return luck.chance(0.6) ? luck.whole(1, 10) : 65_535;
}

function drawClient(luck: Luck, id: string) {
  return {
    id,
    qos2HandOver: luck.one(['pubrel', 'publish']),
    receiveMaximum: drawWindow(luck),
    keepAliveSec: luck.one([0, 1, 5, 60]),
    cleanStart: luck.chance(0.15),
    sessionExpirySec: luck.one([0, 1, 3600, 3600, 3600, 4_294_967_295]),
    acknowledge: luck.one(['first', 'first', 'last']),
    offlinePublish: luck.one(['queue', 'queue', 'queueAll', 'refuse']),
    sessionLost: luck.one(['discard', 'discard', 'resend']),
    ...drawResendLimit(luck),
    ...(luck.chance(0.3) ? { will: drawWill(luck) } : {}),
  };
}

function drawResendLimit(luck: Luck) {
  return luck.chance(0.1) ? { resendLimit: luck.whole(0, 3) } : {};
}

function drawWill(luck: Luck) {
  return {
    topic: luck.one(TOPICS),
    payload: 'gone',
    qos: drawQos(luck),
    retain: luck.chance(0.3),
    delaySec: luck.one([0, 0, 1, 3]),
  };
}

function drawSubscriptions(luck: Luck) {
  const filters = new Set(list(luck.whole(1, 2), () => luck.one(FILTERS)));
  return {
    subscriptions: [...filters].map((filter) => ({
      filter,
      qos: drawQos(luck),
      noLocal: luck.chance(0.1),
      retainAsPublished: luck.chance(0.3),
      retainHandling: luck.one([0, 1, 2]),
    })),
  };
}

function drawQos(luck: Luck): 0 | 1 | 2 {
  return luck.one([0, 1, 2]);
}

function drawPatterns(luck: Luck) {
  return list(luck.whole(1, 2), (i) => drawPattern(luck, `n${i}`));
}

function drawPattern(luck: Luck, name: string) {
  return {
    name,
    topic: luck.one(TOPICS),
    qos: drawQos(luck),
    payload: luck.one(['', 'x', 'grüß dich 🙂']),
    ...(luck.chance(0.2) ? { retain: true as const } : {}),
    ...(luck.chance(0.15) ? { expirySec: luck.one([0, 1, 60]) } : {}),
    ratePerSec: luck.one([1, 5, 20, 200]),
    startMs: luck.one([0, 0, 100, 333.3]),
    count: luck.whole(0, 8),
  };
}

function drawLoss(luck: Luck): number {
  return luck.chance(0.4) ? 0 : luck.one([0.05, 0.2, 0.5, 0.7, 1]);
}

function drawNetwork(luck: Luck) {
  return {
    lossHop1Up: drawLoss(luck),
    lossHop1Down: drawLoss(luck),
    lossHop2Up: drawLoss(luck),
    lossHop2Down: drawLoss(luck),
    latencyMs: luck.one([0, 0.001, 5, 50, 300]),
    jitterMs: luck.one([0, 0, 1, 40, 500]),
    resendMs: luck.one([70, 100, 500, 1000, 3000]),
  };
}

const DROPPED: readonly PacketType[] = [
  ...(['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'PUBLISH', 'PUBREL'] as const),
  ...(['CONNECT', 'CONNACK', 'SUBSCRIBE', 'SUBACK', 'PINGREQ', 'PINGRESP'] as const),
];

function drawCommand(
  luck: Luck,
  isCalm: boolean,
  flying: readonly string[],
  clients: readonly string[],
): Command {
  const client = luck.one(clients);
  if (isCalm && luck.chance(0.6)) return { kind: 'cut-connection', client };
  const kind = isCalm ? luck.one([0, 5, 6]) : luck.whole(0, flying.length > 0 ? 11 : 8);
  if (kind <= 1) {
    const qos = drawQos(luck);
    return { kind: 'publish', client, topic: luck.one(TOPICS), qos, payload: 'by hand' };
  }
  if (kind === 2) {
    const changes = Object.fromEntries(
      Object.entries(drawNetwork(luck)).filter(() => luck.chance(0.4)),
    );
    return { kind: 'set-network', changes };
  }
  if (kind <= 4) {
    return { kind: 'drop-next', packetType: luck.one(DROPPED), hop: luck.one([1, 2]) };
  }
  const name = luck.one(['n0', 'n1', 'extra']);
  if (kind === 5) return { kind: 'start-publishing', client, pattern: drawPattern(luck, name) };
  if (kind === 6) return { kind: 'stop-publishing', client, name };
  if (kind <= 8) return { kind: 'cut-connection', client };
  return { kind: 'kill-packet', uid: luck.one(flying) };
}

/** Draws a scenario and plays it with commands, some in its past, then lets it settle. */
export function drawRun(seed: number): DrawnRun {
  const luck = new Luck(seed);
  const scenario = drawScenario(luck, seed);
  const clients = scenario.clients.map(({ id }) => id);
  const isCalm = scenario.network.resend === 'reconnect';
  const run = new Run(scenario);
  let events: TraceEvent[] = [];
  let report = run.advance(fromMs(0));
  const take = (): void => {
    events = [...events.slice(0, report.keep), ...report.events];
  };
  take();
  const commands = luck.whole(0, 10);
  for (let i = 0; i < commands; i++) {
    const step = luck.one([0, 1, 40, 250, 700, 2500]);
    report = run.advance((report.now + Math.round(luck.share() * step * 1000)) as SimTime);
    take();
    const past = luck.chance(0.2);
    const at = (past ? Math.floor(report.now * luck.share()) : report.now) as SimTime;
    report = run.command(at, drawCommand(luck, isCalm, flyingAt(events, at), clients));
    take();
  }
  report = run.advanceToPublishing((report.now + fromSec(300)) as SimTime);
  take();
  // The script must be over before the calm, or it would undo it.
  report = run.advance((report.now + fromSec(2)) as SimTime);
  take();
  const calm = { lossHop1Up: 0, lossHop1Down: 0, lossHop2Up: 0, lossHop2Down: 0 };
  const resend = isCalm ? {} : ({ resend: 'timer', resendMs: 1000 } as const);
  const changes = { ...calm, ...resend, latencyMs: 20, jitterMs: 100 };
  report = run.command(report.now, { kind: 'set-network', changes });
  take();
  // Rules that are still waiting may cost a client some connections, of 30 s each.
  for (let i = 0; i < 20 && !(i > 0 && isQuiet(events)); i++) {
    report = run.advance((report.now + fromSec(40)) as SimTime);
    take();
  }
  const { now, hash } = report;
  return { scenario, events, commands: report.commands, hash, now, settled: isQuiet(events) };
}

function isQuiet(events: readonly TraceEvent[]): boolean {
  return events.some(({ kind }) => kind === 'publishing-started') && isSettled(events);
}

/** The packets that are on their way after all events of an instant. */
function flyingAt(events: readonly TraceEvent[], at: SimTime): readonly string[] {
  const flying = new Set<string>();
  for (const event of events) {
    if (event.at > at) break;
    if (event.kind === 'packet-sent') flying.add(event.packet.uid);
    else if ('packet' in event) flying.delete(event.packet.uid);
  }
  return [...flying];
}
