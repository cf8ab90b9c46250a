// What the settings of a drawn run may be: network, broker, clients. A new setting of the scenario gets
// its line here.

import type { AckType, Qos } from '../mqtt/packets/packet.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import type { Luck } from './luck.ts';

export const TOPICS = ['a', 'a/b', 'c'] as const;
const FILTERS = ['a', 'a/b', 'c', '#', 'a/+', 'a/#', '+'] as const;

/** Nothing but the end of a connection loses a packet, and nothing but the next one sends it again. */
export const RECONNECT_ONLY = {
  resend: 'reconnect',
  reordering: 0,
  lossHop1Up: 0,
  lossHop1Down: 0,
  lossHop2Up: 0,
  lossHop2Down: 0,
} as const;

export function list<T>(length: number, make: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => make(i));
}

/** @param isCalm as `RECONNECT_ONLY` */
export function drawNetwork(luck: Luck, isCalm: boolean): NetworkSettings {
  const network: NetworkSettings = {
    model: luck.one(['lossy', 'tcp']),
    lossHop1Up: drawLoss(luck),
    lossHop1Down: drawLoss(luck),
    lossHop2Up: drawLoss(luck),
    lossHop2Down: drawLoss(luck),
    burstMs: luck.one([0, 0, 20, 400]),
    latencyMs: luck.one([0, 0.001, 5, 50, 300]),
    jitterMs: luck.one([0, 0, 1, 40, 500]),
    duplication: luck.one([0, 0, 0, 0.3, 1]),
    reordering: luck.one([0, 0, 0, 0.3, 1]),
    reorderMs: luck.one([0, 20, 500]),
    bytesPerSec: luck.one([0, 0, 300, 20_000]),
    cutsPerMin: luck.one([0, 0, 0, 10, 60]),
    resend: luck.one(['model', 'timer', 'reconnect']),
    resendMs: luck.one([70, 100, 500, 1000, 3000]),
  };
  return isCalm ? { ...network, ...RECONNECT_ONLY } : network;
}

function drawLoss(luck: Luck): number {
  return luck.chance(0.4) ? 0 : luck.one([0.05, 0.2, 0.5, 0.7, 1]);
}

export function drawBroker(luck: Luck) {
  return {
    qos2Forward: luck.one(['pubrel', 'publish']),
    receiveMaximum: drawWindow(luck),
    queueLimit: luck.one([0, 1, 3, 1000, 1000]),
    queueDrop: luck.one(['newest', 'newest', 'oldest']),
    grantedQosMax: luck.one([0, 1, 2, 2, 2, 2]),
    overlapping: luck.one(['one', 'one', 'each']),
    acknowledge: luck.one(['first', 'first', 'last']),
    store: luck.one(['memory', 'autosave', 'persistent']),
    autosaveSec: luck.one([1, 1.7, 3, 600]),
    ...drawResendLimit(luck),
  };
}

function drawWindow(luck: Luck): number {
  return luck.chance(0.6) ? luck.whole(1, 10) : 65_535;
}

export function drawClient(luck: Luck, id: string) {
  return {
    id,
    qos2HandOver: luck.one(['pubrel', 'publish']),
    receiveMaximum: drawWindow(luck),
    keepAliveSec: luck.one([0, 1, 5, 60]),
    cleanStart: luck.chance(0.15),
    sessionExpirySec: drawExpiry(luck),
    acknowledge: luck.one(['first', 'first', 'last']),
    offlinePublish: luck.one(['queue', 'queue', 'queueAll', 'refuse']),
    sessionLost: luck.one(['discard', 'discard', 'resend']),
    handlerMs: drawHandler(luck),
    withholds: luck.chance(0.15) ? drawWithholds(luck) : [],
    ...drawReconnect(luck),
    ...drawResendLimit(luck),
    ...(luck.chance(0.3) ? { will: drawWill(luck) } : {}),
  };
}

function drawReconnect(luck: Luck) {
  const reconnectMs = luck.one([15, 300, 1000]);
  return { reconnectMs, reconnectMaxMs: reconnectMs * luck.one([1, 1.5, 5]) };
}

export function drawExpiry(luck: Luck): number {
  return luck.one([0, 1, 3600, 3600, 3600, 4_294_967_295]);
}

export function drawHandler(luck: Luck): number {
  return luck.one([0, 0, 0.001, 30, 400]);
}

export function drawWithholds(luck: Luck): readonly AckType[] {
  return (['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'] as const).filter(() => luck.chance(0.4));
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

export function drawSubscriptions(luck: Luck) {
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

export function drawQos(luck: Luck): Qos {
  return luck.one([0, 1, 2]);
}

export function drawPatterns(luck: Luck) {
  return list(luck.whole(1, 2), (i) => drawPattern(luck, `n${i}`));
}

export function drawPattern(luck: Luck, name: string) {
  return {
    name,
    topic: luck.one(TOPICS),
    qos: drawQos(luck),
    payload: luck.one(['', 'x', 'grüß dich 🙂']),
    ...(luck.chance(0.2) ? { retain: true as const } : {}),
    ...(luck.chance(0.15) ? { expirySec: luck.one([0, 1, 60]) } : {}),
    ratePerSec: luck.one([1, 5, 20, 20, 200]),
    startMs: luck.one([0, 0, 100, 333.3]),
    count: luck.whole(0, 12),
  };
}
