// Opened by key the table takes the focus, and gives it back when it is closed. A pointer that has
// pressed the button leaves it there.

import { type RefObject, useLayoutEffect } from 'react';

const OPENER = '[aria-keyshortcuts="E"]';

export function useLentFocus(section: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = section;
    const before = document.activeElement;
    if (before?.matches(`${OPENER}:not(:focus-visible)`) !== true)
      current?.querySelector('table')?.focus();
    return () => {
      if (current?.contains(document.activeElement) !== true) return;
      // The picture, in which it may have been, is back when this has been carried out.
      queueMicrotask(() => {
        const target = before instanceof HTMLElement && before !== document.body ? before : null;
        target?.focus();
        if (document.activeElement !== target) document.querySelector<HTMLElement>(OPENER)?.focus();
      });
    };
  }, [section]);
}
