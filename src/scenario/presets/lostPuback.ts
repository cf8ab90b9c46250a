// The first visit: at QoS 1 a lost PUBACK makes a second copy.

import { oneMessageLosing } from './lostPacket.ts';
import type { Preset } from './preset.ts';

const title = 'A lost PUBACK';

export const lostPuback: Preset = {
  name: 'lost-puback',
  group: 'Lost packets',
  title,
  sentence:
    'One QoS 1 message; the PUBACK that answers it is lost, so the publisher sends it again.',
  lookFor:
    'The message arrives twice: the publisher could not know that its first PUBLISH had got through.',
  scenario: oneMessageLosing('PUBACK', 1, title),
};
