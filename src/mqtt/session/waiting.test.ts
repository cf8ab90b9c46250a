// The queue by itself: its order, its bounds, and what expires in it.
import { describe, expect, test } from 'vitest';
import { fromSec } from '../../base/time.ts';
import { deliveryOf, messageOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import { type Delivery, type QueueOptions, WaitingQueue } from './waiting.ts';

const UNBOUNDED: QueueOptions = {
  queueLimit: Infinity,
  queueDrop: 'newest',
  queueBytesMax: Infinity,
};

class Harness {
  readonly queue: WaitingQueue;
  effects: Effect[] = [];

  constructor(options: Partial<QueueOptions> = {}) {
    this.queue = new WaitingQueue('peer', { ...UNBOUNDED, ...options });
  }

  push(uid: string, facts: Partial<Delivery> = {}): this {
    this.queue.push(deliveryOf(uid, 1, facts), this.effects);
    return this;
  }

  /** One whose topic and payload take `bytes`. */
  pushBytes(uid: string, bytes: number): this {
    return this.push(uid, { message: messageOf(uid, 1, 't', { bytes }) });
  }

  get uids(): readonly string[] {
    return [...this.queue].map(({ message }) => message.uid);
  }

  /** `store a`, `release a`, `a queueFull` …, since it was asked last. */
  take(): readonly string[] {
    const { effects } = this;
    this.effects = [];
    return effects.map((effect) => {
      if (effect.kind === 'discard-message') return `${effect.messageUid} ${effect.reason}`;
      if (effect.kind === 'store-entry') return `store ${effect.entry.messageUid}`;
      if (effect.kind === 'release-entry') return `release ${effect.entry.messageUid}`;
      return effect.kind;
    });
  }
}

describe('the order', () => {
  test('is that of putting in, over thousands of messages and with refills between', () => {
    const { queue, effects } = new Harness();
    let put = 0;
    let taken = 0;
    for (let round = 1; round < 200; round++) {
      for (let i = 0; i < round; i++) queue.push(deliveryOf(String(put++), 1), effects);
      const takes = round % 3 === 0 ? round * 2 : Math.floor(round / 2);
      for (let i = 0; i < takes && taken < put; i++) {
        expect(queue.shift(effects)?.message.uid).toBe(String(taken++));
      }
      expect(queue.length).toBe(put - taken);
    }
    while (taken < put) expect(queue.shift(effects)?.message.uid).toBe(String(taken++));
    expect([queue.shift(effects), queue.shift(effects), queue.length]).toEqual([
      undefined,
      undefined,
      0,
    ]);
    queue.push(deliveryOf('7', 1), effects);
    expect(queue.shift(effects)?.message.uid).toBe('7');
  });

  test('is kept, and told of, entry by entry', () => {
    const harness = new Harness().push('a').push('b');
    harness.queue.shift(harness.effects);
    expect(harness.take()).toEqual(['store a', 'store b', 'release a']);
    expect(harness.uids).toEqual(['b']);
  });

  test('goes on after what is put back from a store, untold', () => {
    const harness = new Harness();
    harness.queue.restore(deliveryOf('a', 2));
    harness.push('b');
    expect([harness.uids, harness.take()]).toEqual([['a', 'b'], ['store b']]);
  });
});

describe('a full queue', () => {
  test('lets go of the message that comes, when it drops the newest', () => {
    const harness = new Harness({ queueLimit: 2 }).push('a').push('b').push('c');
    expect(harness.uids).toEqual(['a', 'b']);
    expect(harness.take().at(-1)).toBe('c queueFull');
  });

  test('lets go of the message that waited longest, when it drops the oldest', () => {
    const harness = new Harness({ queueLimit: 2, queueDrop: 'oldest' }).push('a').push('b');
    harness.take();
    harness.push('c');
    expect(harness.uids).toEqual(['b', 'c']);
    expect(harness.take()).toEqual(['release a', 'a queueFull', 'store c']);
  });

  test('is full by bytes too, of topic and payload', () => {
    const newest = new Harness({ queueBytesMax: 10 }).pushBytes('a', 6).pushBytes('b', 5);
    newest.pushBytes('c', 4);
    expect(newest.uids).toEqual(['a', 'c']);
    const oldest = new Harness({ queueBytesMax: 10, queueDrop: 'oldest' });
    oldest.pushBytes('a', 4).pushBytes('b', 4).pushBytes('c', 2).pushBytes('d', 7);
    expect(oldest.uids).toEqual(['c', 'd']);
  });

  test('counts the bytes of what is left, however it left', () => {
    const harness = new Harness({ queueBytesMax: 10 });
    const message = messageOf('b', 1, 't', { bytes: 5 });
    harness.pushBytes('a', 5).push('b', { message, expiresAt: fromSec(1) });
    harness.queue.dropExpired(fromSec(1), harness.effects);
    harness.pushBytes('c', 5).queue.shift(harness.effects);
    harness.pushBytes('d', 5);
    expect(harness.uids).toEqual(['c', 'd']);
  });

  test('keeps what it has when a message comes that could never fit', () => {
    const harness = new Harness({ queueBytesMax: 10, queueDrop: 'oldest' }).pushBytes('a', 4);
    expect(harness.pushBytes('b', 11).uids).toEqual(['a']);
    expect(harness.take().at(-1)).toBe('b queueFull');
  });

  test('of length 0 takes nothing, whichever it drops', () => {
    for (const queueDrop of ['newest', 'oldest'] as const) {
      const harness = new Harness({ queueLimit: 0, queueDrop }).push('a');
      expect(harness.take()).toEqual(['a queueFull']);
    }
  });
});

describe('expiry', () => {
  const pushThree = (harness: Harness) =>
    harness
      .push('a', { expiresAt: fromSec(3) })
      .push('b')
      .push('c', { expiresAt: fromSec(2) });

  test('v5 [MQTT-3.3.2-5] lets go of all that has expired by now, at the instant itself, and of nothing else', () => {
    const harness = pushThree(new Harness());
    harness.take();
    harness.queue.dropExpired(fromSec(1.999999), harness.effects);
    expect(harness.take()).toEqual([]);
    harness.queue.dropExpired(fromSec(2), harness.effects);
    expect(harness.take()).toEqual(['release c', 'c expired']);
    harness.queue.dropExpired(fromSec(9), harness.effects);
    expect(harness.take()).toEqual(['release a', 'a expired']);
    expect(harness.uids).toEqual(['b']);
  });

  test('is next due with the first that expires, wherever it stands', () => {
    const harness = new Harness();
    expect(harness.queue.nextExpiry).toBe(Infinity);
    expect(pushThree(harness).queue.nextExpiry).toBe(fromSec(2));
    harness.queue.dropExpired(fromSec(3), harness.effects);
    expect(harness.queue.nextExpiry).toBe(Infinity);
  });
});
