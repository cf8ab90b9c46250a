// A client machine alone, for its tests: what it is told, and what it asks for.
import { fromMs } from '../base/time.ts';
import { type ClientInput, createClient, stepClient } from '../mqtt/client/client.ts';
import { CLIENT_DEFAULTS, type ClientOptions } from '../mqtt/client/options.ts';
import type { ClientState } from '../mqtt/client/state.ts';
import type { Effect } from '../mqtt/effect.ts';
import type { ConnackPacket, Message, Packet } from '../mqtt/packets/packet.ts';
import { KEPT } from './messages.ts';

export const CONNACK: ConnackPacket = { type: 'CONNACK', sessionPresent: false, reasonCode: 0 };
export const OPENED: ClientInput = { kind: 'connection-opened', connection: 0 };

export class ClientHarness {
  readonly state: ClientState;
  #connections = 0;

  /** A client `c` that keeps its session unless told otherwise. */
  constructor(options: Partial<ClientOptions> = {}) {
    this.state = createClient({ ...CLIENT_DEFAULTS, ...KEPT, clientId: 'c', ...options });
  }

  step(input: ClientInput, atMs = 0): readonly Effect[] {
    return stepClient(this.state, input, fromMs(atMs));
  }

  receive(packet: Packet, atMs = 0): readonly Effect[] {
    return this.step({ kind: 'packet-received', packet }, atMs);
  }

  publish(message: Message, atMs = 0): readonly Effect[] {
    return this.step({ kind: 'publish', message }, atMs);
  }

  /** Connected, its subscriptions not yet confirmed. */
  connected(connack: Partial<ConnackPacket> = {}): this {
    this.connect(connack);
    return this;
  }

  /** A new connection. @returns what its CONNACK makes the client ask for */
  connect(connack: Partial<ConnackPacket> = {}): readonly Effect[] {
    this.step({ kind: 'connection-closed' });
    this.step({ kind: 'connection-opened', connection: this.#connections++ });
    return this.receive({ ...CONNACK, ...connack });
  }
}

export function packetsIn(effects: readonly Effect[]): readonly Packet[] {
  return effects.flatMap((effect) => (effect.kind === 'send-packet' ? [effect.packet] : []));
}
