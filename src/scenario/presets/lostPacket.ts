// One message whose first packet of one type is lost on the publisher's hop: what the first visit
// shows, and the variations of it.

import type { PacketType, Qos } from '../../mqtt/packets/packet.ts';
import type { Scenario } from '../scenario.ts';
import { DEMO_TOPIC, SLOW_NETWORK, scenarioOf } from './preset.ts';

export function oneMessageLosing(packetType: PacketType, qos: Qos, title: string): Scenario {
  return scenarioOf(title, {
    network: SLOW_NETWORK,
    script: [
      { atMs: 0, command: { kind: 'drop-next', packetType, hop: 1 } },
      {
        atMs: 0,
        command: {
          kind: 'publish',
          client: 'pub',
          topic: DEMO_TOPIC,
          qos,
          payload: 'Hey, are you free?',
        },
      },
    ],
  });
}
