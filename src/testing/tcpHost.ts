// The smallest host of a TCP direction: a queue for what is on the wire and for timers, and a log.
// For tests; and how a host drives the machine.

import { createEventQueue } from '../base/eventQueue.ts';
import { fromMs, type SimTime, toMs } from '../base/time.ts';
import { EvenLoss } from '../network/lossProcess.ts';
import { createTcpDirection, stepTcp } from '../network/tcp/tcpDirection.ts';
import type { TcpEffect, TcpInput, TcpTimerName } from '../network/tcp/tcpEffect.ts';
import type { TcpAck, TcpPath, TcpSegment, TcpSettings } from '../network/tcp/tcpSegment.ts';

/** What the machine asked for, and what its sender had: acknowledgements, time-outs. */
type Logged<P> =
  | TcpEffect<P>
  | { readonly kind: 'had-ack'; readonly ack: TcpAck }
  | { readonly kind: 'had-timeout' };

type LoggedOf<P, K> = Extract<Logged<P>, { readonly kind: K }>;

type Work<P> =
  | { readonly kind: 'segment'; readonly segment: TcpSegment<P>; gone: boolean }
  | { readonly kind: 'ack'; readonly ack: TcpAck; gone: boolean }
  | { readonly kind: 'timer'; readonly timer: TcpTimerName }
  | { readonly kind: 'call'; readonly call: () => void };

interface Link {
  readonly latencyMs: number;
  readonly jitterMs: number;
  readonly loss: number;
  readonly ackLoss: number;
  readonly bytesPerSec: number | undefined;
}

/** The same latency and jitter both ways; a rate for the data alone. */
export function linkOf(changes: Partial<Link> = {}): TcpSettings<unknown> {
  const { latencyMs = 50, jitterMs = 0, loss = 0, ackLoss = 0, bytesPerSec } = changes;
  const path = { latency: fromMs(latencyMs), jitter: fromMs(jitterMs) };
  return {
    forward: { ...path, ...evenLoss(loss), bytesPerSec },
    backward: { ...path, ...evenLoss(ackLoss), bytesPerSec: undefined },
  };
}

/** For a path: each transmission is lost by itself. */
function evenLoss(probability: number): Pick<TcpPath<unknown>, 'isLost'> {
  const loss = new EvenLoss(probability);
  return { isLost: (key) => loss.isLost(key) };
}

export class TcpHost<P> {
  now = 0 as SimTime;
  settings: TcpSettings<P>;
  direction = createTcpDirection<P>();
  readonly log: { readonly at: SimTime; readonly what: Logged<P> }[] = [];
  /** Kills what it says yes to as soon as it is sent. */
  killSegment: (segment: TcpSegment<P>) => boolean = () => false;
  killAck: (ack: TcpAck) => boolean = () => false;
  readonly #queue = createEventQueue<Work<P>>();

  constructor(settings: TcpSettings<NoInfer<P>>) {
    this.settings = settings;
  }

  /** @param ruledOut its first transmission is lost */
  send(item: P, key: number, { bytes = 100, ruledOut = false } = {}): void {
    this.#step({ kind: 'send', item, key, bytes, ruledOut });
  }

  /** Does something at an instant: before what is due then and is queued later. */
  atMs(ms: number, call: () => void): void {
    this.#queue.push(fromMs(ms), { kind: 'call', call });
  }

  run(untilMs = Infinity): void {
    while (this.#queue.size > 0 && this.#queue.nextAt <= untilMs * 1000) {
      this.now = this.#queue.nextAt as SimTime;
      this.#do(this.#queue.pop());
    }
  }

  /** Kills what is on the wire now. @returns how many there were */
  kill(): number {
    let killed = 0;
    this.#queue.forEach((work) => {
      if ((work.kind !== 'segment' && work.kind !== 'ack') || work.gone) return;
      work.gone = true;
      killed++;
    });
    return killed;
  }

  #do(work: Work<P>): void {
    switch (work.kind) {
      case 'segment':
        if (!work.gone) this.#step({ kind: 'segment-arrived', segment: work.segment });
        break;
      case 'ack':
        if (work.gone) break;
        this.log.push({ at: this.now, what: { kind: 'had-ack', ack: work.ack } });
        this.#step({ kind: 'ack-arrived', ack: work.ack });
        break;
      case 'timer':
        if (work.timer === 'retransmission' && this.direction.sender.timeoutAt === this.now) {
          this.log.push({ at: this.now, what: { kind: 'had-timeout' } });
        }
        this.#step({ kind: 'timer-fired', timer: work.timer });
        break;
      case 'call':
        work.call();
        break;
    }
  }

  #step(input: TcpInput<P>): void {
    const effects = stepTcp(this.direction, input, this.settings, this.now);
    for (const effect of effects) {
      this.log.push({ at: this.now, what: effect });
      this.#carryOut(effect);
    }
  }

  #carryOut(effect: TcpEffect<P>): void {
    if (effect.kind === 'set-timer') {
      this.#queue.push(effect.at, { kind: 'timer', timer: effect.timer });
    } else if (effect.kind === 'send-segment') {
      const { segment } = effect;
      const gone = segment.lostAt !== undefined || this.killSegment(segment);
      this.#queue.push(segment.lostAt ?? segment.dueAt, { kind: 'segment', segment, gone });
    } else if (effect.kind === 'send-ack') {
      const { ack } = effect;
      const gone = ack.lostAt !== undefined || this.killAck(ack);
      this.#queue.push(ack.lostAt ?? ack.dueAt, { kind: 'ack', ack, gone });
    }
  }

  logged<K extends Logged<P>['kind']>(kind: K): { at: SimTime; what: LoggedOf<P, K> }[] {
    return this.log.flatMap(({ at, what }) =>
      what.kind === kind ? [{ at, what: what as LoggedOf<P, K> }] : [],
    );
  }

  get segments(): readonly TcpSegment<P>[] {
    return this.logged('send-segment').map(({ what }) => what.segment);
  }

  get acks(): readonly TcpAck[] {
    return this.logged('send-ack').map(({ what }) => what.ack);
  }

  /** What was delivered, and when: [item, ms]. */
  get deliveries(): readonly (readonly [P, number])[] {
    return this.logged('deliver-item').map(({ at, what }) => [what.item, toMs(at)]);
  }
}
