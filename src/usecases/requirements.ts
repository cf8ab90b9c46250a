// What must hold elsewhere for a level to keep its promise: each as a sentence, whether a scenario has
// it so, with what setting it is had, and a run in which it is missing.

import type { ClientSettings, Scenario } from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';
import type { Shown } from './advice.ts';

export interface Requirement {
  readonly name: string;
  /** The levels that need it. */
  readonly levels: readonly Qos[];
  says(level: Qos, scenario: Scenario): string;
  isMet(scenario: Scenario, level: Qos): boolean;
  /** `sub-qos=2`: the settings that make it so, as a link has them. */
  how(level: Qos): string;
  /** Where it is missing, and what comes of it. */
  missing(level: Qos): Shown;
}

function subscribersOf({ clients }: Scenario): readonly ClientSettings[] {
  return clients.filter(({ subscriptions }) => subscriptions.length > 0);
}

/** How many messages an absence of that long can come to. */
function publishedIn(sec: number, { clients, script }: Scenario): number {
  const byPatterns = clients
    .flatMap(({ publishes }) => publishes)
    .map(({ ratePerSec, count = Infinity }) => Math.min(count, Math.ceil(ratePerSec * sec)));
  const byScript = script.filter(({ command }) => command.kind === 'publish').length;
  return byPatterns.reduce((sum, count) => sum + count, byScript);
}

/** An absence that session and queue should outlast, s. */
const ABSENCE = 60;

const DURABLE: readonly Qos[] = [1, 2];

export const REQUIREMENTS: readonly Requirement[] = [
  {
    name: 'subscription',
    levels: DURABLE,
    says: (level) =>
      `The subscription asks for QoS ${level} too, and the broker grants it: on the subscriber’s hop the lower level holds.`,
    isMet: (scenario, level) =>
      scenario.broker.grantedQosMax >= level &&
      subscribersOf(scenario).every(({ subscriptions }) =>
        subscriptions.every(({ qos }) => qos >= level),
      ),
    how: (level) => `sub-qos=${level}`,
    missing: (level) =>
      level === 2
        ? { preset: 'downgraded-to-qos1', settings: '' }
        : { preset: 'downgraded-to-qos0', settings: 'qos=1' },
  },
  {
    name: 'session',
    levels: DURABLE,
    says: (_, { protocolVersion }) =>
      protocolVersion === 4
        ? 'Both ends keep the session while a client is away: no Clean Session, and the same client id.'
        : 'Both ends keep the session while a client is away: no Clean Start, the same client id, and a Session Expiry Interval that is longer than the absence.',
    isMet: ({ clients, protocolVersion }) =>
      clients.every(
        ({ cleanStart, sessionExpirySec }) =>
          !cleanStart && (protocolVersion === 4 || sessionExpirySec >= ABSENCE),
      ),
    how: () => 'clean-start=false&session-expiry-sec=3600',
    missing: () => ({ preset: 'subscriber-offline-clean', settings: '' }),
  },
  {
    name: 'queue',
    levels: DURABLE,
    says(_, scenario) {
      const { queueLimit } = scenario.broker;
      const most = publishedIn(ABSENCE, scenario);
      return `The broker’s queue has room for what comes while the subscriber is away. Here it holds ${queueLimit}, and a minute brings ${most}.`;
    },
    isMet: (scenario) => scenario.broker.queueLimit >= publishedIn(ABSENCE, scenario),
    how: () => 'queue=1000',
    missing: () => ({ preset: 'queue-full', settings: '' }),
  },
  {
    name: 'store',
    levels: DURABLE,
    says: () =>
      'The broker’s store survives a crash: what it has acknowledged, it must still have afterwards.',
    isMet: ({ broker }) => broker.store === 'persistent',
    how: () => 'store=persistent',
    missing: () => ({ preset: 'broker-crash-after-puback-memory', settings: '' }),
  },
  {
    name: 'publisher offline',
    levels: DURABLE,
    says: () => 'The publisher’s library keeps what is published without a connection.',
    isMet: ({ clients }) => clients.every(({ offlinePublish }) => offlinePublish !== 'refuse'),
    how: () => 'offline-publish=queue',
    missing: () => ({ preset: 'publisher-offline', settings: 'offline-publish=refuse' }),
  },
  {
    name: 'acknowledge last',
    levels: DURABLE,
    says: () =>
      'The receiver acknowledges when it has acted: a crash in between then repeats the message, and does not lose it.',
    isMet: (scenario) => subscribersOf(scenario).every(({ acknowledge }) => acknowledge === 'last'),
    how: () => 'ack=last',
    missing: () => ({ preset: 'subscriber-crash-acks-first', settings: '' }),
  },
  {
    name: 'order',
    levels: [2],
    says: () => 'The network keeps packets in order, as TCP does: one that comes too late is new.',
    isMet: ({ network: { model, reordering } }) => model === 'tcp' || reordering === 0,
    how: () => 'network=tcp',
    missing: () => ({ preset: 'overtaking-qos2', settings: '' }),
  },
];

export function requirementsFor(level: Qos): readonly Requirement[] {
  return REQUIREMENTS.filter(({ levels }) => levels.includes(level));
}
