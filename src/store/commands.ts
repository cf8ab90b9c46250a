// Everything that a person can do to the run, given as a command at the playhead. What would do nothing
// is no command.

import type { SimTime } from '../base/time.ts';
import type {
  ClientChanges,
  ClientSettings,
  Command,
  NetworkSettings,
  PublishPattern,
} from '../scenario/scenario.ts';
import type { Condition } from '../trace/conditions.ts';
import type { ClientId, Hop, NodeId, PacketType, PacketUid, Qos } from '../trace/event.ts';
import { whyNot } from './condition.ts';
import type { Playhead } from './playhead.ts';
import type { Selector } from './selection.ts';
import type { Giver, ShownRun } from './shownRun.ts';

/** How a client goes, by the command's own words. */
export type Leaving = (Command & { readonly kind: 'take-offline' })['how'];
/** What a crash leaves a client of its session. */
export type Keeping = (Command & { readonly kind: 'crash-client' })['store'];

export class Commands {
  readonly #run: ShownRun;
  readonly #giver: Giver;
  readonly #playhead: Playhead;
  readonly #selection: Selector;

  /** @param giver who carries them out: the run itself, unless told */
  constructor(run: ShownRun, playhead: Playhead, selection: Selector, giver: Giver = run) {
    this.#giver = giver;
    this.#run = run;
    this.#playhead = playhead;
    this.#selection = selection;
  }

  /** Gives a command at the playhead. In the past it forks the run there. */
  async give(command: Command): Promise<void> {
    await this.#giver.give(this.#playhead.commandAt, command);
  }

  /** Takes back what was done last: a command, an edit, another seed, a restart, another preset. */
  async undo(): Promise<void> {
    await this.#goBack(await this.#giver.undo(this.#playhead.clock.now()));
  }

  /** Does again what was taken back last. */
  async redo(): Promise<void> {
    await this.#goBack(await this.#giver.redo(this.#playhead.clock.now()));
  }

  /** To where the playhead was before another run took the place of this one. */
  async #goBack(shownAt: SimTime | undefined): Promise<void> {
    if (shownAt === undefined) return;
    this.#playhead.pause();
    await this.#playhead.seek(shownAt);
  }

  async publish(client: ClientId, topic: string, qos: Qos, payload: string): Promise<void> {
    await this.give({ kind: 'publish', client, topic, qos, payload });
  }

  async setNetwork(changes: Partial<NetworkSettings>): Promise<void> {
    await this.give({ kind: 'set-network', changes });
  }

  async dropNext(packetType: PacketType, hop: Hop): Promise<void> {
    await this.give({ kind: 'drop-next', packetType, hop });
  }

  async startPublishing(client: ClientId, pattern: PublishPattern): Promise<void> {
    await this.give({ kind: 'start-publishing', client, pattern });
  }

  async stopPublishing(client: ClientId, name: string): Promise<void> {
    await this.give({ kind: 'stop-publishing', client, name });
  }

  async cut(client: ClientId): Promise<void> {
    if (!this.#can('cut', client)) return;
    await this.give({ kind: 'cut-connection', client });
  }

  async blackHole(client: ClientId): Promise<void> {
    if (!this.#can('black-hole', client)) return;
    await this.give({ kind: 'black-hole', client });
  }

  /** Until it is brought online. */
  async takeOffline(client: ClientId, how: Leaving): Promise<void> {
    if (!this.#can('take-offline', client)) return;
    await this.give({ kind: 'take-offline', client, how });
  }

  async bringOnline(client: ClientId): Promise<void> {
    if (!this.#can('bring-online', client)) return;
    await this.give({ kind: 'bring-online', client });
  }

  async crashClient(client: ClientId, store: Keeping, restartMs: number): Promise<void> {
    if (!this.#can('crash', client)) return;
    await this.give({ kind: 'crash-client', client, store, restartMs });
  }

  async crashBroker(restartMs: number): Promise<void> {
    if (!this.#can('crash', 'broker')) return;
    await this.give({ kind: 'crash-broker', restartMs });
  }

  async changeClient(client: ClientId, changes: ClientChanges): Promise<void> {
    await this.give({ kind: 'change-client', client, changes });
  }

  /** A client joins the run. Its id must be one that nobody in it has had. */
  async addClient(settings: ClientSettings): Promise<void> {
    const { index, scenario } = this.#run.state.getState();
    const isTaken = index.allClients(scenario.clients).some(({ id }) => id === settings.id);
    if (isTaken || settings.id === 'broker') return;
    await this.give({ kind: 'add-client', client: settings });
  }

  /** A client leaves the run for good. */
  async removeClient(client: ClientId): Promise<void> {
    if (this.conditionAt(client, this.#playhead.commandAt) === 'gone') return;
    await this.give({ kind: 'remove-client', client });
  }

  /** How a node is at `t`, up to which the trace must be known. */
  conditionAt(node: NodeId, t: SimTime): Condition {
    return this.#run.state.getState().index.conditionAt(node, t);
  }

  /** Whether it would do anything; what would do nothing is no command. */
  #can(fault: Parameters<typeof whyNot>[0], node: NodeId): boolean {
    const at = this.#playhead.commandAt;
    return this.#run.indexes.some((index) => {
      return whyNot(fault, index.conditionAt(node, at)) === undefined;
    });
  }

  /** Kills the selected packet, if it is on its way. */
  async killSelected(): Promise<void> {
    const uid = this.#selectedOnTheWire;
    if (uid !== undefined) await this.give({ kind: 'kill-packet', uid });
  }

  /** Has the selected packet arrive later, if it is on its way. */
  async delaySelected(byMs = 500): Promise<void> {
    const uid = this.#selectedOnTheWire;
    if (uid !== undefined) await this.give({ kind: 'delay-packet', uid, byMs });
  }

  get #selectedOnTheWire(): PacketUid | undefined {
    const { packet } = this.#selection.state.getState();
    return packet !== undefined && this.#selection.isOnTheWire(packet) ? packet : undefined;
  }
}
