import { describe, expect, test } from 'vitest';
import { DEFAULT_CLIENT, DEFAULT_NETWORK } from './defaults.ts';
import { describeCommand } from './describeCommand.ts';
import { NETWORK_PROFILES } from './profiles.ts';
import type { Command } from './scenario.ts';

const client = 'sub';
const pattern = {
  name: 'auto',
  topic: 'a',
  qos: 1,
  payload: 'tick',
  ratePerSec: 2,
  startMs: 0,
} as const;

const SAID: readonly (readonly [Command, string])[] = [
  [{ kind: 'publish', client, topic: 'a', qos: 1, payload: 'Hello 3' }, 'QoS 1 message “Hello 3”'],
  [{ kind: 'set-network', changes: { latencyMs: 300 } }, 'latency 300 ms'],
  [{ kind: 'set-network', changes: { lossHop1Up: 0.2, lossHop1Down: 0.2 } }, 'loss 20 %'],
  [{ kind: 'set-network', changes: { lossHop1Up: 0.2, lossHop1Down: 0.1 } }, 'losses'],
  [{ kind: 'set-network', changes: { model: 'tcp' } }, 'TCP'],
  [
    { kind: 'set-network', changes: { model: 'tcp', jitterMs: 5, burstMs: 10 } },
    'settings of the network',
  ],
  [{ kind: 'cut-connection', client }, 'cut of the subscriber'],
  [{ kind: 'black-hole', client }, 'black hole for the subscriber'],
  [{ kind: 'take-offline', client, how: 'silent' }, 'the subscriber offline'],
  [{ kind: 'bring-online', client }, 'the subscriber online'],
  [{ kind: 'crash-client', client, store: 'kept', restartMs: 1000 }, 'crash of the subscriber'],
  [{ kind: 'crash-broker', restartMs: 1000 }, 'crash of the broker'],
  [{ kind: 'change-client', client, changes: { handlerMs: 5 } }, 'habits of the subscriber'],
  [
    {
      kind: 'add-client',
      client: { ...DEFAULT_CLIENT, id: 'sub-2', subscriptions: [], publishes: [] },
    },
    'sub-2 added',
  ],
  [{ kind: 'remove-client', client }, 'the subscriber removed'],
  [{ kind: 'kill-packet', uid: 'x' }, 'killed packet'],
  [{ kind: 'delay-packet', uid: 'x', byMs: 500 }, 'packet delayed by 500 ms'],
  [{ kind: 'drop-next', packetType: 'PUBACK', hop: 1 }, 'drop of the next PUBACK, hop 1'],
  [{ kind: 'start-publishing', client, pattern }, 'publishing by itself, 2/s'],
  [{ kind: 'stop-publishing', client, name: 'auto' }, 'end of publishing by itself'],
];

test.each(SAID)('%j is said in a few words', (command, words) => {
  const name = (node: string) => (node === 'broker' ? 'the broker' : 'the subscriber');
  expect(describeCommand(command, name)).toBe(words);
});

describe('a change of the whole network', () => {
  test.each(NETWORK_PROFILES)('to “$label” is said by its name', ({ network, label }) => {
    const command: Command = { kind: 'set-network', changes: network };
    expect(describeCommand(command, undefined, DEFAULT_NETWORK)).toBe(`network “${label}”`);
  });
});
