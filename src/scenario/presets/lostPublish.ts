// The first visit with the PUBLISH lost instead: the same re-send, and no second copy.

import { oneMessageLosing } from './lostPacket.ts';
import type { Preset } from './preset.ts';

const title = 'A lost PUBLISH';

export const lostPublish: Preset = {
  name: 'lost-publish',
  title,
  sentence: 'One QoS 1 message; its PUBLISH is lost, so the publisher sends it again.',
  lookFor:
    'The message arrives once, a re-send later. To the publisher this looks exactly like a lost PUBACK.',
  scenario: oneMessageLosing('PUBLISH', 1, title),
};
