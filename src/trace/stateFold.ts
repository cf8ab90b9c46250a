// The state at an instant, for time travel through runs that are too long to keep: of all events so
// far those that still matter, from which TraceIndex and the views show the instant, and what
// follows, as they would from the whole trace. Grows with what is going on, not with the run; has
// nothing but plain fields, so that a copy of it is a keyframe.

import { type SimTime, TIME_ZERO } from '../base/time.ts';
import { ClientTrails } from './clientTrails.ts';
import { DropTrails } from './dropTrails.ts';
import { EntryTrails } from './entryTrails.ts';
import type { TraceEvent, TraceEventOf } from './event.ts';
import { Kept } from './kept.ts';
import { MessageTrails } from './messageTrails.ts';
import { MetricsFold } from './metrics.ts';
import { PacketTrails } from './packetTrails.ts';
import { PartFold } from './parts.ts';
import type { TraceState } from './traceState.ts';

export class StateFold {
  readonly metrics = new MetricsFold(true);
  private at: SimTime = TIME_ZERO;
  private eventCount = 0;
  private readonly parts = new PartFold();
  private readonly messages = new MessageTrails();
  private readonly packets = new PacketTrails(this.messages);
  private readonly entries = new EntryTrails(this.messages);
  private readonly clients = new ClientTrails();
  private readonly drops = new DropTrails();
  /** Of things of which the last event alone counts: by its kind, and what it is about. */
  private readonly latest = new Map<string, Kept>();
  private readonly timers = new Map<string, Kept>();

  /** Of all messages so far. */
  get messageCount(): number {
    return this.messages.count;
  }

  /** @param event follows those before in the trace */
  add(event: TraceEvent): void {
    const { at } = event;
    const kept = new Kept(this.eventCount++, event);
    if (at > this.at) {
      this.at = at;
      this.messages.settle(at);
    }
    this.metrics.add(event);
    switch (event.kind) {
      case 'packet-sent':
        this.packets.send(event, kept);
        this.drops.use(event);
        break;
      case 'segment-sent':
      case 'segment-lost':
      case 'segment-arrived':
        this.packets.addSegment(event, kept);
        break;
      case 'tcp-ack-sent':
        this.packets.acknowledge(event, kept.order);
        break;
      case 'packet-delayed':
        this.packets.delay(event, kept);
        break;
      case 'packet-arrived':
        this.packets.arrive(event, kept);
        if (event.packet.type === 'CONNACK') {
          this.clients.noteConnection(event.packet.to, event, kept);
        }
        break;
      case 'packet-lost':
        this.packets.lose(event);
        break;
      case 'session-stored':
      case 'session-updated':
      case 'session-released':
        this.entries.add(event, kept);
        break;
      case 'timer-set':
        this.setTimer(event, kept);
        break;
      case 'timer-fired':
        if (event.timer !== 're-send') this.timers.delete(timerName(event));
        break;
      case 'message-published':
        this.messages.begin(event.messageUid, event.subscribers.length, kept);
        break;
      case 'message-originated':
        this.messages.begin(event.messageUid, 0, kept);
        break;
      case 'message-delivered':
      case 'message-lost':
        this.messages.decide(event, kept);
        break;
      default:
        this.addRare(event, kept);
    }
  }

  private addRare(event: TraceEvent, kept: Kept): void {
    switch (event.kind) {
      case 'run-started':
      case 'publishing-started':
      case 'network-changed':
      case 'broker-saved':
        this.latest.set(event.kind, kept);
        break;
      case 'node-crashed':
      case 'node-restarted':
        this.latest.set(`node ${event.node}`, kept);
        if (event.kind === 'node-crashed' && event.node !== 'broker') {
          this.clients.noteCrash(event.node);
        }
        break;
      case 'broker-retained':
        this.latest.set(`retained ${event.topic}`, kept);
        break;
      case 'broker-unretained':
        this.latest.delete(`retained ${event.topic}`);
        break;
      case 'pattern-started':
        this.latest.set(`pattern ${event.client} ${event.pattern.name}`, kept);
        break;
      case 'pattern-ended':
        this.latest.delete(`pattern ${event.client} ${event.pattern}`);
        break;
      case 'client-added':
      case 'client-removed':
        this.parts.add(event);
        this.latest.set(`${event.kind} ${event.client}`, kept);
        break;
      case 'connection-opened':
        this.parts.add(event);
        this.clients.noteConnection(event.client, event, kept);
        break;
      case 'connection-closed':
        this.packets.close(event);
        this.clients.noteConnection(event.client, event, kept);
        break;
      case 'connection-silenced':
      case 'connection-refused':
        this.clients.noteConnection(event.client, event, kept);
        break;
      case 'client-offline':
      case 'client-online':
        this.clients.notePresence(event.client, kept);
        break;
      case 'session-started':
      case 'session-resumed':
      case 'session-ended':
        this.clients.noteSession(event.client, event, kept);
        break;
      case 'session-subscribed':
        this.parts.add(event);
        this.clients.subscribe(event.client, event.filter, kept);
        break;
      case 'session-unsubscribed':
        this.clients.unsubscribe(event.client, event.filter);
        break;
      case 'command-applied':
        this.drops.note(event, kept);
        break;
      // The rest has happened, and leaves nothing.
      default:
    }
  }

  private setTimer(event: TraceEventOf<'timer-set' | 'timer-fired'>, kept: Kept): void {
    if (event.timer === 're-send') this.entries.setResend(event, kept);
    else this.timers.set(timerName(event), kept);
  }

  /** What is left of the trace so far. */
  state(): TraceState {
    const kept: Kept[] = [...this.latest.values()];
    const ordinals = this.messages.collect(kept);
    this.packets.collect(kept);
    this.entries.collect(kept);
    this.clients.collect(kept);
    this.drops.collect(kept);
    for (const timer of this.timers.values()) if (isRunning(timer, this.at)) kept.push(timer);
    kept.sort((a, b) => a.order - b.order);
    return {
      at: this.at,
      events: kept.map(({ event }) => event),
      eventCount: this.eventCount,
      messageCount: this.messageCount,
      ordinals,
      publishers: [...this.parts.publishers],
      subscribers: [...this.parts.subscribers],
    };
  }
}

function timerName({
  node,
  client,
  timer,
  packetId,
}: TraceEventOf<'timer-set' | 'timer-fired'>): string {
  return `${node} ${client} ${timer} ${packetId}`;
}

/** A timer may have been cancelled, of which nothing is told; but not that it was due. */
function isRunning({ event }: Kept, now: SimTime): boolean {
  return event.kind === 'timer-set' && event.firesAt >= now;
}
