// The in-flight window and the queue before it: what waits, what is discarded, and in which order.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { ackOf, messageOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import type { Qos } from '../packets/packet.ts';
import {
  createSender,
  discardUnacknowledged,
  discardWaiting,
  receivePuback,
  receivePubcomp,
  receivePubrec,
  resumeSender,
  sendMessage,
  suspendSender,
} from './sender.ts';

const now = fromMs(0);

class Harness {
  readonly effects: Effect[] = [];
  readonly state;

  constructor(receiveMaximum: number, queueLimit: number) {
    this.state = createSender('peer', undefined, { receiveMaximum, queueLimit });
    this.state.connection = 0;
  }

  send(uid: string, qos: Qos): this {
    sendMessage(this.state, messageOf(uid, qos), qos, 1, 'qos1-publish', now, this.effects);
    return this;
  }

  /** Uids of what was published, in order. */
  get published(): string[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'send-packet' && effect.packet.type === 'PUBLISH'
        ? [effect.packet.messageUid]
        : [],
    );
  }

  get discarded(): string[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'discard-message' ? [`${effect.messageUid} ${effect.reason}`] : [],
    );
  }
}

describe('the in-flight window', () => {
  test('v5 §4.9 holds back what is beyond Receive Maximum until PUBACK or PUBCOMP frees a place', () => {
    const sender = new Harness(2, 10).send('a', 1).send('b', 2).send('c', 1).send('d', 2);
    expect(sender.published).toEqual(['a', 'b']);
    receivePubrec(sender.state, ackOf('PUBREC', 2), now, sender.effects);
    expect(sender.published).toEqual(['a', 'b']);
    receivePubcomp(sender.state, ackOf('PUBCOMP', 2), now, sender.effects);
    expect(sender.published).toEqual(['a', 'b', 'c']);
    receivePuback(sender.state, ackOf('PUBACK', 1), now, sender.effects);
    expect(sender.published).toEqual(['a', 'b', 'c', 'd']);
  });

  test('does not hold back QoS 0, which overtakes what waits', () => {
    const sender = new Harness(1, 10).send('a', 1).send('b', 1).send('z', 0);
    expect(sender.published).toEqual(['a', 'z']);
  });

  test('v5 §4.9 does not hold back PUBREL', () => {
    const sender = new Harness(1, 10).send('a', 2).send('b', 2);
    receivePubrec(sender.state, ackOf('PUBREC', 1), now, sender.effects);
    const last = sender.effects.at(-1);
    expect(last).toMatchObject({ kind: 'send-packet', packet: { type: 'PUBREL', packetId: 1 } });
  });
});

describe('the queue', () => {
  test('v5 [MQTT-4.6.0-5] is first in, first out, and a message leaves it with release before store', () => {
    const sender = new Harness(1, 10).send('a', 1).send('b', 1).send('c', 1);
    sender.effects.length = 0;
    receivePuback(sender.state, ackOf('PUBACK', 1), now, sender.effects);
    expect(sender.effects).toMatchObject([
      { kind: 'cancel-timer' },
      { kind: 'release-entry', entry: { store: 'outgoing', messageUid: 'a' } },
      { kind: 'complete-handshake', messageUid: 'a' },
      { kind: 'release-entry', entry: { store: 'queued', messageUid: 'b', awaits: 'window' } },
      { kind: 'store-entry', entry: { store: 'outgoing', messageUid: 'b' } },
      { kind: 'send-packet', packet: { messageUid: 'b', packetId: 2, dup: false } },
    ]);
  });

  test('discards the newest when it is full, and says so', () => {
    const sender = new Harness(1, 2).send('a', 1).send('b', 1).send('c', 2).send('d', 1);
    expect(sender.discarded).toEqual(['d queueFull']);
    expect(sender.state.waiting.length).toBe(2);
  });

  test('of length 0 discards whatever the window does not take', () => {
    const sender = new Harness(1, 0).send('a', 1).send('b', 1);
    expect(sender.published).toEqual(['a']);
    expect(sender.discarded).toEqual(['b queueFull']);
  });

  test('keeps QoS > 0 for a receiver that is away, and discards QoS 0', () => {
    const sender = new Harness(5, 2);
    suspendSender(sender.state, sender.effects);
    sender.send('a', 1).send('z', 0).send('b', 2).send('c', 1);
    expect(sender.published).toEqual([]);
    expect(sender.discarded).toEqual(['z offline', 'c queueFull']);
    resumeSender(sender.state, 1, now, sender.effects);
    expect(sender.published).toEqual(['a', 'b']);
  });

  test('is emptied, entry by entry, when the session is discarded', () => {
    const sender = new Harness(1, 9).send('a', 1).send('b', 1).send('c', 1);
    sender.effects.length = 0;
    discardUnacknowledged(sender.state, sender.effects);
    discardWaiting(sender.state, sender.effects);
    const released = sender.effects.flatMap((effect) =>
      effect.kind === 'release-entry' ? [effect.entry.messageUid] : [],
    );
    expect(released).toEqual(['a', 'b', 'c']);
    expect([sender.state.entries.size, sender.state.waiting.length]).toEqual([0, 0]);
  });

  test('and the window never hold more than their limits, and publish in the order given (property)', () => {
    const actions = fc.array(fc.constantFrom('send', 'ack', 'away', 'back'), { maxLength: 60 });
    const limits = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 }));
    const property = fc.property(limits, actions, ([window, limit], list) => {
      const sender = new Harness(window, limit);
      let sent = 0;
      for (const action of list) {
        if (action === 'send') sender.send(String(sent++), 1);
        else if (action === 'away') suspendSender(sender.state, sender.effects);
        else if (action === 'back') resumeSender(sender.state, 1, now, sender.effects);
        else {
          const [first] = sender.state.entries.keys();
          const ack = ackOf('PUBACK', first ?? 0);
          if (sender.state.connection !== undefined) {
            receivePuback(sender.state, ack, now, sender.effects);
          }
        }
        expect(sender.state.entries.size).toBeLessThanOrEqual(window);
        expect(sender.state.waiting.length).toBeLessThanOrEqual(limit);
      }
      const firsts = [...new Set(sender.published)];
      expect(firsts).toEqual([...firsts].sort((a, b) => Number(a) - Number(b)));
      const left = sender.state.waiting.length + sender.discarded.length;
      expect(firsts.length + left).toBe(sent);
    });
    fc.assert(property, { seed: 7, numRuns: 300 });
  });
});
