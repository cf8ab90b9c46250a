// What presets do and publish: a script's steps, at milliseconds from the start of publishing, and
// publishing patterns.

import type { PacketType, Qos } from '../../mqtt/packets/packet.ts';
import type { Command, PublishPattern, ScriptEntry } from '../scenario.ts';
import { DEMO_TOPIC } from './preset.ts';

type Client = 'pub' | 'sub';

export function stepAt(atMs: number, command: Command): ScriptEntry {
  return { atMs, command };
}

/** The publisher publishes to the demo topic. */
export function publishAt(atMs: number, qos: Qos, payload = 'Hey, are you free?'): ScriptEntry {
  return stepAt(atMs, { kind: 'publish', client: 'pub', topic: DEMO_TOPIC, qos, payload });
}

/** Messages 1, 2, 3, … */
export function publishEach(
  fromMs: number,
  everyMs: number,
  qos: Qos,
  count: number,
): readonly ScriptEntry[] {
  return Array.from({ length: count }, (_, i) => publishAt(fromMs + i * everyMs, qos, `${i + 1}`));
}

export function dropAt(atMs: number, packetType: PacketType, hop: 1 | 2): ScriptEntry {
  return stepAt(atMs, { kind: 'drop-next', packetType, hop });
}

export function cutAt(atMs: number, client: Client): ScriptEntry {
  return stepAt(atMs, { kind: 'cut-connection', client });
}

/** A client leaves with DISCONNECT, and comes back. */
export function leaveAt(atMs: number, client: Client, forMs: number): ScriptEntry {
  return stepAt(atMs, { kind: 'take-offline', client, how: 'disconnect', forMs });
}

type Tempo = Pick<PublishPattern, 'ratePerSec' | 'startMs' | 'count'>;

/** To the demo topic; named after its level. */
export function patternOf(qos: Qos, tempo: Tempo): PublishPattern {
  return { name: `qos${qos}`, topic: DEMO_TOPIC, qos, payload: `at QoS ${qos}`, ...tempo };
}
