// The door with the broker behind it, on wires without a network.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Packet } from '../../mqtt/packets/packet.ts';
import { advance, createTestDoor, settle, TestClient } from '../../testing/doorDriver.ts';
import { connectOf, publishOf, willOf } from '../../testing/messages.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const PING: Packet = { type: 'PINGREQ' };
const BYE: Packet = { type: 'DISCONNECT', reasonCode: 0 };

describe('bytes', () => {
  test('a packet may come in pieces of one byte', () => {
    const client = new TestClient(createTestDoor());
    for (const byte of client.encode(connectOf('c'), PING)) {
      client.sendBytes(Uint8Array.of(byte));
    }
    settle();
    expect(client.types).toEqual(['CONNACK', 'PINGRESP']);
  });

  test('all answers to what comes in one turn are one write', () => {
    const client = new TestClient(createTestDoor()).connect('c');
    const before = client.wire.writes.length;
    client.send(PING, PING).send(PING);
    settle();
    expect(client.types).toEqual(['CONNACK', 'PINGRESP', 'PINGRESP', 'PINGRESP']);
    expect(client.wire.writes.slice(before)).toEqual([6]);
  });

  test('each client is spoken to in its own version', () => {
    const door = createTestDoor();
    const v4 = new TestClient(door, 4).connect('four').subscribe('t', 1);
    const v5 = new TestClient(door, 5).connect('five').subscribe('t', 1);
    v5.send(publishOf('m', 1, 7));
    settle();
    expect(v4.payloads).toEqual(['m']);
    expect(v5.payloads).toEqual(['m']);
    expect(v5.received).toContainEqual(expect.objectContaining({ type: 'PUBACK', packetId: 7 }));
  });
});

describe('a connection', () => {
  test('that never says CONNECT is closed after 10 s', () => {
    const client = new TestClient(createTestDoor());
    client.sendBytes(client.encode(connectOf('c')).subarray(0, 5));
    advance(9999);
    expect(client.wire.hasEnd).toBe(false);
    advance(1);
    expect(client.wire.hasEnd).toBe(true);
  });

  test('that has said CONNECT is not', () => {
    const client = new TestClient(createTestDoor()).connect('c');
    advance(60_000);
    expect(client.wire.hasEnd).toBe(false);
  });

  test('is closed after its keep-alive of silence, and not while it pings', () => {
    const client = new TestClient(createTestDoor()).connect('c', { keepAliveSec: 4 });
    for (let i = 0; i < 4; i++) {
      advance(4000);
      client.send(PING);
    }
    advance(5999);
    expect(client.wire.hasEnd).toBe(false);
    advance(1);
    expect(client.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x8d });
    expect(client.wire.hasEnd).toBe(true);
  });

  test('that sends what is no packet is told in 5.0, and closed in both', () => {
    const door = createTestDoor();
    const [v4, v5] = [new TestClient(door, 4).connect('a'), new TestClient(door, 5).connect('b')];
    for (const client of [v4, v5]) client.sendBytes(Uint8Array.of(0xff, 0xff));
    settle();
    expect(v4.types).toEqual(['CONNACK']);
    expect(v5.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x81 });
    expect([v4.wire.hasEnd, v5.wire.hasEnd]).toEqual([true, true]);
  });

  test('that ends is heard to its end: its last messages are passed on, and no will', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    new TestClient(door)
      .connect('pub', { will: willOf('t') })
      .send(publishOf('a', 0, 0), publishOf('b', 0, 0), BYE)
      .end();
    settle();
    expect(sub.payloads).toEqual(['a', 'b']);
  });

  test('that is gone without DISCONNECT leaves its will', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    new TestClient(door).connect('pub', { will: willOf('t') }).vanish();
    settle();
    expect(sub.payloads).toEqual(['gone']);
  });

  test('that is taken over is told, and closed', () => {
    const door = createTestDoor();
    const old = new TestClient(door).connect('c');
    const fresh = new TestClient(door).connect('c');
    settle();
    expect(old.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x8e });
    expect(old.wire.hasEnd).toBe(true);
    fresh.send(PING);
    settle();
    expect(fresh.types).toEqual(['CONNACK', 'PINGRESP']);
  });

  test('that does not let itself be ended is destroyed after 2 s', () => {
    const client = new TestClient(createTestDoor()).connect('c');
    client.wire.isStuck = true;
    client.send(BYE);
    settle();
    expect([client.wire.hasEnd, client.wire.isDestroyed]).toEqual([true, false]);
    advance(2000);
    expect(client.wire.isDestroyed).toBe(true);
  });

  test('that is closed is not listened to any more', () => {
    const door = createTestDoor();
    const sub = new TestClient(door).connect('sub').subscribe('t', 0);
    new TestClient(door).connect('pub').send(BYE, publishOf('late', 0, 0));
    settle();
    expect(sub.payloads).toEqual([]);
  });

  test('is one too many when there are as many as may be, until one has gone', () => {
    const door = createTestDoor({ connectionsMax: 2 });
    const first = new TestClient(door).connect('a');
    expect(door.isFull).toBe(false);
    new TestClient(door).connect('b');
    expect(door.isFull).toBe(true);
    first.send(BYE);
    settle();
    expect(door.isFull).toBe(false);
  });
});

describe('shutting down', () => {
  test('tells every client, waits for all wires to be gone, and leaves no timer', async () => {
    const door = createTestDoor();
    const five = new TestClient(door, 5).connect('five', { keepAliveSec: 60 });
    const four = new TestClient(door, 4).connect('four', { keepAliveSec: 60 });
    const silent = new TestClient(door);
    five.wire.isStuck = true;
    let isDown = false;
    const down = door.shutDown().then(() => {
      isDown = true;
    });
    five.wire.read();
    settle();
    expect(five.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x8b });
    expect(four.types).toEqual(['CONNACK']);
    expect([four.wire.hasEnd, silent.wire.hasEnd]).toEqual([true, true]);
    await Promise.resolve();
    expect(isDown).toBe(false);
    advance(2000);
    await down;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is done at once when nobody is there', async () => {
    await createTestDoor().shutDown();
    expect(vi.getTimerCount()).toBe(0);
  });
});
