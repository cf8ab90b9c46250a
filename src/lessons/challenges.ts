// The challenges, the simple ones first.

import type { Challenge } from './challenge.ts';
import {
  acknowledged,
  all,
  arrived,
  type CommandKind,
  callbacks,
  delivered,
  figure,
  lost,
  NONE,
  SETTLED,
  settledAfter,
  took,
  waiting,
} from './fact.ts';

const PLAY = 'preset=playground';
const SLOW_HANDLER = `${PLAY}&qos2-handover=publish&ack=last&handler-ms=1000&resend=reconnect&version=4`;
const PUBLISH = 'publish,pub,qoscope/demo';
const KILLS: readonly CommandKind[] = ['kill-packet', 'drop-next'];

export const CHALLENGES: readonly Challenge[] = [
  {
    name: 'one-kill-two-copies',
    run: PLAY,
    goal: all(figure('duplicates', { min: 1 }, { level: 1 }), SETTLED),
    conditions: [
      { kind: 'at-most', commands: KILLS, count: 1 },
      { kind: 'only', commands: ['publish', ...KILLS] },
    ],
    solution: `${PLAY}&do=1.2:drop,PUBACK,1;1.2:${PUBLISH},1,hello`,
    nearMiss: `${PLAY}&do=1.2:drop,PUBLISH,1;1.2:${PUBLISH},1,hello`,
  },
  {
    name: 'dup-and-new',
    run: PLAY,
    goal: all(
      arrived({ type: 'PUBLISH', hop: 2, message: 'A', dup: true }),
      // Not the repeat of one that has arrived: at QoS 2 that is known, and not handed over.
      arrived({ type: 'PUBLISH', hop: 2, message: 'A', dup: false }, NONE),
      delivered('A', 1),
      SETTLED,
    ),
    conditions: [{ kind: 'only', commands: ['publish', ...KILLS] }],
    solution: `${PLAY}&do=1.2:drop,PUBLISH,2;1.2:${PUBLISH},1,hello`,
    nearMiss: `${PLAY}&do=1.2:drop,PUBACK,2;1.2:${PUBLISH},1,hello`,
  },
  {
    name: 'late-and-once',
    run: PLAY,
    goal: all(took('A', 5000, Infinity), delivered('A', 1), SETTLED),
    conditions: [
      { kind: 'only', commands: ['publish', 'take-offline', 'bring-online', 'cut-connection'] },
    ],
    solution: `${PLAY}&do=1.2:offline,sub,disconnect,6000;1.5:${PUBLISH},1,hello`,
    nearMiss: `${PLAY}&do=1.2:offline,sub,disconnect,6000;1.5:${PUBLISH},0,hello`,
  },
  {
    name: 'two-three-two-three',
    run: `${PLAY}&resend=reconnect`,
    goal: callbacks('A', 'B', 'C', 'B', 'C'),
    conditions: [{ kind: 'only', commands: ['publish', 'cut-connection'] }],
    solution: `${PLAY}&resend=reconnect&do=1.2:${PUBLISH},1,1;1.3:${PUBLISH},1,2;1.4:${PUBLISH},1,3;2.15:cut,sub`,
    nearMiss: `${PLAY}&resend=reconnect&do=1.2:${PUBLISH},1,1;1.3:${PUBLISH},1,2;1.4:${PUBLISH},1,3;2.35:cut,sub`,
  },
  {
    name: 'stop-the-window',
    run: 'preset=default&latency-ms=100&rate=2&messages=40&inflight=3',
    goal: all(waiting({ min: 5 }), figure('lost', NONE)),
    conditions: [{ kind: 'only', commands: ['change-client'] }],
    solution:
      'preset=default&latency-ms=100&rate=2&messages=40&inflight=3&do=2:client,sub,withholds=PUBACK',
    nearMiss:
      'preset=default&latency-ms=100&rate=2&messages=40&inflight=3&do=2:client,sub,withholds=PUBACK;4:client,sub,withholds=none;4:offline,sub,disconnect,60000',
  },
  {
    name: 'qos-2-twice',
    run: SLOW_HANDLER,
    goal: figure('duplicates', { min: 1 }, { level: 2 }),
    conditions: [{ kind: 'only', commands: ['publish', 'crash-client'] }],
    solution: `${SLOW_HANDLER}&do=1.2:${PUBLISH},2,hello;2.9:crash,sub,lost,1000`,
    nearMiss: `${SLOW_HANDLER}&do=1.2:${PUBLISH},2,hello;3.8:crash,sub,lost,1000`,
  },
  {
    name: 'success-and-lost',
    run: `${PLAY}&store=memory`,
    goal: all(figure('lost', { min: 1 }, { level: 2 }), acknowledged('A'), lost('A', 'stateLost')),
    conditions: [
      {
        kind: 'only',
        commands: ['publish', 'take-offline', 'bring-online', 'cut-connection', 'crash-broker'],
      },
    ],
    solution: `${PLAY}&store=memory&do=1.2:offline,sub,disconnect,6000;1.5:${PUBLISH},2,hello;3.5:down,1000`,
    nearMiss: `${PLAY}&store=memory&do=1.2:${PUBLISH},2,hello;4.5:down,1000`,
  },
  {
    name: 'all-at-sixty',
    run: 'preset=default&qos=0&loss=0.6',
    goal: all(
      settledAfter(100),
      { kind: 'delivered-share', min: 1 },
      { kind: 'delivery-p95', maxMs: 3000 },
    ),
    conditions: [
      {
        kind: 'keeps',
        settings: [
          'messages',
          'rate',
          'network',
          'latency-ms',
          'loss-hop1-up',
          'loss-hop1-down',
          'loss-hop2-up',
          'loss-hop2-down',
        ],
        network: [
          'model',
          'latencyMs',
          'lossHop1Up',
          'lossHop1Down',
          'lossHop2Up',
          'lossHop2Down',
          'burstMs',
        ],
      },
    ],
    solution: 'preset=default&loss=0.6&resend-ms=250',
    nearMiss: 'preset=default&loss=0.6',
  },
];
