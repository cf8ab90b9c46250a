// One message whose first packet of one type is lost on one hop: what the first visit shows, and the
// variations of it.

import type { PacketType, Qos } from '../../mqtt/packets/packet.ts';
import type { Scenario } from '../scenario.ts';
import { SLOW_NETWORK, scenarioOf } from './preset.ts';
import { dropAt, publishAt } from './steps.ts';

export function oneMessageLosing(
  packetType: PacketType,
  qos: Qos,
  title: string,
  hop: 1 | 2 = 1,
): Scenario {
  return scenarioOf(title, {
    network: SLOW_NETWORK,
    script: [dropAt(0, packetType, hop), publishAt(0, qos)],
  });
}
