// Each kind of event as its row says it: the record is complete by its type, and each kind is either
// found in a preset's run or made here.
import { describe, expect, test } from 'vitest';
import { presetScenario, runPreset } from '../../testing/presetRun.ts';
import type { PacketRecord, TraceEvent, TraceEventKind } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { levelOf, messageOf, NO_FILTER, nodesOf } from './eventFacts.ts';
import { EventTable } from './eventTable.ts';
import { rowOf } from './row.ts';

const PRESETS = [
  'default',
  'mixed',
  'tcp-cut',
  'retained-on-reconnect',
  'broker-crash-autosave',
  'black-hole-subscriber',
  'puback-is-not-delivery',
  'network-copies',
];

const runs = PRESETS.map((name) => runPreset(name, 60).index);
const [tcp, settings] = [runs[2] as TraceIndex, presetScenario('default').clients];
const publish = tcp.events.find((event) => 'packet' in event && event.packet.type === 'PUBLISH');
const packet = (publish as { packet: PacketRecord }).packet;
const at = tcp.events.at(-1)?.at as TraceEvent['at'];

/** Of kinds that no preset has. */
const MADE: readonly TraceEvent[] = [
  { kind: 'broker-unretained', at, topic: 'door' as never },
  { kind: 'client-added', at, client: 'sub-2', settings: settings[0] as never },
  { kind: 'client-removed', at, client: 'sub-2' },
  {
    kind: 'command-refused',
    at,
    command: { kind: 'cut-connection', client: 'sub' },
    reason: 'it has no connection',
  },
  { kind: 'connection-refused', at, client: 'sub' },
  { kind: 'packet-delayed', at, packet, transmission: 1, dueAt: at },
  { kind: 'publish-missed', at, client: 'pub', pattern: 'auto', nth: 3 },
  { kind: 'session-unsubscribed', at, client: 'sub', filter: 'door' },
];

/** what · where · why, of the first event of the kind. */
const SAID: Readonly<Record<TraceEventKind, string>> = {
  'broker-retained': 'retained A · broker · for qoscope/demo',
  'broker-saved': 'store saved · broker · 1 entry',
  'broker-unretained': 'no longer retained · broker · for door',
  'client-added': 'joins the run · sub-2 · ',
  'client-offline': 'goes offline · subscriber · ',
  'client-online': 'goes online · subscriber · ',
  'client-removed': 'leaves the run · sub-2 · ',
  'command-applied': 'command ·  · QoS 1 message “Hey, are you free?”',
  'command-refused': 'command refused ·  · cut of sub: it has no connection',
  'connection-closed': 'connection closed · publisher · cut',
  'connection-opened': 'connection opened · publisher · ',
  'connection-refused': 'connection refused · subscriber · the broker is down',
  'connection-silenced':
    'connection silenced · subscriber · nothing gets through, and neither end knows',
  'message-acknowledged': 'acknowledged A · publisher · the publisher has its last answer',
  'message-delivered': 'delivered A · subscriber · 100 ms after it was published',
  'message-discarded': 'discarded B · broker · for subscriber: the state that held it is gone',
  'message-lost': 'message lost G · subscriber · the packet was lost, and nobody sends it again',
  'message-originated':
    'retained, replayed B · broker · for subscriber: “door open” on qoscope/demo',
  'message-published': 'published A · publisher · “hello” on qoscope/demo',
  'message-received': 'received B · subscriber · at QoS 1, from the broker itself',
  'network-changed': 'network changed ·  · lossy packets',
  'node-crashed': 'crashes · broker · ',
  'node-restarted': 'is back · broker · ',
  'packet-arrived': 'arrived CONNECT · publisher → broker · ',
  'packet-delayed': 'delayed PUBLISH A · publisher → broker · now due at 60.000 s',
  'packet-lost': 'lost on its way PUBLISH B · publisher → broker · by the network',
  'packet-sent': 'sent CONNECT · publisher → broker · The first packet on a connection is CONNECT.',
  'pattern-ended': 'no longer by itself · publisher · auto',
  'pattern-started': 'publishes by itself · publisher · 10 a second on qoscope/demo at QoS 1',
  'publish-missed': 'never published · publisher · its process was down: auto 3',
  'publishing-started': 'publishing starts ·  · everyone is connected and subscribed',
  'run-started': 'run starts ·  · MQTT 5.0',
  'segment-arrived': 'segment arrived CONNECT · publisher → broker · ',
  'segment-lost': 'segment lost PUBACK A · broker → publisher · its connection ended',
  'segment-sent': 'segment sent CONNECT · publisher → broker · ',
  'session-ended': 'session ends · subscriber · its connection ended',
  'session-released': 'released A · publisher · finished with',
  'session-resumed': 'session resumed · publisher · ',
  'session-started': 'session starts · publisher · ',
  'session-stored': 'stored A · publisher · the message, until PUBACK',
  'session-subscribed': 'subscribed · subscriber · qoscope/demo at QoS 2',
  'session-unsubscribed': 'unsubscribed · subscriber · door',
  'session-updated': 'store changed C · publisher · its identifier alone, until PUBCOMP',
  'tcp-ack-sent': 'TCP acknowledges · broker → publisher · the CONNECT',
  'timer-fired': 'timer is up · publisher · keep-alive',
  'timer-set': 'timer set · publisher · answer to CONNECT or SUBSCRIBE, due at 30.000 s',
};

function say(event: TraceEvent, index: TraceIndex): string {
  const { what, type = '', letter, where, why } = rowOf(event, index);
  return `${[what, type, letter].filter((word) => word !== '').join(' ')} · ${where} · ${why}`;
}

test.each(Object.entries(SAID))('%s', (kind, said) => {
  const made = MADE.find((event) => event.kind === kind);
  const of = (event: TraceEvent) => event.kind === kind;
  const index = runs.find((run) => run.events.some(of)) ?? tcp;
  const event = made ?? index.events.find(of);
  expect(event && say(event, index)).toBe(said);
});

describe('a row', () => {
  const [, mixed = tcp] = runs;

  test('of a second copy says so, and why, and is marked', () => {
    const { index } = runPreset('lost-puback', 10);
    const repeat = index.events.find((e) => e.kind === 'message-delivered' && e.duplicate);
    expect(rowOf(repeat as TraceEvent, index)).toMatchObject({
      what: 'delivered, 2nd time',
      why: 'the publisher had sent it again',
      tone: 'dup',
    });
  });

  test('of a packet sent again says the attempt and DUP', () => {
    const { index } = runPreset('lost-puback', 10);
    const again = index.events.find((e) => e.kind === 'packet-sent' && e.packet.attempt === 2);
    const row = rowOf(again as TraceEvent, index);
    expect(row).toMatchObject({ what: 'sent again', type: 'PUBLISH', letter: 'A', dup: true });
    expect(row.why).toMatch(/^second attempt: /);
  });

  test('of an answer to a second PUBLISH is not of a packet sent again', () => {
    const { index } = runPreset('lost-puback', 10);
    const again = index.events.find(
      (e) => e.kind === 'packet-sent' && e.packet.type === 'PUBACK' && e.packet.attempt === 2,
    );
    const row = rowOf(again as TraceEvent, index);
    expect(row.what).toBe('sent');
    expect(row.why).toMatch(/^to the second PUBLISH: /);
  });

  test('has the level and the bytes of its packet', () => {
    const sent = mixed.events.find((e) => e.kind === 'packet-sent' && e.packet.level === 2);
    const row = rowOf(sent as TraceEvent, mixed);
    expect(row.level).toBe(2);
    expect(row.bytes).toBe((sent as { packet: PacketRecord }).packet.bytes);
  });
});

describe('the filter', () => {
  const [, mixed = tcp] = runs;
  const table = new EventTable();
  const wanted = (part: Partial<typeof NO_FILTER>) => {
    table.grow(mixed);
    const wants = table.wants({ ...NO_FILTER, ...part });
    return mixed.events.filter((event, place) => wants(event, place));
  };

  test('lets everything through unless told', () => {
    expect(wanted({})).toEqual(mixed.events);
  });

  test('by level leaves what belongs to that level’s messages', () => {
    const events = wanted({ level: 2 });
    expect(events.length).toBeGreaterThan(20);
    for (const event of events) {
      expect(mixed.message(messageOf(event, mixed) ?? '')?.level).toBe(2);
      expect(levelOf(event, mixed)).toBe(2);
    }
  });

  test('by packet type leaves that type, sent, arrived and lost', () => {
    const kinds = new Set(wanted({ type: 'PUBLISH' }).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['packet-arrived', 'packet-lost', 'packet-sent']);
  });

  test('by node leaves what happens at it or to and from it', () => {
    for (const event of wanted({ node: 'sub' })) expect(nodesOf(event)).toContain('sub');
  });

  test('by message leaves its whole family, on both hops and in the stores', () => {
    const [first] = mixed.messages.filter(({ level }) => level === 2);
    const events = wanted({ message: first?.uid as string });
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['message-published', 'message-delivered', 'session-stored'] as const) {
      expect(kinds).toContain(kind);
    }
    const hops = events.map((event) => ('packet' in event ? event.packet.hop : 0));
    expect(new Set(hops)).toEqual(new Set([0, 1, 2]));
  });
});
