// A network in a line, as it stands over what is measured on it.
import { expect, test } from 'vitest';
import { DEFAULT_NETWORK } from './defaults.ts';
import { sayNetwork } from './sayNetwork.ts';
import type { NetworkSettings } from './scenario.ts';

const say = (changes: Partial<NetworkSettings>) =>
  sayNetwork({ ...DEFAULT_NETWORK, latencyMs: 50, resendMs: 1000, ...changes });

function lossOf(loss: number): Partial<NetworkSettings> {
  return { lossHop1Up: loss, lossHop1Down: loss, lossHop2Up: loss, lossHop2Down: loss };
}

test('names model, latency, loss, and what sends again', () => {
  expect(say({})).toBe('lossy packets, 50 ms each way, nothing lost, sent again after 1000 ms');
  expect(say({ ...lossOf(0.1), jitterMs: 100, model: 'tcp' })).toBe(
    'TCP, 50 to 150 ms each way, 10 % lost, sent again on reconnect alone',
  );
  expect(say({ ...lossOf(0.1), model: 'tcp', resend: 'timer' })).toMatch(/after 1000 ms$/);
});

test('tells losses apart by hop and direction where they differ, and all that is set besides', () => {
  expect(say({ lossHop1Up: 0.2, lossHop2Down: 0.1, burstMs: 300, resend: 'reconnect' })).toBe(
    'lossy packets, 50 ms each way, lost in bursts of 300 ms 20 % up on hop 1 and 10 % down on hop 2, sent again on reconnect alone',
  );
  expect(say({ duplication: 0.05, reordering: 0.3, cutsPerMin: 2 })).toContain(
    ', 5 % copied, 30 % held up, 2 cuts a minute, ',
  );
  expect(say({ model: 'tcp', duplication: 0.05, bytesPerSec: 2000 })).toContain(
    'lost, 2000 B/s, sent',
  );
});
