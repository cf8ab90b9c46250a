// Whether a packet is lost, and why: rules that drop the next of a type, and the loss that the
// network is set to. How long it takes is the link's.

import { fromMs } from '../base/time.ts';
import type { PacketType } from '../mqtt/packets/packet.ts';
import { isUnlucky, type LossySettings } from '../network/lossyLink.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import type { Hop } from '../trace/event.ts';

interface DropRule {
  readonly packetType: PacketType;
  readonly hop: Hop;
}

export class Fates {
  /** For links to send with. */
  settings: LossySettings;
  #network: NetworkSettings;
  #rules: readonly DropRule[] = [];

  constructor(network: NetworkSettings) {
    this.#network = network;
    this.settings = settingsOf(network);
  }

  /** For all packets sent from now on. */
  setNetwork(network: NetworkSettings): void {
    this.#network = network;
    this.settings = settingsOf(network);
  }

  dropNext(packetType: PacketType, hop: Hop): void {
    this.#rules = [...this.#rules, { packetType, hop }];
  }

  /** Whether a rule waits for this packet; it is used up then. */
  isRuledOut(type: PacketType, hop: Hop): boolean {
    if (this.#rules.length === 0) return false;
    const rule = this.#rules.findIndex((r) => r.packetType === type && r.hop === hop);
    if (rule < 0) return false;
    this.#rules = this.#rules.filter((_, i) => i !== rule);
    return true;
  }

  /** Whether the network loses the packet with this key. @param up towards the broker */
  isUnlucky(key: number, hop: Hop, up: boolean): boolean {
    return isUnlucky(key, lossOf(this.#network, hop, up));
  }
}

function settingsOf({ latencyMs, jitterMs }: NetworkSettings): LossySettings {
  return { latency: fromMs(latencyMs), jitter: fromMs(jitterMs) };
}

function lossOf(network: NetworkSettings, hop: Hop, up: boolean): number {
  if (hop === 1) return up ? network.lossHop1Up : network.lossHop1Down;
  return up ? network.lossHop2Up : network.lossHop2Down;
}
