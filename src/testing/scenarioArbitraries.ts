// Arbitrary scenarios and commands for property tests of what reads and writes them: every field and
// every command is drawn, with values that a file may hold, whether or not a run of them makes sense.
import fc from 'fast-check';
import type { Subscription } from '../mqtt/packets/packet.ts';
import { PACKET_TYPES } from '../scenario/packetTypes.ts';
import type {
  BrokerSettings,
  ClientChanges,
  ClientSettings,
  Command,
  NetworkSettings,
  PublishPattern,
  Scenario,
} from '../scenario/scenario.ts';

/** An arbitrary of each field, so that a new one cannot be left out. */
type Fields<T> = { readonly [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> };

/** Of all fields, those that are optional drawn or not. */
function dataOf<T>(fields: Fields<T>, optional: readonly (keyof T)[] = []): fc.Arbitrary<T> {
  const isRequired = (key: string): boolean => !optional.some((other) => other === key);
  const requiredKeys = Object.keys(fields).filter(isRequired);
  return fc.record<Record<string, unknown>>(fields, { requiredKeys }) as fc.Arbitrary<T>;
}

export function numberFrom(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(min, max),
    // No −0: JSON has none.
    fc.double({ min, max, noNaN: true }).map((value) => value + 0),
  );
}

export function wholeFrom(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
}

export const probabilities = numberFrom(0, 1);
const levels = fc.constantFrom<0 | 1 | 2>(0, 1, 2);
const flags = fc.boolean();
const timesMs = numberFrom(0, 86_400_000);
const seconds = wholeFrom(0, 4_294_967_295);
const resendLimits = wholeFrom(0, 1_000_000);
const windows = wholeFrom(1, 65_535);
const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const names = fc.stringMatching(/^[A-Za-z0-9_-]{1,23}$/);
const topics = fc.oneof(
  fc.constantFrom('qoscope/demo', 'a,b;c&d=e', '%41/é/\u{1f600}', ' /?:@'),
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[+#\0]/.test(text)),
);
const firstOrLast = fc.constantFrom<'first' | 'last'>('first', 'last');
const handOvers = fc.constantFrom<'pubrel' | 'publish'>('pubrel', 'publish');
export const withholdings = fc.shuffledSubarray(['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'] as const);

const networkFields: Fields<NetworkSettings> = {
  model: fc.constantFrom('lossy', 'tcp'),
  lossHop1Up: probabilities,
  lossHop1Down: probabilities,
  lossHop2Up: probabilities,
  lossHop2Down: probabilities,
  burstMs: numberFrom(0, 3_600_000),
  latencyMs: numberFrom(0, 60_000),
  jitterMs: numberFrom(0, 60_000),
  duplication: probabilities,
  reordering: probabilities,
  reorderMs: numberFrom(0, 60_000),
  bytesPerSec: wholeFrom(0, 1_000_000_000),
  cutsPerMin: numberFrom(0, 600),
  resend: fc.constantFrom('model', 'timer', 'reconnect'),
  resendMs: numberFrom(1, 3_600_000),
};

const brokerFields: Fields<BrokerSettings> = {
  qos2Forward: handOvers,
  receiveMaximum: windows,
  queueLimit: wholeFrom(0, 1_000_000),
  queueDrop: fc.constantFrom('newest', 'oldest'),
  grantedQosMax: levels,
  overlapping: fc.constantFrom('one', 'each'),
  acknowledge: firstOrLast,
  store: fc.constantFrom('memory', 'autosave', 'persistent'),
  autosaveSec: numberFrom(1, 86_400),
  resendLimit: resendLimits,
};

const changeFields: Fields<ClientChanges> = {
  acknowledge: firstOrLast,
  cleanStart: flags,
  handlerMs: numberFrom(0, 3_600_000),
  offlinePublish: fc.constantFrom('queue', 'queueAll', 'refuse'),
  sessionExpirySec: seconds,
  sessionLost: fc.constantFrom('discard', 'resend'),
  withholds: withholdings,
};

const patternFields: Fields<PublishPattern> = {
  name: names,
  topic: topics,
  qos: levels,
  payload: texts,
  payloads: fc.array(texts, { minLength: 1, maxLength: 3 }),
  retain: fc.constant(true),
  expirySec: seconds,
  ratePerSec: numberFrom(0.001, 100_000),
  startMs: timesMs,
  count: wholeFrom(0, 10_000_000),
};
const patterns = dataOf(patternFields, ['payloads', 'retain', 'expirySec', 'count']);

const subscriptionFields: Fields<Subscription> = {
  filter: fc.constantFrom('#', 'a/+/#', '+', 'a/b'),
  qos: levels,
  noLocal: flags,
  retainAsPublished: flags,
  retainHandling: levels,
};
const subscriptionOptions = ['noLocal', 'retainAsPublished', 'retainHandling'] as const;
const subscriptions = dataOf(subscriptionFields, subscriptionOptions);

const clientFields: Fields<Omit<ClientSettings, 'id'>> = {
  ...changeFields,
  subscriptions: fc.array(subscriptions, { maxLength: 2 }),
  publishes: fc.uniqueArray(patterns, { maxLength: 2, selector: ({ name }) => name }),
  qos2HandOver: handOvers,
  receiveMaximum: windows,
  keepAliveSec: wholeFrom(0, 65_535),
  ignoreRepeats: flags,
  resendLimit: resendLimits,
  will: fc.record({
    topic: topics,
    payload: texts,
    qos: levels,
    retain: flags,
    delaySec: seconds,
  }),
  reconnectMs: numberFrom(1, 1000),
  reconnectMaxMs: numberFrom(1000, 3_600_000),
};
const clients = dataOf(clientFields, ['resendLimit', 'will']);

/** One that joins, with an id that no other has. */
const joiners: fc.Arbitrary<ClientSettings> = fc
  .tuple(clients, names)
  .map(([client, id]) => ({ ...client, id: `x-${id}`.slice(0, 23) }));

const networkChanges: fc.Arbitrary<Partial<NetworkSettings>> = fc.oneof(
  probabilities.map((p) => ({ lossHop1Up: p, lossHop1Down: p, lossHop2Up: p, lossHop2Down: p })),
  fc.record(networkFields, { requiredKeys: [] }),
);
const clientChanges: fc.Arbitrary<ClientChanges> = fc
  .record(changeFields, { requiredKeys: [] })
  .filter((changes) => Object.keys(changes).length > 0);

type Kind = Command['kind'];
type CommandFields<K extends Kind> = Fields<Omit<Extract<Command, { kind: K }>, 'kind'>>;

/** Of every kind, about one of these clients. */
export function commandsFor(...ids: readonly string[]): fc.Arbitrary<Command> {
  const client = fc.constantFrom(...ids);
  const hop = fc.constantFrom<1 | 2>(1, 2);
  const how = fc.constantFrom<'disconnect' | 'reset' | 'silent'>('disconnect', 'reset', 'silent');
  const store = fc.constantFrom<'kept' | 'lost'>('kept', 'lost');
  const fields: { readonly [K in Kind]: CommandFields<K> } = {
    publish: { client, topic: topics, qos: levels, payload: texts },
    'set-network': { changes: networkChanges },
    'cut-connection': { client },
    'black-hole': { client },
    'take-offline': { client, how, forMs: timesMs },
    'bring-online': { client },
    'crash-client': { client, store, restartMs: timesMs },
    'crash-broker': { restartMs: timesMs },
    'change-client': { client, changes: clientChanges },
    'add-client': { client: joiners },
    'remove-client': { client },
    'kill-packet': { uid: texts },
    'delay-packet': { uid: texts, byMs: numberFrom(1, 3_600_000) },
    'drop-next': { packetType: fc.constantFrom(...PACKET_TYPES), hop },
    'start-publishing': { client, pattern: patterns },
    'stop-publishing': { client, name: names },
  };
  const ofEach = Object.entries(fields).map(([kind, ofKind]) => {
    const whole = { kind: fc.constant(kind), ...ofKind } as Fields<Command & { forMs?: number }>;
    return dataOf(whole, ['forMs']);
  });
  return fc.oneof(...ofEach);
}

const scenarioFields: Fields<Omit<Scenario, 'title'>> = {
  protocolVersion: fc.constantFrom(4, 5),
  seed: seconds,
  network: dataOf(networkFields),
  broker: dataOf(brokerFields, ['resendLimit']),
  clients: fc.tuple(clients, clients).map(([pub, sub]) => [
    { ...pub, id: 'pub' },
    { ...sub, id: 'sub' },
  ]),
  script: fc
    .array(fc.record({ atMs: timesMs, command: commandsFor('pub', 'sub') }), { maxLength: 4 })
    .map((entries) => entries.sort((a, b) => a.atMs - b.atMs)),
};

/** With the clients `pub` and `sub`. */
export const scenarios: fc.Arbitrary<Scenario> = dataOf(scenarioFields);
