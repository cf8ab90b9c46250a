// How the broker and each client are, as they see it themselves, and when they were not there, folded
// from the trace.

import type { SimTime } from '../base/time.ts';
import type { NodeId, PacketRecord, TraceEvent } from './event.ts';
import { SpanList } from './spanList.ts';

type ConnectionId = PacketRecord['connection'];

export type Condition =
  /** The broker, while it is not down. */
  | 'running'
  /** Its process has crashed and not started again. */
  | 'down'
  /** It has gone, and does not connect by itself. */
  | 'offline'
  /** It has no connection, and will try to get one. */
  | 'disconnected'
  /** Until its CONNACK is there. */
  | 'connecting'
  | 'connected'
  /** It takes itself for connected, and nothing gets through. */
  | 'silenced'
  /** It has left the run for good. */
  | 'gone';

const AWAY = ['down', 'offline', 'disconnected', 'silenced'] as const;

/** A stretch in which nobody can reach a node, for one reason. Not before its first connection. */
export interface Absence {
  readonly node: NodeId;
  readonly condition: (typeof AWAY)[number];
  /** Why its connection has ended, where that is all. */
  readonly reason: string | undefined;
  readonly from: SimTime;
  until: SimTime | undefined;
}

interface Change {
  readonly at: SimTime;
  readonly condition: Condition;
}

interface Node {
  readonly changes: Change[];
  isDown: boolean;
  isOffline: boolean;
  isSilenced: boolean;
  isGone: boolean;
  connection: ConnectionId | undefined;
  isConnected: boolean;
  /** Why its last connection ended. */
  reason: string | undefined;
  absence: Absence | undefined;
}

export class ConditionFold {
  /** In order of their beginning. */
  readonly absences = new SpanList<Absence>();
  readonly #nodes = new Map<NodeId, Node>();

  add(event: TraceEvent): void {
    switch (event.kind) {
      case 'connection-opened':
        this.#change(event.client, event.at, {
          connection: event.connection,
          isConnected: false,
          isSilenced: false,
          reason: undefined,
        });
        break;
      case 'packet-arrived': {
        const { type, to, connection } = event.packet;
        if (type === 'CONNACK' && this.#has(to, connection)) {
          this.#change(to, event.at, { isConnected: true });
        }
        break;
      }
      case 'connection-closed':
        // What the broker alone has closed, the client goes on with.
        if (event.end === 'broker' || !this.#has(event.client, event.connection)) break;
        this.#change(event.client, event.at, { connection: undefined, reason: event.reason });
        break;
      case 'connection-silenced':
        this.#change(event.client, event.at, { isSilenced: true });
        break;
      case 'client-offline':
      case 'client-online':
        this.#change(event.client, event.at, { isOffline: event.kind === 'client-offline' });
        break;
      case 'client-removed':
        this.#change(event.client, event.at, { isGone: true });
        break;
      case 'node-crashed':
        this.#change(event.node, event.at, {
          isDown: true,
          connection: undefined,
          reason: undefined,
        });
        break;
      case 'node-restarted':
        this.#change(event.node, event.at, { isDown: false });
        break;
      // The rest changes no node's condition.
      default:
    }
  }

  at(node: NodeId, t: SimTime): Condition {
    const known = this.#nodes.get(node)?.changes.findLast(({ at }) => at <= t);
    return known?.condition ?? (node === 'broker' ? 'running' : 'disconnected');
  }

  /** What is told of an earlier connection changes nothing. */
  #has(node: NodeId, connection: ConnectionId): boolean {
    return this.#nodes.get(node)?.connection === connection;
  }

  #change(id: NodeId, at: SimTime, changes: Partial<Omit<Node, 'changes'>>): void {
    const node = Object.assign(this.#nodes.get(id) ?? createNode(), changes);
    this.#nodes.set(id, node);
    const condition = conditionOf(id, node);
    node.changes.push({ at, condition });
    this.#away(id, node, at, condition, 'isDown' in changes || 'isOffline' in changes);
  }

  /** @param isNew what was true before is another absence, also for the same reason */
  #away(id: NodeId, node: Node, at: SimTime, now: Condition, isNew: boolean): void {
    const { absence, reason } = node;
    const condition = AWAY.find((one) => one === now);
    if (absence !== undefined) {
      if (absence.condition === condition && !isNew) return;
      absence.until = at;
      this.absences.noteEnd(at - absence.from);
    }
    node.absence = undefined;
    if (condition === undefined) return;
    const why = condition === 'disconnected' ? reason : undefined;
    node.absence = { node: id, condition, reason: why, from: at, until: undefined };
    this.absences.push(node.absence);
  }
}

function createNode(): Node {
  return {
    changes: [],
    isDown: false,
    isOffline: false,
    isSilenced: false,
    isGone: false,
    connection: undefined,
    isConnected: false,
    reason: undefined,
    absence: undefined,
  };
}

function conditionOf(id: NodeId, node: Node): Condition {
  if (node.isGone) return 'gone';
  if (node.isDown) return 'down';
  if (id === 'broker') return 'running';
  if (node.isOffline) return 'offline';
  if (node.connection === undefined) return 'disconnected';
  if (node.isSilenced) return 'silenced';
  return node.isConnected ? 'connected' : 'connecting';
}
