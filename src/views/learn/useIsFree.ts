// Whether a step is off the rails, so that all controls are there.

import { useStore } from 'zustand';
import type { StepPlayer } from '../../store/stepPlayer.ts';

export function useIsFree(player: StepPlayer): boolean {
  return useStore(player.state, ({ free }) => free);
}
