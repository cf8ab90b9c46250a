// What of the frame its views render again for.

import { useStore } from 'zustand';
import type { Frame, FrameState } from './frame.ts';

export function useFrameState(frame: Frame): FrameState {
  return useStore(frame.state);
}
