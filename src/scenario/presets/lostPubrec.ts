// The first visit at QoS 2: the answer to the PUBLISH is lost, and no second copy comes of it.

import { oneMessageLosing } from './lostPacket.ts';
import type { Preset } from './preset.ts';

const title = 'A lost PUBREC';

export const lostPubrec: Preset = {
  name: 'lost-pubrec',
  title,
  sentence:
    'One QoS 2 message; the PUBREC that answers it is lost, so the publisher sends it again.',
  lookFor:
    'The message arrives once: the broker still holds the Packet Identifier, answers the second PUBLISH and does not hand it on.',
  scenario: oneMessageLosing('PUBREC', 2, title),
};
