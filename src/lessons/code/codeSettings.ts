// What of a scenario a program of one's own would set: one message's publisher and one subscriber of it.

import { isPublisher, isSubscriber } from '../../scenario/changes.ts';
import { subscriptionTo } from '../../scenario/heard.ts';
import type { ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { ClientId, ProtocolVersion, Qos } from '../../trace/event.ts';
import { type Repeats, repeatsOf } from './repeats.ts';

/** What one end asks of its session. */
interface SessionSettings {
  readonly clientId: string;
  /** Clean Session in 3.1.1. */
  readonly cleanStart: boolean;
  /** 5.0 alone. */
  readonly sessionExpirySec: number;
  readonly keepAliveSec: number;
}

export interface CodeSettings {
  readonly version: ProtocolVersion;
  readonly host: string;
  readonly port: number;
  readonly topic: string;
  /** 5.0 alone; absent: for ever. */
  readonly expirySec?: number;
  readonly publisher: SessionSettings & {
    readonly qos: Qos;
    /** How many messages above QoS 0 it may have unacknowledged. */
    readonly sendMaximum: number;
  };
  readonly subscriber: SessionSettings & {
    readonly qos: Qos;
    readonly filter: string;
    /** Acknowledge when the handler is done, where the library can. */
    readonly acknowledgesLast: boolean;
    /** How many messages above QoS 0 it lets the broker have unacknowledged. */
    readonly receiveMaximum: number;
  };
  /** Give each message an id, and act on each id once. */
  readonly ignoreRepeats: boolean;
}

export type End = CodeSettings['publisher'] | CodeSettings['subscriber'];

/** What somebody publishes. */
export interface CodeMessage {
  /** Tells it from the others of its scenario, also when its level is changed. */
  readonly key: string;
  readonly client: ClientId;
  readonly topic: string;
  readonly qos: Qos;
  readonly expirySec?: number;
}

interface Chosen {
  /** Absent: the first that the scenario speaks of. */
  readonly message?: CodeMessage | undefined;
  /** Absent: the first that hears of the message. */
  readonly subscriber?: ClientId | undefined;
  /** The run has delivered a message of this level twice. */
  readonly wasSeen?: boolean;
}

const FALLBACK = { topic: 'qoscope/demo', qos: 1 } as const;

/** What is published by itself, and by the script: alike ones once, in that order. */
export function messagesOf({ clients, script }: Scenario): readonly CodeMessage[] {
  const patterns = clients.flatMap(({ id: client, publishes }) =>
    publishes.map(({ name, topic, qos, expirySec }) => {
      const message = { key: `${client} ${name}`, client, topic, qos };
      return expirySec === undefined ? message : { ...message, expirySec };
    }),
  );
  const scripted = script.flatMap(({ command }) => {
    if (command.kind !== 'publish') return [];
    const { client, topic, qos } = command;
    return [{ key: `${client} ${topic} ${qos}`, client, topic, qos }];
  });
  return [...new Map([...patterns, ...scripted].map((one) => [one.key, one])).values()];
}

/** Those that hear of it, whoever publishes it last; where nobody does, all that subscribe to anything. */
export function listenersOf({ clients }: Scenario, { client, topic }: CodeMessage) {
  const hearing = clients.filter((one) => subscriptionTo(one, topic) !== undefined);
  const found = hearing.length > 0 ? hearing : clients.filter(isSubscriber);
  return found.toSorted((a, b) => Number(a.id === client) - Number(b.id === client));
}

/**
 * @param broker where it listens
 * @returns undefined: there is nobody to publish, or nobody to subscribe
 */
export function codeSettingsOf(
  scenario: Scenario,
  broker: { readonly host: string; readonly port: number },
  chosen: Chosen = {},
): CodeSettings | undefined {
  const message = chosen.message ?? messagesOf(scenario)[0] ?? someMessage(scenario);
  const publisher = scenario.clients.find(({ id }) => id === message?.client);
  if (message === undefined || publisher === undefined) return;
  const listeners = listenersOf(scenario, message);
  const subscriber = listeners.find(({ id }) => id === chosen.subscriber) ?? listeners[0];
  const subscription =
    subscriber && (subscriptionTo(subscriber, message.topic) ?? subscriber.subscriptions[0]);
  if (subscriber === undefined || subscription === undefined) return;
  const { topic, qos, expirySec } = message;
  const { filter } = subscription;
  return {
    version: scenario.protocolVersion,
    ...broker,
    topic,
    ...(expirySec === undefined ? {} : { expirySec }),
    publisher: { ...sessionOf(publisher), qos, sendMaximum: publisher.receiveMaximum },
    subscriber: {
      ...sessionOf(subscriber),
      qos: subscription.qos,
      filter,
      acknowledgesLast: subscriber.acknowledge === 'last',
      receiveMaximum: scenario.broker.receiveMaximum,
    },
    ignoreRepeats: whyIgnored(scenario, message, subscriber, chosen.wasSeen) !== undefined,
  };
}

/** Why a receiver had better ignore repeats; undefined: none come, as far as the run says. */
export function whyIgnored(
  scenario: Scenario,
  { client, topic, qos }: CodeMessage,
  subscriber: ClientSettings,
  wasSeen = false,
): Repeats | undefined {
  const publisher = scenario.clients.find(({ id }) => id === client);
  if (publisher === undefined) return undefined;
  const granted = grantedLevel(scenario, subscriber, topic);
  const levels = [qos, Math.min(qos, granted) as Qos] as const;
  return repeatsOf({ scenario, publisher, subscriber, levels, wasSeen });
}

/** At which level a subscriber hears of a topic at most; where it does not, of anything. */
export function grantedLevel({ broker }: Scenario, subscriber: ClientSettings, topic: string): Qos {
  const asked = subscriptionTo(subscriber, topic) ?? subscriber.subscriptions[0];
  return Math.min(asked?.qos ?? 0, broker.grantedQosMax) as Qos;
}

/** Where nobody is told to publish: by hand, the first that is not there to listen alone. */
function someMessage({ clients }: Scenario): CodeMessage | undefined {
  const publisher = clients.find((one) => isPublisher(one)) ?? clients[0];
  return publisher && { key: publisher.id, client: publisher.id, ...FALLBACK };
}

function sessionOf(client: ClientSettings): SessionSettings {
  const { id, cleanStart, sessionExpirySec, keepAliveSec } = client;
  return { clientId: id, cleanStart, sessionExpirySec, keepAliveSec };
}
