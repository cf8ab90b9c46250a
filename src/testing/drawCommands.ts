// What is done to a drawn run, by its script or by hand: any command, and in the end those that calm it.

import type { ClientChanges, Command, NetworkSettings } from '../scenario/scenario.ts';
import type { ClientId, PacketType } from '../trace/event.ts';
import {
  drawClient,
  drawExpiry,
  drawHandler,
  drawNetwork,
  drawPattern,
  drawPatterns,
  drawQos,
  drawSubscriptions,
  drawWithholds,
  TOPICS,
} from './drawSettings.ts';
import type { Luck } from './luck.ts';
import { commandOf } from './scenarios.ts';

const DROPPED: readonly PacketType[] = [
  ...(['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'PUBLISH', 'PUBREL'] as const),
  ...(['CONNECT', 'CONNACK', 'SUBSCRIBE', 'SUBACK', 'PINGREQ', 'PINGRESP'] as const),
];

type Draw = (luck: Luck, client: ClientId, isCalm: boolean) => Command;

const publish: Draw = (luck, client) => {
  const facts = { topic: luck.one(TOPICS), qos: drawQos(luck), payload: 'by hand' };
  return { kind: 'publish', client, ...facts };
};

const setNetwork: Draw = (luck, _, isCalm) => {
  const drawn = Object.entries(drawNetwork(luck, isCalm)).filter(() => luck.chance(0.35));
  return { kind: 'set-network', changes: Object.fromEntries(drawn) };
};

const startPublishing: Draw = (luck, client) => {
  const name = luck.one(['n0', 'n1', 'extra']);
  return { kind: 'start-publishing', client, pattern: drawPattern(luck, name) };
};

const stopPublishing: Draw = (luck, client) => {
  return { kind: 'stop-publishing', client, name: luck.one(['n0', 'n1', 'extra']) };
};

const drop: Draw = (luck) => {
  return { kind: 'drop-next', packetType: luck.one(DROPPED), hop: luck.one([1, 2]) };
};

const cut: Draw = (_, client) => ({ kind: 'cut-connection', client });

const blackHole: Draw = (_, client) => ({ kind: 'black-hole', client });

const takeOffline: Draw = (luck, client) => {
  const how = luck.one(['disconnect', 'reset', 'silent'] as const);
  const plain = { kind: 'take-offline', client, how } as const;
  return luck.chance(0.3) ? plain : { ...plain, forMs: luck.one([0, 30, 700, 2500]) };
};

const bringOnline: Draw = (_, client) => ({ kind: 'bring-online', client });

const crashClient: Draw = (luck, client) => {
  const store = luck.one(['kept', 'lost'] as const);
  return { kind: 'crash-client', client, store, restartMs: drawRestart(luck) };
};

const crashBroker: Draw = (luck) => ({ kind: 'crash-broker', restartMs: drawRestart(luck) });

const changeClient: Draw = (luck, client, isCalm) => {
  const all: ClientChanges = {
    acknowledge: luck.one(['first', 'last']),
    cleanStart: luck.chance(0.4),
    handlerMs: drawHandler(luck),
    offlinePublish: luck.one(['queue', 'queueAll', 'refuse']),
    sessionExpirySec: drawExpiry(luck),
    sessionLost: isCalm ? 'discard' : luck.one(['discard', 'resend']),
    withholds: drawWithholds(luck),
  };
  const one = luck.one(Object.entries(all));
  const some = Object.entries(all).filter(() => luck.chance(0.2));
  return { kind: 'change-client', client, changes: Object.fromEntries([one, ...some]) };
};

/** Who joins, who leaves, and what is held up: drawn apart, so that what was drawn before is as it was. */
export function drawLaterCommand(
  luck: Luck,
  flying: readonly string[],
  clients: readonly ClientId[],
): Command {
  const what = luck.one(['add', 'remove', 'delay', 'delay', 'delay'] as const);
  if (what === 'delay' && flying.length > 0) {
    const byMs = luck.one([1, 30, 30, 200, 200, 2500, 20_000]);
    return { kind: 'delay-packet', uid: luck.one(flying), byMs };
  }
  if (what === 'remove') return { kind: 'remove-client', client: luck.one(clients) };
  const settings = drawClient(luck, luck.chance(0.1) ? luck.one(clients) : `x${clients.length}`);
  const subscriptions = luck.chance(0.7) ? drawSubscriptions(luck) : {};
  const publishes = luck.chance(0.5) ? drawPatterns(luck) : [];
  return commandOf({ kind: 'add-client', client: { ...settings, ...subscriptions, publishes } });
}

function drawRestart(luck: Luck): number {
  return luck.one([0, 10, 300, 1500]);
}

const WILD: readonly Draw[] = [
  ...[publish, publish, publish, setNetwork, setNetwork, drop, drop, startPublishing],
  ...[stopPublishing, cut, cut, blackHole, takeOffline, takeOffline, bringOnline],
  ...[crashClient, crashClient, crashBroker, crashBroker, changeClient, changeClient],
];

/** Connections end, and nothing else loses a packet or sends it again. */
const CALM: readonly Draw[] = [
  ...[cut, cut, cut, cut, publish, startPublishing, stopPublishing, setNetwork],
  ...[blackHole, takeOffline, takeOffline, bringOnline, crashClient, crashBroker, changeClient],
];

export function drawCommand(
  luck: Luck,
  isCalm: boolean,
  flying: readonly string[],
  clients: readonly ClientId[],
): Command {
  const client = luck.one(clients);
  const canKill = !isCalm && flying.length > 0;
  if (canKill && luck.chance(0.25)) return { kind: 'kill-packet', uid: luck.one(flying) };
  return luck.one(isCalm ? CALM : WILD)(luck, client, isCalm);
}

/** Nothing is lost any more, nobody is slow, and what is open is closed and opened again. */
export function calming(clients: readonly ClientId[], isCalm: boolean): readonly Command[] {
  const quiet: Partial<NetworkSettings> = {
    lossHop1Up: 0,
    lossHop1Down: 0,
    lossHop2Up: 0,
    lossHop2Down: 0,
    burstMs: 0,
    duplication: 0,
    reordering: 0,
    bytesPerSec: 0,
    cutsPerMin: 0,
    latencyMs: 20,
    jitterMs: 100,
  };
  const resend = isCalm ? {} : ({ resend: 'timer', resendMs: 1000 } as const);
  return [
    { kind: 'set-network', changes: { ...quiet, ...resend } },
    ...clients.flatMap((client): Command[] => [
      { kind: 'change-client', client, changes: { handlerMs: 0, withholds: [] } },
      { kind: 'bring-online', client },
      // What is a black hole would stay one, where nobody keeps alive.
      { kind: 'cut-connection', client },
    ]),
  ];
}
