// Checkers of what is sent and handed on: PUBLISH and PUBREL, deliveries, copies. Each finds what is
// planted.
import { describe, expect, test } from 'vitest';
import {
  brokenTrace,
  faultsBy,
  plant,
  plantPacket,
  type TrueTrace,
  trueTrace,
} from '../../testing/planted.ts';
import type { PacketRecord, TraceEvent } from '../../trace/event.ts';
import { checkCauses } from './causes.ts';
import { checkCopies } from './copies.ts';
import { checkDeliveries } from './deliveries.ts';
import { checkPublishes } from './publishes.ts';

const qos1 = trueTrace(1);
const qos2 = trueTrace(2);
const broken = brokenTrace();
const any = () => true;

describe('a PUBLISH or PUBREL', () => {
  const isAgain = (e: { packet: { type: string; attempt: number } }) =>
    e.packet.type === 'PUBLISH' && e.packet.attempt === 2;
  const isFirst = (e: { packet: { type: string; attempt: number; qos: number } }) =>
    e.packet.type === 'PUBLISH' && e.packet.attempt === 1 && e.packet.qos > 0;
  test.each([
    [
      'v5 [MQTT-3.3.1-1], 3.1.1 [MQTT-3.3.1-1] sent again with DUP 0',
      plantPacket(qos1, isAgain, { dup: false }),
      /has DUP 0/,
    ],
    ['sent first with DUP 1', plantPacket(qos1, isFirst, { dup: true }), /has DUP 1/],
    [
      'v5 [MQTT-3.3.1-2], 3.1.1 [MQTT-3.3.1-2] with DUP at QoS 0',
      plantPacket(qos1, (e) => e.packet.qos === 0 && e.packet.type === 'PUBLISH', { dup: true }),
      /sent again at QoS 0/,
    ],
    ['with an attempt left out', plantPacket(qos1, isAgain, { attempt: 3 }), /PUBLISH number 2/],
    [
      'of a QoS above the published one',
      plantPacket(qos1, (e) => isFirst(e) && e.packet.hop === 1, { qos: 2 }),
      /has QoS 2, expected 1/,
    ],
    [
      'of a QoS above the granted one',
      plant(qos1, 'session-subscribed', any, (e) => [{ ...e, qos: 0 }]),
      /has QoS 1, expected 0/,
    ],
    [
      'v5 [MQTT-4.3.3-6] after its PUBREL',
      plant(
        qos2,
        'packet-sent',
        (e) => e.packet.type === 'PUBREL',
        (e) => {
          const again = { type: 'PUBLISH', attempt: 9, uid: 'x' } as const;
          return [e, { ...e, packet: { ...e.packet, ...again } }];
        },
      ),
      /x follows its PUBREL/,
    ],
    [
      'out of count',
      plantPacket(qos2, (e) => e.packet.type === 'PUBREL', { attempt: 5 }),
      /is PUBREL number 1/,
    ],
    [
      'without a PUBLISH',
      plantPacket(qos2, (e) => e.packet.type === 'PUBREL', { messageUid: 'x' }),
      /has no PUBLISH/,
    ],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkPublishes, trace).join('\n')).toMatch(says);
  });
});

describe('a delivery', () => {
  const isRetried = (e: { level: number }) => e.level === 2;
  const again = plant(qos2, 'message-delivered', isRetried, (e) => [
    e,
    { ...e, callbacks: 2, duplicate: true, cause: 'brokerResend' },
  ]);
  test.each([
    ['twice at QoS 2', again, /came twice at QoS 2/],
    ['out of count', plant(qos1, 'message-delivered', any, (e) => [e, e]), /out of turn/],
    [
      'without a packet',
      plant(
        qos1,
        'message-delivered',
        (e) => e.messageUid !== 'pub/p/1',
        (e) => [{ ...e, messageUid: 'pub/p/1' }],
      ),
      /no packet has brought it/,
    ],
    [
      'to somebody else',
      plant(qos1, 'message-delivered', any, (e) => [{ ...e, subscriber: 'pub' }]),
      /was not expected/,
    ],
    [
      'of a lost message',
      plant(qos1, 'message-delivered', any, (e) => [
        { kind: 'message-lost', ...pick(e), cause: 'packetLost' },
        e,
      ]),
      /delivered after it was lost/,
    ],
    [
      'and a loss of one message',
      plant(qos1, 'message-delivered', any, (e) => [
        e,
        { kind: 'message-lost', ...pick(e), cause: 'packetLost' },
      ]),
      /lost after it was delivered/,
    ],
    [
      'that never comes though both hops re-send',
      plant(qos1, 'message-delivered', isFirstOfLevel1, (e) => [
        { kind: 'message-lost', ...pick(e), cause: 'packetLost' },
      ]),
      /although both hops re-send/,
    ],
    [
      'of no cause',
      plant(
        again,
        'message-delivered',
        (e) => e.duplicate,
        (e) => [{ ...e, cause: undefined }],
      ),
      /without a cause/,
    ],
    ['lost twice', plant(qos1, 'message-lost', any, (e) => [e, e]), /lost twice/],
    [
      'lost to nobody',
      plant(qos1, 'message-lost', any, (e) => [{ ...e, subscriber: 'pub' }]),
      /lost and was not expected/,
    ],
    ['published twice', plant(qos1, 'message-published', any, (e) => [e, e]), /published twice/],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkDeliveries, trace).join('\n')).toMatch(says);
  });

  test('at QoS 2 may come twice when state was lost, and is lost when somebody let it go', () => {
    const isMeant = (e: { level: number }) => e.level === 2;
    const lostState = plant(again, 'message-delivered', isMeant, (e) => {
      const { at, messageUid, copy } = e;
      const entry = { ...ENTRY, messageUid, copy };
      return [
        e,
        { at, kind: 'session-released', node: 'sub', entry, reason: 'stateLost' },
        { at, kind: 'packet-arrived', packet: publishOf(messageUid) },
      ];
    });
    expect(faultsBy(checkDeliveries, lostState).join()).not.toMatch(/came twice at QoS 2/);
    const letGo = plant(qos1, 'message-delivered', isFirstOfLevel1, (e) => [
      {
        kind: 'message-discarded',
        at: e.at,
        node: 'broker',
        messageUid: e.messageUid,
        peer: 'sub',
        reason: 'expired',
      },
      { kind: 'message-lost', ...pick(e), cause: 'expired' },
    ]);
    expect(faultsBy(checkDeliveries, letGo).join()).not.toMatch(/although both hops re-send/);
  });

  test('at QoS 2 may come twice when a PUBLISH was overtaken by its PUBREL', () => {
    const isPubrel = (e: { packet: { type: string; to: string } }) =>
      e.packet.type === 'PUBREL' && e.packet.to === 'sub';
    const overtaken = plant(qos2, 'packet-arrived', isPubrel, (e) => {
      const { at, packet } = e;
      const late = { ...packet, type: 'PUBLISH' as const, uid: 'late' };
      return [e, { at, kind: 'packet-arrived', packet: late }];
    });
    const uid = overtaken.events.find((e) => 'packet' in e && e.packet.uid === 'late');
    const isIt = (e: { messageUid: string }) =>
      uid !== undefined && 'packet' in uid && e.messageUid === uid.packet.messageUid;
    const twice = (trace: TrueTrace) =>
      plant(trace, 'message-delivered', isIt, (e) => [
        e,
        { ...e, callbacks: 2, duplicate: true, cause: 'networkCopy' },
      ]);
    expect(faultsBy(checkDeliveries, twice(overtaken)).join()).not.toMatch(/came twice at QoS 2/);
    expect(faultsBy(checkDeliveries, twice(qos2)).join()).toMatch(/came twice at QoS 2/);
  });
});

describe('the copies of a message', () => {
  test('that are all gone without its being told lost are found', () => {
    const trace = plant(qos1, 'message-lost', any, () => []);
    expect(faultsBy(checkCopies, trace).join()).toMatch(/is not told to be lost/);
  });

  test('that are left when it is told to be lost are found', () => {
    const early = plant(qos1, 'message-published', any, (e) => [
      e,
      {
        kind: 'message-lost',
        at: e.at,
        messageUid: e.messageUid,
        level: e.qos,
        subscriber: 'sub',
        cause: 'offline',
      },
    ]);
    expect(faultsBy(checkCopies, early).join()).toMatch(/told to be lost and is not/);
  });

  test('that end more often than they began are found, and those of no message', () => {
    const trace = plant(
      qos1,
      'packet-arrived',
      (e) => e.packet.type === 'PUBLISH',
      (e) => [e, e],
    );
    expect(faultsBy(checkCopies, trace).join()).toMatch(/fewer copies than none/);
    const unknown = plant(qos1, 'message-published', any, () => []);
    expect(faultsBy(checkCopies, unknown).join()).toMatch(/before it is published/);
  });
});

function pick(event: Extract<TraceEvent, { kind: 'message-delivered' }>) {
  const { at, messageUid, subscriber, level } = event;
  return { at, messageUid, subscriber, level };
}

const ENTRY = {
  store: 'incoming',
  peer: 'broker',
  packetId: 1,
  qos: 2,
  holds: 'identifier',
  awaits: 'PUBREL',
  bytes: 2,
} as const;

function publishOf(messageUid: string): PacketRecord {
  const sent = qos2.events.find((e) => {
    const isPublish = e.kind === 'packet-arrived' && e.packet.type === 'PUBLISH';
    return isPublish && e.packet.messageUid === messageUid && e.packet.to === 'sub';
  });
  if (sent === undefined || !('packet' in sent)) throw new Error('No such PUBLISH');
  return sent.packet;
}

function isFirstOfLevel1(event: { level: number; duplicate: boolean }): boolean {
  return event.level === 1 && !event.duplicate;
}

describe('the cause of a duplicate', () => {
  test.each(['publisherResend', 'brokerResend', 'networkCopy', 'stateLost'] as const)(
    '%s is told, and another in its place is found',
    (cause) => {
      const isMeant = (e: { cause: unknown }) => e.cause === cause;
      const other = cause === 'networkCopy' ? 'brokerResend' : 'networkCopy';
      const trace = plant(broken, 'message-delivered', isMeant, (e) => [{ ...e, cause: other }]);
      expect(faultsBy(checkCauses, trace).join()).toMatch(`comes again by ${cause}, told as`);
    },
  );
});

describe('what a broker sends again', () => {
  const isResent = (e: { packet: PacketRecord }) =>
    e.packet.because === 'timer-resend' && e.packet.type === 'PUBLISH';
  test('v5 [MQTT-4.4.0-1] by a timer where the network has none is found', () => {
    const { scenario, events } = qos1;
    const network = { ...scenario.network, resend: 'reconnect' } as const;
    const faults = faultsBy(checkPublishes, { events, scenario: { ...scenario, network } });
    expect(faults.join()).toMatch(/by a timer that is not there/);
  });

  test('v5 [MQTT-4.4.0-1] as on reconnect, on one connection, is found', () => {
    const trace = plantPacket(qos1, (e) => isResent(e), { because: 'reconnect-resend' });
    expect(faultsBy(checkPublishes, trace).join()).toMatch(/sent again too early/);
  });
});

describe('what a broker saves', () => {
  test('of another size is found', () => {
    const trace = plant(
      broken,
      'broker-saved',
      (e) => e.entries > 0,
      (e) => [{ ...e, entries: e.entries + 1 }],
    );
    expect(faultsBy(checkCopies, trace).join()).toMatch(/entries are saved of/);
  });
});
