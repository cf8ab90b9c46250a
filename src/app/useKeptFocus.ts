// Focus is never lost to nowhere: when what has it goes away or is switched off (a packet that has
// arrived, a notice that is dismissed, an undo with nothing left to take back), the main part gets it.

import { useEffect } from 'react';

export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | undefined;

    function remember({ target }: FocusEvent): void {
      last = target instanceof HTMLElement ? target : undefined;
    }
    /** Left on purpose, such as by a press on nothing: then nothing is given back. */
    function forget({ target }: FocusEvent): void {
      queueMicrotask(() => {
        if (target === last && last !== undefined && !isGone(last)) last = undefined;
      });
    }
    const observer = new MutationObserver(() => {
      if (last === undefined || !isGone(last)) return;
      // What is switched off keeps the focus until the page is drawn again.
      const { activeElement } = document;
      if (activeElement !== document.body && activeElement !== last) return;
      last = undefined;
      document.querySelector('main')?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', forget);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled'],
    });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', forget);
      observer.disconnect();
    };
  }, []);
}

function isGone(element: HTMLElement): boolean {
  return !element.isConnected || element.matches(':disabled');
}
