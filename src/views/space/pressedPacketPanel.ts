// What can be done to the pressed packet, loaded beside the first picture: nothing is pressed before.

import { lazily } from '../lazily.ts';

export const PressedPacketPanel = lazily(
  () => import('./PressedPacket.tsx').then(({ PressedPacket }) => PressedPacket),
  'What can be done to a packet',
);
