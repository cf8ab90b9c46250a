// The broker's machine behind real connections: bytes in, bytes out, wall-clock time as `now`.
// Carries out what the machine asks for. What a connection's transport is, tcp.ts and webSocket.ts
// know; who has to wait for a slow reader is pressure.ts's.

import { addTime, type SimTime } from '../../base/time.ts';
import type { BrokerInput } from '../../mqtt/broker/broker.ts';
import { encodePacket } from '../../mqtt/codec/encodePacket.ts';
import type { ReadResult } from '../../mqtt/codec/packetReader.ts';
import type { ConnectionId, Effect, TimerKey } from '../../mqtt/effect.ts';
import { REASON } from '../../mqtt/packets/fault.ts';
import type { Packet } from '../../mqtt/packets/packet.ts';
import { Input, type Reader } from './input.ts';
import type { DoorLimits } from './limits.ts';
import { Line } from './line.ts';
import { Output } from './output.ts';
import { Pressure } from './pressure.ts';
import { Timers } from './timers.ts';
import type { Total } from './total.ts';
import { Turn } from './turn.ts';
import type { Wire, WireListener } from './wire.ts';

/** The broker, or the broker with somebody who writes down what it does. */
export type Step = (input: BrokerInput, now: SimTime) => readonly Effect[];

export interface DoorParts {
  readonly step: Step;
  /** Time that never goes back. */
  readonly now: () => SimTime;
  readonly createReader: () => Reader;
  readonly limits: DoorLimits;
  /** Runs work at the end of a turn of the event loop. */
  readonly later?: (work: () => void) => void;
}

export class Door {
  readonly #step: Step;
  readonly #now: () => SimTime;
  readonly #createReader: () => Reader;
  readonly #limits: DoorLimits;
  readonly #turn: Turn;
  readonly #timers: Timers;
  readonly #pressure: Pressure;
  /** Those that are open, or whose wire is not gone. */
  readonly #lines = new Map<ConnectionId, Line>();
  /** Input of all lines. */
  readonly #held: Total = { bytes: 0 };
  #opened = 0;
  /** What the machine is to be told next: outcomes of what it has asked for. */
  readonly #further: BrokerInput[] = [];
  #isTelling = false;
  #onEmpty: (() => void) | undefined;

  constructor({ step, now, createReader, limits, later = setImmediate }: DoorParts) {
    this.#step = step;
    this.#now = now;
    this.#createReader = createReader;
    this.#limits = limits;
    this.#timers = new Timers(now);
    this.#pressure = new Pressure(limits, this.#timers, {
      resume: (line) => this.#turn.noteResumed(line),
      evict: (line, why) => this.#evict(line, why),
    });
    this.#turn = new Turn({
      later,
      work: (line) => this.#work(line),
      noteTaken: (line) => this.#pressure.noteTaken(line),
    });
  }

  /** Whether one more connection is one too many. */
  get isFull(): boolean {
    return this.#lines.size >= this.#limits.connectionsMax;
  }

  open(wire: Wire): WireListener {
    const connection = this.#opened++;
    const input = new Input(this.#createReader(), this.#held);
    const line = new Line(connection, wire, input, new Output(this.#pressure.total));
    this.#lines.set(connection, line);
    const now = this.#now();
    const connectBy = addTime(now, this.#limits.connectWithin);
    this.#timers.set(deadlineOf(line), connectBy, () => this.#refuse(line, 'no CONNECT in time'));
    this.#tell({ kind: 'connection-opened', connection }, now);
    return {
      hear: (bytes) => {
        if (line.state !== 'open') return;
        line.input.push(bytes);
        this.#work(line);
        // Whole packets have been told of as such.
        if (line.input.held > 0) this.#tell({ kind: 'bytes-received', connection }, this.#now());
        if (this.#held.bytes > this.#limits.inputTotalMax) this.#evictLargest();
      },
      noteEnd: () => {
        line.hasEnded = true;
        this.#work(line);
      },
      noteGone: () => this.#noteGone(line),
    };
  }

  /** Takes what has come, as long as the line does not have to wait. */
  #work(line: Line): void {
    const now = this.#now();
    while (line.state === 'open' && !line.isWaiting) {
      const arrival = line.input.next();
      if (arrival === undefined) break;
      this.#take(line, arrival, now);
    }
    if (line.state !== 'open') return;
    line.setPaused(line.isWaiting);
    if (line.hasEnded && !line.isWaiting) this.#close(line);
  }

  #take(line: Line, arrival: ReadResult, now: SimTime): void {
    const connection = line.number;
    if (arrival.kind === 'fault') {
      const { fault, protocolVersion } = arrival;
      if (!line.hasConnected) line.version = protocolVersion ?? line.version;
      this.#tell({ kind: 'malformed-received', connection, fault, protocolVersion }, now, line);
      return;
    }
    const { packet } = arrival;
    if (packet.type === 'CONNECT' && !line.hasConnected) {
      line.hasConnected = true;
      line.version = packet.protocolVersion;
      this.#timers.cancel(deadlineOf(line));
    }
    this.#tell({ kind: 'packet-received', connection, packet }, now, line);
  }

  /** @param source whose packet it is */
  #tell(input: BrokerInput, now: SimTime, source?: Line): void {
    this.#isTelling = true;
    this.#carryOut(this.#step(input, now), now, source);
    for (let next = this.#further.shift(); next !== undefined; next = this.#further.shift()) {
      this.#carryOut(this.#step(next, now), now, source);
    }
    this.#isTelling = false;
  }

  /** Once the machine has been told all that comes before. */
  #tellNext(input: BrokerInput): void {
    if (this.#isTelling) this.#further.push(input);
    else this.#tell(input, this.#now());
  }

  #carryOut(effects: readonly Effect[], now: SimTime, source: Line | undefined): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send-packet':
          this.#send(effect.connection, effect.packet, now, source);
          break;
        case 'close-connection': {
          const line = this.#lines.get(effect.connection);
          if (line !== undefined) this.#close(line);
          break;
        }
        case 'set-timer':
          this.#setTimer(effect.key, effect.at);
          break;
        case 'cancel-timer':
          this.#timers.cancel(nameOf(effect.key));
          break;
        // The rest is for a trace.
        default:
      }
    }
  }

  #send(id: ConnectionId, packet: Packet, now: SimTime, source: Line | undefined): void {
    const line = this.#lines.get(id);
    if (line === undefined || line.state !== 'open' || line.isGone) return;
    if (line.isMuted && packet.type !== 'DISCONNECT') return;
    line.output.push(encodePacket(packet, line.version));
    this.#pressure.noteSent(line, source, now);
    this.#turn.noteOutput(line);
  }

  #setTimer(key: TimerKey, at: SimTime): void {
    this.#timers.set(nameOf(key), at, () => {
      const now = this.#now();
      // One that has to wait for others is not silent: nobody listens to it.
      if (key.timer === 'keep-alive' && this.#lines.get(key.connection)?.isWaiting === true) {
        this.#setTimer(key, addTime(now, this.#limits.slowAfter));
      } else {
        this.#tell({ kind: 'timer-fired', key }, now);
      }
    });
  }

  /** Disconnects a client that is too slow. What it was to get at QoS > 0 stays in its session. */
  #evict(line: Line, says: string): void {
    if (line.state !== 'open' || line.isMuted) return;
    line.isMuted = true;
    line.output.clear();
    this.#refuse(line, says);
  }

  /** There is too much that clients have begun to send and not finished. */
  #evictLargest(): void {
    let largest: Line | undefined;
    for (const line of this.#lines.values()) {
      if (largest === undefined || line.input.held > largest.input.held) largest = line;
    }
    if (largest !== undefined) this.#refuse(largest, 'sends large packets, and others do too');
  }

  #refuse({ number: connection }: Line, says: string): void {
    const fault = { reasonCode: REASON.quotaExceeded, says };
    this.#tellNext({ kind: 'refuse-connection', connection, fault });
  }

  /** Nothing more is heard from the line; it ends when it has sent what is left. */
  #close(line: Line): void {
    if (line.state !== 'open') return;
    line.state = 'parting';
    line.input.close();
    this.#timers.cancel(deadlineOf(line));
    this.#pressure.forget(line);
    if (line.isGone) {
      this.#remove(line);
    } else {
      // The other side's goodbye must be heard.
      line.setPaused(false);
      const closeBy = addTime(this.#now(), this.#limits.closeWithin);
      this.#timers.set(closingOf(line), closeBy, () => line.wire.destroy());
      this.#turn.flush(line);
    }
    this.#tellNext({ kind: 'connection-closed', connection: line.number });
  }

  #noteGone(line: Line): void {
    line.isGone = true;
    line.output.clear();
    line.output.noteWritten();
    this.#pressure.release(line);
    if (line.state !== 'open') {
      this.#timers.cancel(closingOf(line));
      this.#remove(line);
    } else {
      line.hasEnded = true;
      this.#work(line);
    }
  }

  #remove({ number }: Line): void {
    this.#lines.delete(number);
    if (this.#lines.size === 0) this.#onEmpty?.();
  }

  /** Says goodbye to every client, and is done when all wires are gone. */
  async shutDown(): Promise<void> {
    this.#tell({ kind: 'shut-down' }, this.#now());
    for (const line of [...this.#lines.values()]) this.#close(line);
    if (this.#lines.size > 0) await new Promise<void>((resolve) => (this.#onEmpty = resolve));
    this.#timers.stop();
  }
}

function deadlineOf({ number }: Line): string {
  return `connect ${number}`;
}

function closingOf({ number }: Line): string {
  return `close ${number}`;
}

function nameOf({ connection, timer, packetId }: TimerKey): string {
  return `${timer} ${connection} ${packetId}`;
}
