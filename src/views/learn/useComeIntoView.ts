// What came of a step or a task stands under or over its picture where there is no room beside it: it comes
// into view when it is there. In a frame all is there at once, and the host's page stays where it is.

import { type RefObject, useEffect, useRef } from 'react';
import { useReducedMotion } from '../useReducedMotion.ts';
import { useSurroundings } from './surroundings.ts';

/** @param there what is there from the start stays where it is */
export function useComeIntoView(there: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(there);
  const still = useReducedMotion();
  const { isFrame } = useSurroundings();
  useEffect(() => {
    if (there && !before.current && !isFrame) {
      box.current?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
    }
    before.current = there;
  }, [there, still, isFrame]);
  return box;
}
