// Checkers of what nodes keep: stores, limits, Packet Identifiers, sessions. Each finds what is planted.
import { describe, expect, test } from 'vitest';
import {
  brokenTrace,
  faultsBy,
  plant,
  plantPacket,
  type TrueTrace,
  trueTrace,
} from '../../testing/planted.ts';
import type { StoreEntry, TraceEvent } from '../../trace/event.ts';
import { checkLimits } from './limits.ts';
import { checkPacketIds } from './packetIds.ts';
import { checkSessions } from './sessions.ts';
import { checkStores } from './stores.ts';

const qos1 = trueTrace(1);
const qos2 = trueTrace(2);
const broken = brokenTrace();
const any = () => true;
const isIn = (store: StoreEntry['store']) => (event: { entry: StoreEntry }) =>
  event.entry.store === store;

/** Changes one entry from its storing to its release. */
function plantEntry(trace: TrueTrace, facts: Partial<StoreEntry>): TrueTrace {
  const stored = trace.events.find((e) => e.kind === 'session-stored' && isIn('outgoing')(e));
  if (stored === undefined || !('entry' in stored)) throw new Error('No entry');
  const { node, entry } = stored;
  const events = trace.events.map((event): TraceEvent => {
    if (!('entry' in event) || event.node !== node) return event;
    const same = event.entry.messageUid === entry.messageUid && event.entry.store === entry.store;
    return same ? { ...event, entry: { ...event.entry, ...facts } } : event;
  });
  return { ...trace, events };
}

describe('a store entry', () => {
  test.each([
    ['stored twice', plant(qos2, 'session-stored', any, (e) => [e, e]), /is stored twice/],
    ['never stored', plant(qos2, 'session-stored', any, () => []), /was not stored|out of turn/],
    [
      'never released',
      plant(qos2, 'session-released', isIn('outgoing'), () => []),
      /never released|twice/,
    ],
    [
      'let go of in silence',
      plant(broken, 'message-discarded', any, () => []),
      /is let go of and nobody is told/,
    ],
    ['released twice', plant(qos2, 'session-released', any, (e) => [e, e]), /was not stored/],
    [
      'released as something else',
      plant(qos2, 'session-released', any, (e) => [{ ...e, entry: { ...e.entry, bytes: 99 } }]),
      /released as something else/,
    ],
    ['updated twice', plant(qos2, 'session-updated', any, (e) => [e, e]), /updated out of turn/],
    [
      'updated to something else',
      plant(qos2, 'session-updated', any, (e) => [
        { ...e, entry: { ...e.entry, holds: 'message' } },
      ]),
      /updated to something else/,
    ],
  ])('%s', (_, trace, says) => {
    expect(faultsBy(checkStores, trace).join('\n')).toMatch(says);
  });

  test('taken out of the queue before its turn is found', () => {
    const queued = qos1.events.filter((e) => e.kind === 'session-stored' && isIn('queued')(e));
    const [first, second] = queued;
    if (first === undefined || second === undefined) throw new Error('Nothing waits');
    const swap = new Map<TraceEvent, TraceEvent>([
      [first, { ...second, at: first.at }],
      [second, { ...first, at: second.at }],
    ]);
    const events = qos1.events.map((event) => swap.get(event) ?? event);
    expect(faultsBy(checkStores, { ...qos1, events }).join()).toMatch(/is taken out before/);
  });

  test('beyond the window or the queue is found, and a discard with room left', () => {
    const narrow = {
      ...qos1.scenario,
      broker: { ...qos1.scenario.broker, receiveMaximum: 1, queueLimit: 2 },
    };
    const faults = faultsBy(checkLimits, { ...qos1, scenario: narrow }).join('\n');
    expect(faults).toMatch(/2 entries are outgoing at broker for sub/);
    expect(faults).toMatch(/3 entries are queued at broker for sub/);
    const wide = { ...qos1.scenario, broker: { ...qos1.scenario.broker, queueLimit: 4 } };
    const room = faultsBy(checkLimits, { ...qos1, scenario: wide }).join('\n');
    expect(room).toMatch(/discarded with room in the queue/);
  });
});

describe('a Packet Identifier', () => {
  test.each([
    ['in use twice', plantEntry(qos1, { packetId: 2 }), /is taken by/],
    ['of 0', plantEntry(qos1, { packetId: 0 }), /is no Packet Identifier/],
    ['of 65,536', plantEntry(qos1, { packetId: 65_536 }), /is no Packet Identifier/],
    [
      'of another exchange in a PUBLISH',
      plantPacket(qos1, (e) => e.packet.type === 'PUBLISH' && e.packet.qos === 1, {
        packetId: 999,
      }),
      /which is not its own/,
    ],
    [
      'of another exchange in a PUBREL',
      plantPacket(qos2, (e) => e.packet.type === 'PUBREL', { packetId: 999 }),
      /which is not its own/,
    ],
    [
      'at QoS 0',
      plantPacket(qos1, (e) => e.packet.type === 'PUBLISH' && e.packet.qos === 0, { packetId: 1 }),
      /at QoS 0/,
    ],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkPacketIds, trace).join('\n')).toMatch(says);
  });

  test('of an exchange that is over is found when its re-send timer fires', () => {
    const isResend = (e: { timer: string }) => e.timer === 're-send';
    const trace = plant(qos1, 'timer-fired', isResend, (e) => [{ ...e, packetId: 999 }]);
    expect(faultsBy(checkPacketIds, trace).join()).toMatch(/a re-send fires for .*#999/);
  });

  test('that a SUBSCRIBE holds is found when a PUBLISH takes it', () => {
    const scenarioIds = plant(
      qos1,
      'packet-arrived',
      (e) => e.packet.type === 'SUBACK',
      () => [],
    );
    const id = 1;
    const trace = plant(scenarioIds, 'session-stored', any, (e) => [
      e,
      { ...e, node: 'sub', entry: { ...e.entry, peer: 'broker', packetId: id } },
    ]);
    expect(faultsBy(checkPacketIds, trace).join()).toMatch(/while SUBSCRIBE holds it/);
  });
});

describe('a session', () => {
  const resumed = plant(qos1, 'session-resumed', any, (e) => [{ ...e, kind: 'session-started' }]);
  const again = plant(broken, 'session-started', any, (e) => [{ ...e, kind: 'session-resumed' }]);
  const early = plant(broken, 'client-offline', any, (e) => {
    return [e, { at: e.at, kind: 'session-ended', client: 'pub', reason: 'expired' }];
  });
  const crashed = plant(broken, 'node-crashed', any, (e) => {
    return [e, { at: e.at, kind: 'session-ended', client: 'pub', reason: 'crashed' }];
  });
  const unstarted = plant(qos1, 'session-started', any, () => []);
  const ended = plant(qos1, 'session-resumed', any, (e) => {
    const { at, client } = e;
    return [{ at, kind: 'session-ended', client, reason: 'clean' }, e];
  });
  test.each([
    ['that starts twice', resumed, /starts twice/],
    ['that is resumed after its end', ended, /never started/],
    ['that is resumed and was never started', unstarted, /never started|without a session/],
    ['that is resumed where there is none', again, /never started/],
    ['that ends before its time', early, /ends as expired out of turn/],
    ['that a crash ends though it was kept', crashed, /which was kept/],
    [
      'of which no CONNACK speaks',
      plant(
        qos1,
        'packet-sent',
        (e) => e.packet.type === 'CONNACK',
        () => [],
      ),
      /is not answered/,
    ],
  ])('v5 [MQTT-3.1.2-5], 3.1.1 [MQTT-3.1.2-4] %s is found', (_, trace, says) => {
    expect(faultsBy(checkSessions, trace).join('\n')).toMatch(says);
  });
});
