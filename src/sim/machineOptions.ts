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

export function brokerOptionsOf({ broker, network }: Scenario): BrokerOptions {
  const {
    receiveMaximum: sendQuota,
    resendLimit = Infinity,
    store: _,
    autosaveSec: __,
    ...same
  } = broker;
  const resendAfter = resendAfterOf(network);
  return { ...BROKER_DEFAULTS, ...same, sendQuota, resendLimit, resendAfter };
}

export function clientOptionsOf(
  settings: ClientSettings,
  { network, protocolVersion }: Scenario,
): ClientOptions {
  const {
    id: clientId,
    publishes: _,
    receiveMaximum: sendQuota,
    reconnectMs: __,
    reconnectMaxMs: ___,
    handlerMs,
    will,
    resendLimit = Infinity,
    ...same
  } = settings;
  return {
    ...CLIENT_DEFAULTS,
    ...same,
    clientId,
    protocolVersion,
    connectTimeout: connectTimeoutOf(network),
    handlerTime: fromMs(handlerMs),
    sendQuota,
    will,
    resendLimit,
    resendAfter: resendAfterOf(network),
  };
}

export function changedOptionsOf({ handlerMs, ...same }: ClientChanges): ChangeableOptions {
  return handlerMs === undefined ? same : { ...same, handlerTime: fromMs(handlerMs) };
}

/** CONNECT to SUBACK is two round trips; no client gives up before they can be over. */
function connectTimeoutOf({ latencyMs, jitterMs }: NetworkSettings): SimTime {
  return fromMs(Math.max(30_000, 6 * (latencyMs + jitterMs)));
}
