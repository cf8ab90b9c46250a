// Whatever comes: bytes of no sense, good packets with bytes changed, in pieces of any size.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packetsOf } from '../../testing/arbitraries.ts';
import { advance, createTestDoor, settle, TestClient } from '../../testing/doorDriver.ts';
import { publishOf } from '../../testing/messages.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 });

test.each([4, 5] as const)(
  'bad bytes end their own connection and harm no other, version %i (property)',
  async (version) => {
    const garbage = fc.uint8Array({ minLength: 1, maxLength: 60 });
    const streams = fc.array(
      fc.record({
        packets: fc.array(packetsOf(version), { maxLength: 6 }),
        changes,
        garbage,
        isConnected: fc.boolean(),
        pieceLength: fc.integer({ min: 1, max: 200 }),
        isCut: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(streams, async (all) => {
        const door = createTestDoor();
        const sub = new TestClient(door).connect('watcher').subscribe('watched', 1);
        for (const stream of all) {
          const client = new TestClient(door, version);
          if (stream.isConnected) client.connect('bad');
          const bytes = Buffer.concat([client.encode(...stream.packets), stream.garbage]);
          for (const [at, byte] of stream.changes) bytes[at % bytes.length] = byte;
          for (let from = 0; from < bytes.length; from += stream.pieceLength) {
            client.sendBytes(bytes.subarray(from, from + stream.pieceLength));
          }
          if (stream.isCut) client.vanish();
          settle();
        }
        const pub = new TestClient(door).connect('good');
        const message = { ...publishOf('m', 1, 1).message, topic: 'watched' };
        pub.send(publishOf('m', 1, 1, { message }));
        settle();
        expect(sub.payloads).toContain('m');
        const down = door.shutDown();
        advance(3000);
        await down;
        expect(vi.getTimerCount()).toBe(0);
      }),
      { seed: 11, numRuns: 300 },
    );
  },
);
