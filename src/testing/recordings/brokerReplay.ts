// Plays one file's script against our broker machine, from bytes to bytes and on virtual time, and
// says what the machine sent. A step ends when nothing has happened for 120 ms, as when it was
// recorded. Packets of different connections arrive in an order that no one recorded: the player
// takes them as they were sent, unless `choices` say otherwise.
import { addTime, fromMs, laterOf, type SimTime, TIME_ZERO } from '../../base/time.ts';
import { type BrokerInput, createBroker, stepBroker } from '../../mqtt/broker/broker.ts';
import type { BrokerState } from '../../mqtt/broker/state.ts';
import { type BrokerSnapshot, restoreBroker, saveBroker } from '../../mqtt/broker/store.ts';
import type { Effect } from '../../mqtt/effect.ts';
import type { Packet } from '../../mqtt/packets/packet.ts';
import type { BrokerRecording, ScriptedPacket, Step } from './brokerFile.ts';
import { type Autosave, autosaveOf, isSavedChange, optionsOf } from './brokerTable.ts';
import type { Sent } from './compare.ts';
import { ScriptedConnection } from './scriptedConnection.ts';
import { type DueTimer, TimerTable } from './timerTable.ts';
import { bytesOf } from './wireBytes.ts';

const QUIET_MS = 120;

/** Where several connections had something on its way: how many, and which went first. */
export interface Choice {
  readonly step: number;
  readonly count: number;
  readonly taken: number;
}

export interface Replay {
  readonly sent: readonly Sent[];
  readonly choices: readonly Choice[];
}

/** @param choices at each place where several could be next, which one; 0 afterwards */
export function replayBroker(recording: BrokerRecording, choices: readonly number[] = []): Replay {
  const player = new BrokerPlayer(recording, choices);
  for (const [index, step] of recording.file.steps.entries()) player.play(index, step);
  return { sent: player.sent, choices: player.choices };
}

class BrokerPlayer {
  readonly sent: Sent[] = [];
  readonly choices: Choice[] = [];
  readonly #recording: BrokerRecording;
  readonly #autosave: Autosave;
  readonly #wanted: readonly number[];
  /** Every connection ever made, by its number. */
  readonly #connections: ScriptedConnection[] = [];
  readonly #timers = new TimerTable();
  #broker: BrokerState;
  #saved: BrokerSnapshot | undefined;
  #isFrozen = false;
  #now = TIME_ZERO;
  #step = 0;
  #seq = 0;

  constructor(recording: BrokerRecording, choices: readonly number[]) {
    this.#recording = recording;
    this.#autosave = autosaveOf(recording);
    this.#wanted = choices;
    this.#broker = createBroker(optionsOf(recording));
  }

  play(index: number, step: Step): void {
    this.#step = index;
    let waitMs = 0;
    switch (step.op) {
      case 'connect':
        this.#connect(step);
        break;
      case 'send':
        this.#send(step.conn, [...(step.packets ?? []), ...(step.packet ? [step.packet] : [])]);
        break;
      case 'hex':
        this.#give(step.conn, bytesOf(step.hex), step.bytewise === true);
        break;
      case 'disconnect':
        for (const bytes of this.#recordedBytes(step.conn)) this.#give(step.conn, bytes);
        break;
      case 'close':
        this.#connection(step.conn).give({ kind: 'end', seq: this.#seq++ });
        break;
      case 'wait':
        waitMs = step.ms;
        break;
      case 'broker-signal':
        this.#isFrozen = true;
        break;
      case 'broker-kill':
        this.#kill(step.signal === 'SIGTERM');
        break;
      case 'broker-start':
        this.#start();
        break;
    }
    this.#settle(waitMs);
  }

  #connect({ conn, clientId, ack, noConnect }: Extract<Step, { op: 'connect' }>): void {
    const id = this.#connections.length;
    const nth = this.#connections.filter(({ name }) => name === conn).length + 1;
    const { protocolVersion } = this.#recording.file;
    const facts = { clientId: clientId ?? conn, ack: ack ?? false, protocolVersion };
    const connection = new ScriptedConnection(id, conn, nth, facts);
    this.#connections.push(connection);
    this.#stepBroker({ kind: 'connection-opened', connection: id });
    if (noConnect === true) return;
    for (const bytes of this.#recordedBytes(conn)) this.#give(conn, bytes);
  }

  /** The recorded bytes, save where a packet names an identifier that our broker chose. */
  #send(conn: string, packets: readonly ScriptedPacket[]): void {
    const connection = this.#connection(conn);
    const recorded = this.#recordedBytes(conn);
    for (const [index, packet] of packets.entries()) {
      const isOwn = typeof packet.messageId !== 'string';
      const bytes = isOwn ? recorded[index] : connection.answerBytes(packet);
      if (bytes !== undefined) this.#give(conn, bytes);
    }
  }

  /** What the scripted client sent in this step by itself. */
  #recordedBytes(conn: string): readonly Uint8Array[] {
    const { label } = this.#connection(conn);
    return this.#recording.events.flatMap(({ step, conn: on, dir, auto, hex }) => {
      const isIt = step === this.#step && on === label && dir === '>' && auto !== true;
      return isIt && hex !== undefined ? [bytesOf(hex)] : [];
    });
  }

  #give(conn: string, bytes: Uint8Array, bytewise = false): void {
    const pieces = bytewise ? [...bytes].map((byte) => Uint8Array.of(byte)) : [bytes];
    const connection = this.#connection(conn);
    for (const piece of pieces) {
      connection.give({ kind: 'bytes', bytes: piece, seq: this.#seq++ });
    }
  }

  /** Lets everything happen that is due until it has been quiet for long enough. */
  #settle(waitMs: number): void {
    let end = addTime(this.#now, fromMs(waitMs + QUIET_MS));
    this.#run();
    for (let due = this.#takeTimer(end); due !== undefined; due = this.#takeTimer(end)) {
      this.#now = due.at;
      this.#stepBroker({ kind: 'timer-fired', key: due.key });
      this.#run();
      end = laterOf(end, addTime(this.#now, fromMs(QUIET_MS)));
    }
    this.#now = end;
  }

  #takeTimer(end: SimTime): DueTimer | undefined {
    return this.#isFrozen ? undefined : this.#timers.takeDue(end);
  }

  /** Hands over what is on its way, one packet at a time, until nothing is. */
  #run(): void {
    while (!this.#isFrozen) {
      const ready = this.#connections
        .filter(({ next }) => next !== undefined)
        .sort((a, b) => (a.next?.seq ?? 0) - (b.next?.seq ?? 0));
      const connection = ready[this.#choose(ready.length)];
      if (connection === undefined) return;
      for (const input of connection.arrive()) this.#stepBroker(input);
    }
  }

  #choose(count: number): number {
    if (count < 2) return 0;
    const taken = Math.min(this.#wanted[this.choices.length] ?? 0, count - 1);
    this.choices.push({ step: this.#step, count, taken });
    return taken;
  }

  #stepBroker(input: BrokerInput): void {
    const effects = stepBroker(this.#broker, input, this.#now);
    const isDue = this.#autosave === 'on changes' && effects.some(isSavedChange);
    if (isDue) this.#saved = structuredClone(saveBroker(this.#broker));
    this.#carryOut(effects);
  }

  #carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send-packet':
          this.#receive(effect.connection, effect.packet);
          break;
        case 'close-connection':
          this.#close(effect.connection);
          this.#stepBroker({ kind: 'connection-closed', connection: effect.connection });
          break;
        default:
          this.#timers.follow(effect);
      }
    }
  }

  /** The client gets a packet, and answers if that is its policy. */
  #receive(id: number, packet: Packet): void {
    const connection = this.#connections[id];
    if (connection?.isOpen !== true) return;
    const { item, answer } = connection.receive(packet);
    const { label: conn, clientId } = connection;
    this.sent.push({ step: this.#step, conn, clientId, item });
    if (answer !== undefined) {
      connection.give({ kind: 'bytes', bytes: answer, seq: this.#seq++ });
    }
  }

  #close(id: number): void {
    const connection = this.#connections[id];
    if (connection?.isOpen !== true) return;
    connection.close();
    const { label: conn, clientId } = connection;
    this.sent.push({ step: this.#step, conn, clientId, item: { type: 'closed' } });
  }

  #kill(isGraceful: boolean): void {
    if (isGraceful) {
      this.#stepBroker({ kind: 'shut-down' });
      if (this.#autosave === 'at exit') this.#saved = structuredClone(saveBroker(this.#broker));
    }
    for (const { id } of this.#connections) this.#close(id);
    this.#timers.clear();
  }

  #start(): void {
    const options = optionsOf(this.#recording);
    this.#isFrozen = false;
    if (this.#saved === undefined) {
      this.#broker = createBroker(options);
      return;
    }
    const { state, effects } = restoreBroker(options, this.#saved, this.#now);
    this.#broker = state;
    this.#carryOut(effects);
  }

  #connection(conn: string): ScriptedConnection {
    const connection = this.#connections.findLast(({ name }) => name === conn);
    if (connection === undefined) throw new Error(`No connection ${conn}`);
    return connection;
  }
}
