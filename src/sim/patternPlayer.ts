// Publishing patterns: when the next message of each is due, and which number it has. Numbers go on
// when a pattern of the same name is started again, so that no two messages share a name.

import type { EventQueue } from '../base/eventQueue.ts';
import { addTime, type SimTime } from '../base/time.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import type { PublishPattern } from '../scenario/scenario.ts';
import { patternKey } from './keys.ts';
import { LANE, type PatternCount, type PatternWork, type Work } from './work.ts';

/** The name under which messages published one by one are numbered. */
export const HAND_PATTERN = 'hand';

export class PatternPlayer {
  private readonly seed: number;
  private readonly queue: EventQueue<Work>;
  /** Running patterns by client and name. */
  private readonly running = new Map<string, PatternWork>();
  /** How many messages had each name, started again or not. */
  private readonly counts = new Map<string, PatternCount>();

  constructor(seed: number, queue: EventQueue<Work>) {
    this.seed = seed;
    this.queue = queue;
  }

  /** No pattern has anything left to publish. */
  get finished(): boolean {
    return this.running.size === 0;
  }

  /** A running pattern of the same name is stopped first. */
  start(client: ClientId, pattern: PublishPattern, at: SimTime): void {
    this.stop(client, pattern.name);
    const work: PatternWork = {
      kind: 'pattern',
      client,
      pattern,
      startedAt: at,
      nextAt: at,
      published: 0,
      count: this.countOf(client, pattern.name),
      stopped: false,
    };
    this.running.set(nameOf(client, pattern.name), work);
    this.queue.push(at, work);
  }

  /** @returns whether there was anything to stop */
  stop(client: ClientId, name: string): boolean {
    const work = this.running.get(nameOf(client, name));
    if (work === undefined) return false;
    work.stopped = true;
    return this.running.delete(nameOf(client, name));
  }

  /** Of the patterns that a client runs. */
  namesOf(client: ClientId): readonly string[] {
    const own = [...this.running.values()].filter((work) => work.client === client);
    return own.map(({ pattern }) => pattern.name);
  }

  /** @returns the number of the message that is due now; the next one is put in the queue */
  advance(work: PatternWork): number {
    const { client, pattern, startedAt } = work;
    const nth = ++work.count.messages;
    work.published++;
    if (work.published === pattern.count) {
      this.running.delete(nameOf(client, pattern.name));
    } else {
      const offset = Math.round((work.published * 1_000_000) / pattern.ratePerSec) as SimTime;
      work.nextAt = addTime(startedAt, offset);
      this.queue.push(work.nextAt, work, LANE.patterns);
    }
    return nth;
  }

  /** @returns what that makes of those published one by one */
  countHandPublish(client: ClientId): PatternCount {
    const count = this.countOf(client, HAND_PATTERN);
    count.messages++;
    return count;
  }

  private countOf(client: ClientId, name: string): PatternCount {
    const key = nameOf(client, name);
    const known = this.counts.get(key);
    if (known !== undefined) return known;
    const count = { messages: 0, client, name, key: patternKey(this.seed, client, name) };
    this.counts.set(key, count);
    return count;
  }
}

function nameOf(client: ClientId, pattern: string): string {
  return `${client}/${pattern}`;
}
