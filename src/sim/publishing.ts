// What is published and when: the patterns, from the moment everyone is connected and subscribed,
// and messages by hand. Makes the messages and opens their records; sending them is nodes.ts's.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../base/time.ts';
import { utf8Length } from '../mqtt/packets/encodedLength.ts';
import type { ClientId, Message, MessageUid, Qos, TopicName } from '../mqtt/packets/packet.ts';
import { matchesTopic } from '../mqtt/topic/topicMatch.ts';
import { payloadOf } from '../scenario/patterns.ts';
import type { ClientSettings, PublishPattern, Scenario } from '../scenario/scenario.ts';
import { messageKey, messageUid } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { PatternPlayer } from './patternPlayer.ts';
import type { Listener, PatternCount, PatternWork, Work } from './work.ts';

interface MessageFacts {
  readonly topic: TopicName;
  readonly qos: Qos;
  readonly payload: string;
  readonly retain?: true;
  readonly expirySec?: number;
}

interface TopicSubscribers {
  readonly all: readonly ClientId[];
  /** Those who do not want what they publish themselves. */
  readonly noLocal: ReadonlySet<ClientId>;
}

export class Publishing {
  /** Undefined while clients are still connecting. */
  since: SimTime | undefined;
  /** When the last message was published. */
  lastAt: SimTime = TIME_ZERO;
  private readonly scenario: Scenario;
  private readonly ledger: Ledger;
  private readonly listener: Listener;
  private readonly patterns: PatternPlayer;
  /** Those that are in the run. */
  private clients: readonly ClientSettings[];
  /** Those of them that have joined and not begun to publish. */
  private joining: readonly ClientSettings[] = [];
  /** Who is to subscribe to a topic. */
  private readonly subscribers = new Map<TopicName, TopicSubscribers>();

  constructor(scenario: Scenario, queue: EventQueue<Work>, ledger: Ledger, listener: Listener) {
    this.scenario = scenario;
    this.ledger = ledger;
    this.listener = listener;
    this.clients = scenario.clients;
    this.patterns = new PatternPlayer(scenario.seed, queue);
  }

  /** No pattern has anything left to publish. */
  get finished(): boolean {
    return this.since !== undefined && this.patterns.finished && this.joining.length === 0;
  }

  /** Everyone is ready, for the first time. */
  begin(now: SimTime): void {
    this.since = now;
    this.listener.tellMore?.({ kind: 'publishing-started', at: now });
    for (const client of this.scenario.clients) {
      if (this.clients.includes(client)) this.startAll(client, now);
    }
  }

  private startAll({ id, publishes }: ClientSettings, now: SimTime): void {
    for (const pattern of publishes) this.start(id, pattern, now);
  }

  join(client: ClientSettings): void {
    this.clients = [...this.clients, client];
    if (client.publishes.length > 0) this.joining = [...this.joining, client];
    this.subscribers.clear();
  }

  /** A client that has joined is connected and subscribed. */
  beginJoined(id: ClientId, now: SimTime): void {
    const client = this.joining.find((each) => each.id === id);
    if (client === undefined) return;
    this.joining = this.joining.filter((each) => each !== client);
    this.startAll(client, now);
  }

  leave(id: ClientId, now: SimTime): void {
    this.clients = this.clients.filter((each) => each.id !== id);
    this.joining = this.joining.filter((each) => each.id !== id);
    this.subscribers.clear();
    for (const name of this.patterns.namesOf(id)) this.stop(id, name, now);
  }

  /** A pattern's message is due, and its publisher's process is down: it never is. */
  miss(work: PatternWork, at: SimTime): void {
    const { client, pattern } = work;
    const nth = this.patterns.advance(work);
    this.listener.tellMore?.({ kind: 'publish-missed', at, client, pattern: pattern.name, nth });
    this.tellIfOver(work, at);
  }

  /** One of this name that runs is over then. */
  start(client: ClientId, pattern: PublishPattern, now: SimTime): void {
    if (pattern.count === 0) {
      this.stop(client, pattern.name, now);
      return;
    }
    this.patterns.start(client, pattern, addTime(now, fromMs(pattern.startMs)));
    this.listener.tellMore?.({ kind: 'pattern-started', at: now, client, pattern });
  }

  stop(client: ClientId, name: string, now: SimTime): void {
    if (this.patterns.stop(client, name)) this.tellEnded(client, name, now);
  }

  private tellIfOver({ client, pattern, published }: PatternWork, at: SimTime): void {
    if (published === pattern.count) this.tellEnded(client, pattern.name, at);
  }

  private tellEnded(client: ClientId, pattern: string, at: SimTime): void {
    this.listener.tellMore?.({ kind: 'pattern-ended', at, client, pattern });
  }

  /** @returns a pattern's message that is due now */
  next(work: PatternWork, now: SimTime): Message {
    const { pattern, count } = work;
    const nth = this.patterns.advance(work);
    const message = this.publish(count, pattern, payloadOf(pattern, nth), now);
    this.tellIfOver(work, now);
    return message;
  }

  byHand(client: ClientId, facts: MessageFacts, now: SimTime): Message {
    return this.publish(this.patterns.countHandPublish(client), facts, facts.payload, now);
  }

  /** @param count with the message in it */
  private publish(
    { client: publisher, name, key: pattern, messages: nth }: PatternCount,
    { topic, qos, retain, expirySec }: MessageFacts,
    payload: string,
    now: SimTime,
  ): Message {
    this.lastAt = now;
    const uid = messageUid(publisher, name, nth);
    const key = messageKey(pattern, nth);
    const subscribers = this.subscribersOf(publisher, topic);
    this.ledger.open(uid, key, qos, subscribers, now);
    this.tellPublished(uid, publisher, topic, qos, payload, retain, subscribers, now);
    const bytes = utf8Length(topic) + utf8Length(payload);
    const message = { uid, topic, payload, qos, retain: retain ?? false, bytes };
    const expires = expirySec !== undefined && this.scenario.protocolVersion === 5;
    return expires ? { ...message, expirySec } : message;
  }

  /** Spelt out, and not spread, because it is done for each message. */
  private tellPublished(
    messageUid: MessageUid,
    publisher: ClientId,
    topic: TopicName,
    qos: Qos,
    payload: string,
    retain: true | undefined,
    subscribers: readonly ClientId[],
    at: SimTime,
  ): void {
    const kind = 'message-published';
    if (retain === undefined) {
      this.listener.tell({ kind, at, messageUid, publisher, topic, qos, payload, subscribers });
    } else {
      const facts = { messageUid, publisher, topic, qos, payload, retain, subscribers };
      this.listener.tell({ kind, at, ...facts });
    }
  }

  /** Who is to subscribe to the topic, of those in the run; with No Local, not to one's own messages. */
  private subscribersOf(publisher: ClientId, topic: TopicName): readonly ClientId[] {
    let found = this.subscribers.get(topic);
    if (found === undefined) {
      found = this.findSubscribers(topic);
      this.subscribers.set(topic, found);
    }
    const { all, noLocal } = found;
    return noLocal.has(publisher) ? all.filter((id) => id !== publisher) : all;
  }

  private findSubscribers(topic: TopicName): TopicSubscribers {
    const { protocolVersion } = this.scenario;
    const all: ClientId[] = [];
    const noLocal = new Set<ClientId>();
    for (const { id, subscriptions } of this.clients) {
      const wanted = subscriptions.filter(({ filter }) => matchesTopic(filter, topic));
      if (wanted.length === 0) continue;
      all.push(id);
      const isNoLocal = protocolVersion === 5 && wanted.every((each) => each.noLocal === true);
      if (isNoLocal) noLocal.add(id);
    }
    return { all, noLocal };
  }
}
