// What a scenario's network, broker and clients are when nothing else is said.

import type { BrokerSettings, ClientSettings, NetworkSettings } from './scenario.ts';

export const DEFAULT_NETWORK = {
  model: 'lossy',
  lossHop1Up: 0,
  lossHop1Down: 0,
  lossHop2Up: 0,
  lossHop2Down: 0,
  burstMs: 0,
  latencyMs: 50,
  jitterMs: 0,
  duplication: 0,
  reordering: 0,
  reorderMs: 500,
  bytesPerSec: 0,
  cutsPerMin: 0,
  resend: 'model',
  resendMs: 1000,
} as const satisfies NetworkSettings;

export const DEFAULT_BROKER = {
  qos2Forward: 'pubrel',
  receiveMaximum: 65_535,
  queueLimit: 1000,
  queueDrop: 'newest',
  grantedQosMax: 2,
  overlapping: 'one',
  acknowledge: 'first',
  store: 'persistent',
  autosaveSec: 1800,
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
  reconnectMs: 1000,
  reconnectMaxMs: 30_000,
  handlerMs: 0,
  withholds: [],
  ignoreRepeats: false,
} as const satisfies Omit<ClientSettings, 'id' | 'subscriptions' | 'publishes'>;
