// What a scenario's broker and clients are when nothing else is said.

import type { BrokerSettings, ClientSettings } from './scenario.ts';

export const DEFAULT_BROKER = {
  qos2Forward: 'pubrel',
  receiveMaximum: 65_535,
  queueLimit: 1000,
  queueDrop: 'newest',
  grantedQosMax: 2,
  overlapping: 'one',
  acknowledge: 'first',
} as const satisfies BrokerSettings;

export const DEFAULT_CLIENT = {
  qos2HandOver: 'pubrel',
  receiveMaximum: 65_535,
  keepAliveSec: 60,
  cleanStart: false,
  sessionExpirySec: 3600,
  acknowledge: 'first',
  offlinePublish: 'queue',
  sessionLost: 'discard',
} as const satisfies Omit<ClientSettings, 'id' | 'subscriptions' | 'publishes'>;
