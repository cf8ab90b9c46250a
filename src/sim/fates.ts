// What the network does to what is sent: whether it is lost, and why; rules that drop the next packet
// of a type; how long a way is. When something arrives is the link's.

import { mix } from '../base/random.ts';
import { fromMs, type SimTime } from '../base/time.ts';
import type { PacketType } from '../mqtt/packets/packet.ts';
import { BurstLoss, EvenLoss, type LossProcess } from '../network/lossProcess.ts';
import { isDuplicated, type LossySettings } from '../network/lossyLink.ts';
import type { TcpPath, TcpSettings } from '../network/tcp/tcpSegment.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import type { Hop } from '../trace/event.ts';
import type { Connection, Way } from './connection.ts';
import type { Cargo } from './work.ts';

interface DropRule {
  readonly packetType: PacketType;
  readonly hop: Hop;
}

export class Fates {
  /** For links to send with. */
  settings: LossySettings;
  private network: NetworkSettings;
  private rules: readonly DropRule[] = [];
  /** By `placeOf` hop and direction, for all links: each packet's luck is its own. */
  private even: readonly EvenLoss[];
  /** By link, then by `placeOf`. */
  private readonly bursts = new Map<number, LossProcess[]>();
  /** When loss or bursts were set last: timelines begin then. */
  private since = 0 as SimTime;

  constructor(network: NetworkSettings) {
    this.network = network;
    this.settings = settingsOf(network);
    this.even = evenLossesOf(network);
  }

  get model(): NetworkSettings['model'] {
    return this.network.model;
  }

  /** For all that is sent from now on. */
  setNetwork(network: NetworkSettings, now: SimTime): void {
    const before = this.network;
    this.network = network;
    this.settings = settingsOf(network);
    if (hasSameLoss(before, network)) return;
    this.even = evenLossesOf(network);
    this.bursts.clear();
    this.since = now;
  }

  dropNext(packetType: PacketType, hop: Hop): void {
    this.rules = [...this.rules, { packetType, hop }];
  }

  /** Whether a rule waits for this packet; it is used up then. */
  isRuledOut(type: PacketType, hop: Hop): boolean {
    if (this.rules.length === 0) return false;
    const rule = this.rules.findIndex((r) => r.packetType === type && r.hop === hop);
    if (rule < 0) return false;
    this.rules = this.rules.filter((_, i) => i !== rule);
    return true;
  }

  /** Whether the network loses what is sent now. @param link its part of the key */
  isLost(link: number, hop: Hop, up: boolean, key: number, now: SimTime): boolean {
    return this.processOf(link, placeOf(hop, up)).isLost(key, now);
  }

  /** Whether the network makes a second copy of the packet with this key. */
  isDuplicated(key: number): boolean {
    const { duplication } = this.network;
    return duplication > 0 && isDuplicated(key, duplication);
  }

  /** What a TCP connection sends with, the way of the data and the way back. */
  tcpSettings({ connection, up }: Way): TcpSettings<Cargo> {
    return { forward: this.pathOf(connection, up), backward: this.pathOf(connection, !up) };
  }

  private pathOf(connection: Connection, up: boolean): TcpPath<Cargo> {
    const { latency, jitter } = this.settings;
    const { bytesPerSec } = this.network;
    return {
      latency,
      jitter,
      bytesPerSec: bytesPerSec === 0 ? undefined : bytesPerSec,
      isLost: (key, at, cargo) => {
        const hop = cargo?.kind === 'parcel' ? cargo.record.hop : connection.hop;
        return connection.silenced || this.isLost(connection.key, hop, up, key, at);
      },
    };
  }

  private processOf(link: number, place: number): LossProcess {
    if (this.network.burstMs === 0) return this.even[place] as EvenLoss;
    let processes = this.bursts.get(link);
    if (processes === undefined) {
      const meanBurst = fromMs(this.network.burstMs);
      processes = lossesOf(this.network).map((probability, i) => {
        return new BurstLoss(probability, meanBurst, mix(link, i), this.since);
      });
      this.bursts.set(link, processes);
    }
    return processes[place] as LossProcess;
  }
}

function settingsOf({ latencyMs, jitterMs, reordering, reorderMs }: NetworkSettings) {
  const latency = fromMs(latencyMs);
  return { latency, jitter: fromMs(jitterMs), reordering, reorderBy: fromMs(reorderMs) };
}

function placeOf(hop: Hop, up: boolean): number {
  return hop * 2 - (up ? 2 : 1);
}

/** By `placeOf` hop and direction. */
function lossesOf(network: NetworkSettings): readonly number[] {
  return [network.lossHop1Up, network.lossHop1Down, network.lossHop2Up, network.lossHop2Down];
}

function evenLossesOf(network: NetworkSettings): readonly EvenLoss[] {
  return lossesOf(network).map((probability) => new EvenLoss(probability));
}

function hasSameLoss(a: NetworkSettings, b: NetworkSettings): boolean {
  const others = lossesOf(b);
  return a.burstMs === b.burstMs && lossesOf(a).every((loss, i) => loss === others[i]);
}
