// Claim: over TCP, while no connection ends and no timer sends anything again, no packet is lost, none is
// sent again by MQTT, and no application gets a message twice but by overlapping subscriptions.

import type { Scenario } from '../../scenario/scenario.ts';
import type { Checker, TellFault } from './checker.ts';
import { NetworkNow } from './clientsNow.ts';

export function checkReliable(fault: TellFault, scenario: Scenario): Checker {
  const now = new NetworkNow(scenario);
  let holds = true;
  return {
    add(event) {
      now.add(event);
      if (event.kind === 'connection-closed' || event.kind === 'node-crashed') holds = false;
      if (now.network.model === 'lossy' || now.resendsByTimer) holds = false;
      if (!holds) return;
      if (event.kind === 'packet-lost' && event.cause !== 'connection') {
        fault(`${event.packet.uid} is lost over TCP`);
      } else if (event.kind === 'packet-sent' && event.packet.dup) {
        fault(`${event.packet.uid} is sent again over TCP`);
      } else if (event.kind === 'message-delivered' && event.duplicate) {
        const isOverlap = event.cause === 'overlappingSubscription';
        if (!isOverlap) fault(`${event.messageUid} comes twice over TCP`);
      }
    },
    finish() {},
  };
}
