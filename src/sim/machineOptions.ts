// What the machines are told, from what the scenario says.

import { fromMs, type SimTime } from '../base/time.ts';
import { BROKER_DEFAULTS, type BrokerOptions } from '../mqtt/broker/options.ts';
import type { ChangeableOptions } from '../mqtt/client/client.ts';
import { CLIENT_DEFAULTS, type ClientOptions } from '../mqtt/client/options.ts';
import type {
  ClientChanges,
  ClientSettings,
  NetworkSettings,
  Scenario,
} from '../scenario/scenario.ts';

/** Undefined: only on reconnect. */
export function resendAfterOf({ model, resend, resendMs }: NetworkSettings): SimTime | undefined {
  const usesTimer = resend === 'timer' || (resend === 'model' && model === 'lossy');
  return usesTimer ? fromMs(resendMs) : undefined;
}

// Field by field, so that options are laid out alike in every run: what looks at them stays compiled.

export function brokerOptionsOf({ broker, network }: Scenario): BrokerOptions {
  return {
    qos2Forward: broker.qos2Forward,
    sendQuota: broker.receiveMaximum,
    receiveMaximum: BROKER_DEFAULTS.receiveMaximum,
    queueLimit: broker.queueLimit,
    queueDrop: broker.queueDrop,
    resendAfter: resendAfterOf(network),
    resendLimit: broker.resendLimit ?? Infinity,
    grantedQosMax: broker.grantedQosMax,
    overlapping: broker.overlapping,
    acknowledge: broker.acknowledge,
    topicAliasMaximum: BROKER_DEFAULTS.topicAliasMaximum,
    maximumPacketSize: BROKER_DEFAULTS.maximumPacketSize,
    serverKeepAliveSec: BROKER_DEFAULTS.serverKeepAliveSec,
    limits: BROKER_DEFAULTS.limits,
  };
}

export function clientOptionsOf(
  settings: ClientSettings,
  { network, protocolVersion }: Scenario,
): ClientOptions {
  return {
    clientId: settings.id,
    protocolVersion,
    cleanStart: settings.cleanStart,
    sessionExpirySec: settings.sessionExpirySec,
    keepAliveSec: settings.keepAliveSec,
    will: settings.will,
    subscriptions: settings.subscriptions,
    subscriptionId: CLIENT_DEFAULTS.subscriptionId,
    connectTimeout: connectTimeoutOf(network),
    qos2HandOver: settings.qos2HandOver,
    acknowledge: settings.acknowledge,
    handlerTime: fromMs(settings.handlerMs),
    withholds: settings.withholds,
    sendQuota: settings.receiveMaximum,
    receiveMaximum: CLIENT_DEFAULTS.receiveMaximum,
    topicAliasMaximum: CLIENT_DEFAULTS.topicAliasMaximum,
    maximumPacketSize: CLIENT_DEFAULTS.maximumPacketSize,
    resendAfter: resendAfterOf(network),
    resendLimit: settings.resendLimit ?? Infinity,
    queueLimit: CLIENT_DEFAULTS.queueLimit,
    queueDrop: CLIENT_DEFAULTS.queueDrop,
    offlinePublish: settings.offlinePublish,
    sessionLost: settings.sessionLost,
  };
}

export function changedOptionsOf({ handlerMs, ...same }: ClientChanges): ChangeableOptions {
  return handlerMs === undefined ? same : { ...same, handlerTime: fromMs(handlerMs) };
}

/** CONNECT to SUBACK is two round trips; no client gives up before they can be over. */
function connectTimeoutOf({ latencyMs, jitterMs }: NetworkSettings): SimTime {
  return fromMs(Math.max(30_000, 6 * (latencyMs + jitterMs)));
}
