// What came of a step or a task stands under or over its picture where there is no room beside it: it comes
// into view when it is there.

import { type RefObject, useEffect, useRef } from 'react';
import { useReducedMotion } from '../useReducedMotion.ts';

/** @param there what is there from the start stays where it is */
export function useComeIntoView(there: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(there);
  const still = useReducedMotion();
  useEffect(() => {
    if (there && !before.current) {
      box.current?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
    }
    before.current = there;
  }, [there, still]);
  return box;
}
