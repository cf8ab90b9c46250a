// A network connection between a client and the broker: two ways, and two ends that may disagree
// about whether it is there.

import type { ConnectionId } from '../mqtt/effect.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import { createLossyDirection, type LossyDirection } from '../network/lossyLink.ts';
import type { TcpDirection } from '../network/tcp/tcpDirection.ts';
import type { Hop } from '../trace/event.ts';
import type { ClientProcess } from './clientProcess.ts';
import type { PacketNames } from './keys.ts';
import type { Cargo } from './work.ts';

/** One end of a connection. */
export type End = 'client' | 'broker';

/** One direction of a connection. */
export interface Way {
  readonly connection: Connection;
  /** Towards the broker. */
  readonly up: boolean;
  readonly lossy: LossyDirection;
  /** How many packets were sent this way by themselves and in order. */
  inOrder: number;
  /** Undefined until the first packet over TCP. */
  tcp: TcpDirection<Cargo> | undefined;
  /** What TCP hands over at this moment, and has not handed over yet. */
  handing: Cargo[];
}

export class Connection {
  readonly id: ConnectionId;
  /** Which of its client's connections it is, from 1 on. */
  readonly nth: number;
  readonly client: ClientId;
  /** Its client's end. */
  readonly process: ClientProcess;
  /** The hop that its packets of no exchange are counted with. */
  readonly hop: Hop;
  /** The link's part of the key of its packets' luck. */
  readonly key: number;
  readonly names: PacketNames;
  readonly up: Way;
  readonly down: Way;
  /** Which ends think that it is there. */
  readonly open: Record<End, boolean> = { client: true, broker: true };
  /** A black hole: nothing gets through. */
  silenced = false;

  constructor(id: ConnectionId, process: ClientProcess, key: number, names: PacketNames) {
    this.id = id;
    this.process = process;
    this.client = process.id;
    this.hop = process.hop;
    this.key = key;
    this.names = names;
    this.nth = ++names.connections;
    this.up = createWay(this, true);
    this.down = createWay(this, false);
  }
}

function createWay(connection: Connection, up: boolean): Way {
  return { connection, up, lossy: createLossyDirection(), inOrder: 0, tcp: undefined, handing: [] };
}

/** The end that a way leads to. */
export function endOf({ up }: Way): End {
  return up ? 'broker' : 'client';
}

/** The other direction of its connection. */
export function oppositeOf({ connection, up }: Way): Way {
  return up ? connection.down : connection.up;
}

/** Whether somebody is there to hear what is sent this way. */
export function isHeard(way: Way): boolean {
  const { connection } = way;
  const { client, broker } = connection.open;
  return (way.up ? broker : client) && !connection.silenced;
}
