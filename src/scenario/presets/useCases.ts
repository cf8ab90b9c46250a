// What a level does to an application: one preset for each use case, at the level that it needs, on a
// network that shows what another level does. What the applications make of it is src/usecases's.

import type { Qos } from '../../mqtt/packets/packet.ts';
import type { ClientSettings, NetworkSettings, PublishPattern, ScriptEntry } from '../scenario.ts';
import { APPLICATION_GROUP, type Preset, presetOf, SLOW_NETWORK } from './preset.ts';
import { leaveAt, stepAt } from './steps.ts';
import {
  CELSIUS,
  CHAT,
  CURSORS,
  NOTES,
  ORDERS,
  PAYMENTS,
  PAYOUTS,
  PRESSURE,
  RECORDS,
  ROUTE,
  SWITCHES,
  TAKEN,
  TYPING,
} from './useCaseTexts.ts';

const group = APPLICATION_GROUP;

type Told = Pick<Preset, 'name' | 'title' | 'sentence' | 'lookFor'>;

const NETWORK: NetworkSettings = { ...SLOW_NETWORK, latencyMs: 100 };

function lossOf(loss: number): Partial<NetworkSettings> {
  return { lossHop1Up: loss, lossHop1Down: loss, lossHop2Up: loss, lossHop2Down: loss };
}

interface Said {
  readonly topic: string;
  readonly qos: Qos;
  readonly payloads: readonly string[];
  readonly ratePerSec: number;
  readonly startMs?: number;
}

/** Each of the texts once; the pattern is named as the topic ends. */
function saying({ startMs = 0, payloads, ...said }: Said): PublishPattern {
  const [payload = ''] = payloads;
  const name = said.topic.slice(said.topic.lastIndexOf('/') + 1);
  return { name, ...said, payload, payloads, startMs, count: payloads.length };
}

/** Loss from one instant to another. */
function badStretch(fromMs: number, toMs: number, loss: number): readonly ScriptEntry[] {
  return [
    stepAt(fromMs, { kind: 'set-network', changes: lossOf(loss) }),
    stepAt(toMs, { kind: 'set-network', changes: lossOf(0) }),
  ];
}

/** What is gone with the next message, over a network that is bad for a while. */
function shown(told: Told, said: Said, badMs: readonly [from: number, to: number]): Preset {
  return presetOf(
    { ...told, group },
    {
      network: NETWORK,
      publishes: [saying(said)],
      subscriptions: [{ filter: said.topic, qos: 2 }],
      script: badStretch(...badMs, 0.3),
    },
  );
}

/** What counts each time, over a network that loses a fifth. */
function acted(told: Told, said: Said, more: Partial<NetworkSettings> = {}): Preset {
  return presetOf(
    { ...told, group },
    {
      network: { ...NETWORK, ...lossOf(0.2), ...more },
      publishes: [saying(said)],
      subscriptions: [{ filter: said.topic, qos: 2 }],
      sub: { ignoreRepeats: said.qos === 1 },
    },
  );
}

const POSITIONS: Said = {
  topic: 'fleet/van-7/position',
  qos: 0,
  payloads: ROUTE,
  ratePerSec: 2,
};

const vehicle = presetOf(
  {
    name: 'vehicle-on-map',
    group,
    title: 'A vehicle on a map',
    sentence:
      'A van says twice a second where it is. The network is bad for a while, and the map is offline for two seconds.',
    lookFor:
      'At QoS 0 positions get lost, and the next one closes each gap. At QoS 1 old positions come late, and the van jumps back.',
  },
  {
    network: NETWORK,
    publishes: [saying(POSITIONS)],
    subscriptions: [{ filter: POSITIONS.topic, qos: 2 }],
    script: [...badStretch(3000, 9000, 0.3), leaveAt(10_500, 'sub', 2000)],
  },
);

const typing = shown(
  {
    name: 'typing-indicator',
    title: 'A typing indicator',
    sentence: 'Ada types, pauses and types; twice a second her application says which.',
    lookFor:
      'At QoS 0 the next update puts right what a lost one left. At QoS 1 she types on although she has stopped.',
  },
  { topic: 'chat/team/typing', qos: 0, payloads: TYPING, ratePerSec: 2 },
  [2000, 10_000],
);

/** Two who point, and one who sees them. */
function cursorsOf(preset: Preset): Preset {
  const [pub, ...others] = preset.scenario.clients;
  const pattern = pub?.publishes[0];
  if (pub === undefined || pattern === undefined) return preset;
  const pointing = (id: string, payloads: readonly string[]): ClientSettings => {
    return { ...pub, id, publishes: [{ ...pattern, payload: payloads[0] ?? '', payloads }] };
  };
  const clients = [pointing('pub', CURSORS.ada), pointing('pub-2', CURSORS.ben), ...others];
  return { ...preset, scenario: { ...preset.scenario, clients } };
}

const cursors = cursorsOf(
  shown(
    {
      name: 'live-cursors',
      title: 'Live cursors',
      sentence: 'Ada and Ben point on a shared board, four times a second each.',
      lookFor:
        'At QoS 0 a lost place is one that nobody misses. At QoS 1 it comes when the hand is elsewhere, and the cursor jumps back.',
    },
    { topic: 'board/9/cursor', qos: 0, payloads: CURSORS.ada, ratePerSec: 4 },
    [1500, 6000],
  ),
);

const gauge = shown(
  {
    name: 'dashboard-gauge',
    title: 'A gauge on a dashboard',
    sentence: 'A boiler’s pressure rises to 8 bar and falls, read four times a second.',
    lookFor:
      'At QoS 0 the needle skips a reading. At QoS 1 it goes back to a pressure that is over.',
  },
  { topic: 'plant/boiler-2/pressure', qos: 0, payloads: PRESSURE, ratePerSec: 4 },
  [1500, 6500],
);

const chart = shown(
  {
    name: 'sensor-chart',
    title: 'A sensor’s chart',
    sentence: 'A greenhouse says its temperature twice a second, and a chart draws it as it comes.',
    lookFor:
      'At QoS 0 the line has gaps. At QoS 1 it has all points, and some where they are not true.',
  },
  { topic: 'greenhouse/3/temperature', qos: 0, payloads: CELSIUS, ratePerSec: 2 },
  [2000, 11_000],
);

const LINES: Said = { topic: 'chat/team/lines', qos: 1, payloads: CHAT, ratePerSec: 1 };

const chat = acted(
  {
    name: 'chat-thread',
    title: 'A chat thread',
    sentence:
      'Two people chat while a fifth of all packets is lost; the reader’s application ignores repeats.',
    lookFor:
      'At QoS 1 each line stands there once. At QoS 0 lines are missing and nobody knows; without ignoring repeats, some stand there twice.',
  },
  LINES,
);

const notifications = acted(
  {
    name: 'notification-list',
    title: 'A list of notifications',
    sentence: 'Ten notifications for a phone, which ignores repeats, over a bad network.',
    lookFor:
      'At QoS 1 each comes once. At QoS 0 some never come; without ignoring repeats, the phone buzzes for nothing.',
  },
  { topic: 'phone/ada/notifications', qos: 1, payloads: NOTES, ratePerSec: 1 },
);

const order = acted(
  {
    name: 'order-status',
    title: 'An order’s status line',
    sentence: 'Five orders go from placed to delivered, and a board shows the last status of each.',
    lookFor:
      'At QoS 1 all end as delivered. At QoS 0 an order can say for ever that it is only packed.',
  },
  { topic: 'shop/orders/status', qos: 1, payloads: ORDERS, ratePerSec: 1 },
  { resendMs: 500 },
);

const relay = acted(
  {
    name: 'switch-off',
    title: 'A switch that is told to turn off',
    sentence: 'A heater is told to turn on and off, four times.',
    lookFor:
      'At QoS 1 it does as it is told, perhaps half a second late. At QoS 0 it heats on when “off” is lost.',
  },
  { topic: 'home/heater/set', qos: 1, payloads: SWITCHES, ratePerSec: 0.25 },
  { resendMs: 500 },
);

const MONEY: Said = { topic: 'shop/payments', qos: 2, payloads: PAYMENTS, ratePerSec: 1 };

const ledger = acted(
  {
    name: 'account-ledger',
    title: 'An account and its ledger',
    sentence: 'Twelve payments are booked while a fifth of all packets is lost.',
    lookFor:
      'At QoS 2 each is booked once. At QoS 1 some are booked twice, unless the application ignores repeats.',
  },
  MONEY,
);

const stock = acted(
  {
    name: 'stock-counter',
    title: 'A stock counter',
    sentence: 'Twelve orders take lamps from a shelf of 200, and a counter says how many are left.',
    lookFor: 'At QoS 2 the counter is right. At QoS 1 it says fewer than there are.',
  },
  { topic: 'warehouse/lamp/taken', qos: 2, payloads: TAKEN, ratePerSec: 1 },
);

const audit = acted(
  {
    name: 'audit-log',
    title: 'An audit log',
    sentence: 'What is done at a vault is written down, with a number for each act.',
    lookFor:
      'At QoS 2 every number stands there once. At QoS 1 some stand there twice, at QoS 0 some are missing.',
  },
  { topic: 'bank/vault/audit', qos: 2, payloads: RECORDS, ratePerSec: 1 },
);

const chain = acted(
  {
    name: 'on-chain-trigger',
    title: 'An on-chain trigger',
    sentence: 'Each message triggers a transfer on a blockchain that nobody can take back.',
    lookFor:
      'At QoS 2 each transfer is sent once. At QoS 1 some are sent twice: the money is gone.',
  },
  { topic: 'treasury/payouts', qos: 2, payloads: PAYOUTS, ratePerSec: 1 },
);

const processing = presetOf(
  {
    name: 'crash-after-booking',
    group,
    title: 'Booked, and crashed before the answer',
    sentence:
      'At QoS 2 the ledger’s process crashes when it has booked a payment and not yet answered, and forgets its session.',
    lookFor:
      'The payment comes again and is booked twice: exactly-once delivery is not exactly-once processing. Only ignoring repeats helps.',
  },
  {
    // 5.0 has it close when the broker has a session and it has none.
    protocolVersion: 4,
    network: { ...NETWORK, latencyMs: 300, resend: 'reconnect' },
    publishes: [saying({ ...MONEY, payloads: PAYMENTS.slice(0, 3), ratePerSec: 0.2 })],
    subscriptions: [{ filter: MONEY.topic, qos: 2 }],
    sub: { acknowledge: 'last', handlerMs: 2000, qos2HandOver: 'publish' },
    script: [stepAt(7000, { kind: 'crash-client', client: 'sub', store: 'lost', restartMs: 1000 })],
  },
);

const mixedDay = presetOf(
  {
    name: 'mixed-day',
    group,
    title: 'A mixed day',
    sentence:
      'One connection carries positions at QoS 0, chat at QoS 1 and payments at QoS 2 while a fifth of all packets is lost for a while.',
    lookFor:
      'Each message has the level that it needs, and no application comes to harm. Put all at one level, and see which does.',
  },
  {
    network: NETWORK,
    publishes: [
      saying(POSITIONS),
      saying({ ...LINES, startMs: 300 }),
      saying({ ...MONEY, startMs: 600 }),
    ],
    subscriptions: [POSITIONS, LINES, MONEY].map(({ topic }) => ({ filter: topic, qos: 2 })),
    sub: { ignoreRepeats: true },
    script: badStretch(1000, 14_000, 0.2),
  },
);

export const APPLICATIONS: readonly Preset[] = [
  vehicle,
  typing,
  cursors,
  gauge,
  chart,
  chat,
  notifications,
  order,
  relay,
  ledger,
  stock,
  audit,
  chain,
  processing,
  mixedDay,
];
