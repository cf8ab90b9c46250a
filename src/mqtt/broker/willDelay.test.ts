// Will Delay Interval (v5 §3.1.3.2.2): how long a will waits, what cancels it, and what cuts it short.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { willOf } from '../../testing/messages.ts';
import type { RawConnection } from '../../testing/rawConnection.ts';
import { type ConnectPacket, NEVER_EXPIRES_SEC } from '../packets/packet.ts';

interface Scene {
  readonly pair: MachinePair;
  readonly watcher: RawConnection;
  readonly client: RawConnection;
}

/** `c` has a will on `w` that waits for `delaySec`. */
function delayed(delaySec: number, sessionExpirySec: number): Scene {
  const pair = new MachinePair({}, []);
  const watcher = pair.joinSubscribed('watcher', '#');
  const client = pair.join('c', askFor({ sessionExpirySec, will: willOf('w', { delaySec }) }));
  return { pair, watcher, client };
}

const askFor = (facts: Partial<ConnectPacket>): Partial<ConnectPacket> => ({
  cleanStart: false,
  ...facts,
});

/** The second at which the will comes, within 1000. */
function comesAtSec({ pair, watcher }: Scene): number | undefined {
  for (let sec = 0; sec <= 1000; sec++) {
    if (watcher.takePublishes().length > 0) return sec;
    pair.run(1000);
  }
  return undefined;
}

describe('a will with a delay', () => {
  test.each([
    [10, 60, 10],
    [10, NEVER_EXPIRES_SEC, 10],
    [60, 10, 10],
    [10, 10, 10],
    [10, 0, 0],
    [NEVER_EXPIRES_SEC, 30, 30],
  ])(
    'v5 [MQTT-3.1.2-8] of %i s in a session that lives on for %i s goes out after %i s: the delay or the session is over',
    (delaySec, sessionExpirySec, atSec) => {
      const scene = delayed(delaySec, sessionExpirySec);
      scene.client.end();
      expect(comesAtSec(scene)).toBe(atSec);
      expect(scene.pair.effectsOf('broker', 'originate-message')).toHaveLength(1);
      expect(comesAtSec(scene)).toBeUndefined();
    },
  );

  test('v5 [MQTT-3.1.3-9] is not sent when its client comes back before', () => {
    const scene = delayed(10, 60);
    scene.client.end();
    scene.pair.run(9999);
    const back = scene.pair.join('c', askFor({ sessionExpirySec: 60 }));
    expect(back.connack?.sessionPresent).toBe(true);
    expect(comesAtSec(scene)).toBeUndefined();
    back.end();
    expect(comesAtSec(scene)).toBeUndefined();
  });

  test('v5 [MQTT-3.1.3-9] nor when it comes back while its old connection is still open', () => {
    const scene = delayed(10, 60);
    scene.pair.join('c', askFor({ sessionExpirySec: 60 }));
    expect(scene.client.closedBecause).toBe('session taken over');
    expect(comesAtSec(scene)).toBeUndefined();
  });

  test('v5 [MQTT-3.1.2-8] goes out at once when its client comes back with Clean Start: the session ends', () => {
    for (const isOpen of [true, false]) {
      const scene = delayed(10, 60);
      if (!isOpen) scene.client.end();
      scene.pair.join('c', { cleanStart: true });
      expect(comesAtSec(scene)).toBe(0);
      expect(comesAtSec(scene)).toBeUndefined();
    }
  });

  test('v5 [MQTT-3.1.2-8] goes by the Session Expiry Interval that DISCONNECT with 0x04 sets', () => {
    for (const [expirySec, atSec] of [
      [5, 5],
      [0, 0],
      [90, 10],
    ] as const) {
      const scene = delayed(10, 60);
      scene.client.disconnect(0x04, expirySec);
      expect(comesAtSec(scene)).toBe(atSec);
    }
  });

  test('v5 [MQTT-3.14.4-3] is taken back by DISCONNECT with 0x00', () => {
    const scene = delayed(10, 60);
    scene.client.disconnect();
    expect(comesAtSec(scene)).toBeUndefined();
  });

  test('of a second connection waits anew', () => {
    const scene = delayed(10, 60);
    scene.client.end();
    scene.pair.run(9000);
    const will = willOf('second', { delaySec: 20 });
    scene.pair.join('c', askFor({ sessionExpirySec: 60, will })).end();
    expect(comesAtSec(scene)).toBe(20);
  });
});

test('3.1.1 has no delay: its will goes out at once', () => {
  const pair = new MachinePair({}, []);
  const watcher = pair.joinSubscribed('watcher', '#');
  pair.join('c', { protocolVersion: 4, cleanStart: false, will: willOf('w') }).end();
  expect(watcher.takePublishes()).toHaveLength(1);
});
