// Clients' applications at work, as a trace tells it: each has one message at a time, and those that
// wait in the inbox come in their order. Keeps with each message what is to be answered when its
// application is done. For checkers to look things up in.

import type { ClientId, NodeId, PacketRecord, StoreEntry, TraceEvent } from '../../trace/event.ts';

interface Application {
  /** What its messages in the inbox are to be answered for, in their order. */
  readonly inbox: (PacketRecord | undefined)[];
  /** Of the message that has just left the inbox. */
  starting: PacketRecord | undefined;
  /** Of the message that it has. */
  handling: PacketRecord | undefined;
}

export class Handlers {
  private readonly applications = new Map<ClientId, Application>();

  /**
   * @param asked what has come to a client that acknowledges last
   * @returns `taken`: it is answered later; a packet: it is to be answered now
   */
  add(event: TraceEvent, asked: PacketRecord | undefined): 'taken' | PacketRecord | undefined {
    switch (event.kind) {
      case 'session-stored':
        return this.store(event.node, event.entry, asked);
      case 'session-updated':
        this.takeOut(event.node, event.entry);
        return undefined;
      case 'session-released':
        if (event.entry.holds === 'message') this.takeOut(event.node, event.entry);
        return undefined;
      case 'message-delivered':
      case 'message-received':
        return this.begin(event.subscriber);
      case 'timer-set':
        return event.timer === 'handler' ? this.work(event.node, asked) : undefined;
      case 'timer-fired':
        return event.timer === 'handler' ? this.finish(event.node) : undefined;
      case 'node-crashed':
        this.applications.delete(event.node);
        return undefined;
      case 'client-removed':
        this.applications.delete(event.client);
        return undefined;
      default:
        return undefined;
    }
  }

  private store(
    node: NodeId,
    { store, holds }: StoreEntry,
    asked: PacketRecord | undefined,
  ): 'taken' | undefined {
    // With its identifier alone it is in its application's hands.
    if (store !== 'inbox' || holds === 'identifier') return undefined;
    this.applicationOf(node).inbox.push(asked);
    return asked === undefined ? undefined : 'taken';
  }

  private takeOut(node: NodeId, { store }: StoreEntry): void {
    if (store !== 'inbox') return;
    const application = this.applicationOf(node);
    application.starting = application.inbox.shift();
  }

  /** @returns what is answered at once if the handler takes no time */
  private begin(client: ClientId): PacketRecord | undefined {
    const application = this.applicationOf(client);
    const { starting } = application;
    application.starting = undefined;
    return starting;
  }

  private work(client: ClientId, asked: PacketRecord | undefined): 'taken' | undefined {
    this.applicationOf(client).handling = asked;
    return asked === undefined ? undefined : 'taken';
  }

  private finish(client: ClientId): PacketRecord | undefined {
    const application = this.applicationOf(client);
    const { handling } = application;
    application.handling = undefined;
    return handling;
  }

  private applicationOf(client: ClientId): Application {
    let application = this.applications.get(client);
    if (application === undefined) {
      application = { inbox: [], starting: undefined, handling: undefined };
      this.applications.set(client, application);
    }
    return application;
  }
}
