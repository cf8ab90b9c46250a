// What of a scenario a program of one's own would set: one publisher and one subscriber of it, on one
// topic.

import type { ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { ProtocolVersion, Qos } from '../../trace/event.ts';

/** What one end asks of its session. */
interface SessionSettings {
  readonly clientId: string;
  /** Clean Session in 3.1.1. */
  readonly cleanStart: boolean;
  /** 5.0 alone. */
  readonly sessionExpirySec: number;
  readonly keepAliveSec: number;
  /** How many messages above QoS 0 it takes, or has, unacknowledged. */
  readonly receiveMaximum: number;
}

export interface CodeSettings {
  readonly version: ProtocolVersion;
  readonly host: string;
  readonly port: number;
  readonly topic: string;
  /** 5.0 alone; absent: for ever. */
  readonly expirySec?: number;
  readonly publisher: SessionSettings & { readonly qos: Qos };
  readonly subscriber: SessionSettings & {
    readonly qos: Qos;
    readonly filter: string;
    /** Acknowledge when the handler is done, where the library can. */
    readonly acknowledgesLast: boolean;
  };
  /** Give each message an id, and act on each id once. */
  readonly ignoreRepeats: boolean;
}

const FALLBACK = { topic: 'qoscope/demo', qos: 1 } as const;

/**
 * @param broker where it listens
 * @returns undefined: the scenario has no two clients
 */
export function codeSettingsOf(
  scenario: Scenario,
  broker: { readonly host: string; readonly port: number },
): CodeSettings | undefined {
  const { clients, protocolVersion, script } = scenario;
  const subscriber = clients.find(({ subscriptions }) => subscriptions.length > 0);
  const publisher =
    clients.find(({ publishes }) => publishes.length > 0) ??
    clients.find((client) => client !== subscriber);
  const subscription = subscriber?.subscriptions[0];
  if (publisher === undefined || subscriber === undefined || subscription === undefined) return;
  const scripted = script.map(({ command }) => command).find(({ kind }) => kind === 'publish');
  const published =
    publisher.publishes[0] ?? (scripted?.kind === 'publish' ? scripted : undefined) ?? FALLBACK;
  const expirySec = publisher.publishes[0]?.expirySec;
  return {
    version: protocolVersion,
    ...broker,
    topic: published.topic,
    ...(expirySec === undefined ? {} : { expirySec }),
    publisher: { ...sessionOf(publisher), qos: published.qos },
    subscriber: {
      ...sessionOf(subscriber),
      qos: subscription.qos,
      filter: subscription.filter,
      acknowledgesLast: subscriber.acknowledge === 'last',
    },
    ignoreRepeats: subscriber.ignoreRepeats || published.qos === 1,
  };
}

function sessionOf(client: ClientSettings): SessionSettings {
  const { id, cleanStart, sessionExpirySec, keepAliveSec, receiveMaximum } = client;
  return { clientId: id, cleanStart, sessionExpirySec, keepAliveSec, receiveMaximum };
}
