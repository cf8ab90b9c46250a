// Slow readers: what waits for them is bounded, those who send to them wait, and nothing is lost that
// may not be.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Packet } from '../../mqtt/packets/packet.ts';
import {
  advance,
  createTestDoor,
  paddedPublish,
  settle,
  TestClient,
} from '../../testing/doorDriver.ts';
import { KEPT } from '../../testing/messages.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const KIB = 1024;
const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `m${i}`);
const flood = (count: number, bytes = KIB): readonly Packet[] =>
  names(count).map((name) => paddedPublish(name, 0, 0, bytes));
const cut = (payloads: readonly string[]): readonly string[] =>
  payloads.map((payload) => payload.replace(/\.+$/, ''));

/** Bytes that the door holds for a reader that is stuck: all that was written and not. */
function written(client: TestClient): number {
  return client.wire.writes.reduce((sum, bytes) => sum + bytes, 0);
}

describe('a subscriber that reads nothing', () => {
  test('makes those wait who send to it, from 256 KiB on', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    const [pub, other] = [new TestClient(door).connect('pub'), new TestClient(door).connect('o')];
    sub.wire.isStuck = true;
    pub.send(...flood(200));
    expect(pub.wire.isPaused).toBe(false);
    pub.send(...flood(200));
    expect([pub.wire.isPaused, other.wire.isPaused]).toEqual([true, false]);
  });

  test('gets all, in order, when it reads again, and they go on', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    const pub = new TestClient(door).connect('pub');
    sub.wire.isStuck = true;
    pub.send(...flood(2000));
    advance(5000);
    expect(pub.wire.isPaused).toBe(true);
    sub.wire.isStuck = false;
    sub.wire.read();
    settle();
    advance(1);
    expect(pub.wire.isPaused).toBe(false);
    expect(cut(sub.payloads)).toEqual(names(2000));
  });

  test('is disconnected after 10 s, with Quota exceeded in 5.0, and those who waited go on', () => {
    const door = createTestDoor();
    const stuck = new TestClient(door).connect('stuck').subscribe('t', 0);
    const good = new TestClient(door).connect('good').subscribe('t', 0);
    const pub = new TestClient(door).connect('pub');
    stuck.wire.isStuck = true;
    pub.send(...flood(2000));
    advance(9999);
    expect([stuck.wire.hasEnd, pub.wire.isPaused]).toEqual([false, true]);
    advance(2);
    expect(pub.wire.isPaused).toBe(false);
    expect(cut(good.payloads)).toEqual(names(2000));
    stuck.wire.read();
    settle();
    stuck.wire.read();
    expect(stuck.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x97 });
    expect(stuck.wire.hasEnd).toBe(true);
    expect(stuck.payloads.length).toBeLessThan(300);
  });

  test('has its QoS 1 messages sent again when it comes back', () => {
    const door = createTestDoor({ outputHigh: 8 * KIB, outputLow: 2 * KIB });
    const kept = KEPT;
    const stuck = new TestClient(door).connect('stuck', kept).subscribe('t', 1);
    const pub = new TestClient(door).connect('pub');
    stuck.wire.isStuck = true;
    const messages = names(15).map((name, i) => paddedPublish(name, 1, i + 1, KIB));
    pub.send(...messages);
    advance(20_000);
    expect(stuck.wire.hasEnd || stuck.wire.isDestroyed).toBe(true);
    const back = new TestClient(door).connect('stuck', kept);
    settle();
    expect(cut(back.payloads)).toEqual(names(15));
  });

  test('costs no memory without end, whoever sends, and however much', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    sub.wire.isStuck = true;
    const pubs = names(20).map((name) => new TestClient(door).connect(name));
    for (const pub of pubs) pub.send(...flood(60, 16 * KIB));
    settle();
    // Twenty times 960 KiB were sent; each publisher has at most one packet beyond the bound.
    expect(pubs.every(({ wire }) => wire.isPaused)).toBe(true);
    sub.wire.isStuck = false;
    const before = written(sub);
    sub.wire.read();
    expect(written(sub) - before).toBeLessThan((256 + 21 * 16) * KIB);
  });

  test('and is cut off costs nobody a wait', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    const pub = new TestClient(door).connect('pub');
    sub.wire.isStuck = true;
    pub.send(...flood(2000));
    settle();
    sub.vanish();
    settle();
    expect(pub.wire.isPaused).toBe(false);
  });
});

describe('a client that sends and reads nothing', () => {
  test('is not read from while its answers wait', () => {
    const client = new TestClient(createTestDoor({ outputHigh: 100, outputLow: 20 })).connect('c');
    client.wire.isStuck = true;
    const ping: Packet = { type: 'PINGREQ' };
    client.send(...Array.from({ length: 500 }, () => ping));
    expect(client.wire.isPaused).toBe(true);
    settle();
    client.wire.isStuck = false;
    client.wire.read();
    settle();
    expect(client.types.filter((type) => type === 'PINGRESP')).toHaveLength(500);
  });
});

describe('a subscriber that reads slowly', () => {
  test('is kept while it takes 256 KiB in 10 s', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    const pub = new TestClient(door).connect('pub');
    sub.wire.isStuck = true;
    pub.send(...flood(2000));
    for (let i = 0; i < 60; i++) {
      // One write is 64 KiB.
      sub.wire.read(1);
      advance(1500);
    }
    expect(sub.wire.hasEnd).toBe(false);
    expect(cut(sub.payloads).length).toBeGreaterThan(1900);
  });

  test('takes nobody with it: one that has to wait for it is not taken for silent', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    const pub = new TestClient(door).connect('pub', { keepAliveSec: 2 });
    sub.wire.isStuck = true;
    pub.send(...flood(2000));
    advance(9000);
    expect([pub.wire.isPaused, pub.wire.hasEnd]).toEqual([true, false]);
    advance(3000);
    expect([pub.wire.isPaused, pub.wire.hasEnd]).toEqual([false, false]);
  });
});

describe('bounds beyond waiting', () => {
  test('more of unfinished packets than may be held ends the one with the most', () => {
    const door = createTestDoor({ inputTotalMax: 64 * KIB });
    const clients = [20, 40, 5].map((kib, i) => {
      const client = new TestClient(door).connect(`c${i}`);
      const whole = client.encode(paddedPublish('m', 0, 0, 100 * KIB));
      return client.sendBytes(whole.subarray(0, kib * KIB));
    });
    settle();
    const ended = (): readonly boolean[] => clients.map(({ wire }) => wire.hasEnd);
    expect(ended()).toEqual([false, true, false]);
    expect(clients[1]?.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x97 });
    new TestClient(door).connect('next').sendBytes(Uint8Array.of(0x30));
    settle();
    expect(ended()).toEqual([false, true, false]);
  });

  test('more than the most that may wait for one client ends it at once', () => {
    const door = createTestDoor({ outputHigh: 4 * KIB, outputLow: KIB, outputMax: 64 * KIB });
    const pub = new TestClient(door).connect('pub');
    for (const name of names(100)) {
      const { message, ...rest } = paddedPublish(name, 0, 0, KIB) as Extract<
        Packet,
        { type: 'PUBLISH' }
      >;
      pub.send({ ...rest, retain: true, message: { ...message, topic: `t/${name}` } });
    }
    const sub = new TestClient(door).connect('sub');
    sub.wire.isStuck = true;
    // All retained messages come in one step, whoever waits.
    sub.subscribe('#', 0);
    settle();
    sub.wire.read();
    settle();
    sub.wire.read();
    expect(sub.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x97 });
  });

  test('more than may wait for all together ends the one with the most', () => {
    const limits = { outputHigh: 4 * KIB, outputLow: KIB, outputTotalMax: 24 * KIB };
    const door = createTestDoor(limits);
    const subs = names(4).map((name, i) => {
      const sub = new TestClient(door).connect(name).subscribe('t', 0);
      if (i === 2) sub.subscribe('u', 0);
      sub.wire.isStuck = true;
      return sub;
    });
    const pubs = names(30).map((name) => new TestClient(door).connect(`pub${name}`));
    const { message, ...rest } = paddedPublish('x', 0, 0, KIB) as Extract<
      Packet,
      { type: 'PUBLISH' }
    >;
    for (const pub of pubs.slice(0, 10)) {
      pub.send({ ...rest, message: { ...message, topic: 'u' } });
    }
    for (const pub of pubs.slice(10)) pub.send({ ...rest, message });
    settle();
    for (const { wire } of subs) wire.read();
    advance(1);
    for (const { wire } of subs) wire.read();
    const ended = subs.map(({ types }) => types.at(-1) === 'DISCONNECT');
    expect(ended[2]).toBe(true);
    expect(ended.filter(Boolean).length).toBeLessThan(4);
  });
});
