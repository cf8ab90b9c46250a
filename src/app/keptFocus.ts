// Focus is never lost to nowhere: when what has it goes away or is switched off (a packet that has
// arrived, a notice that is dismissed, an undo with nothing left to take back), the nearest control
// gets it.

import { nearestControl, parentsOf } from './nearestControl.ts';

/** @returns a function that ends it */
export function keepFocus(): () => void {
  let last: HTMLElement | undefined;
  /** What it stood in. */
  let parents: readonly Element[] = [];
  /** What stood behind it. */
  let next: Node | null = null;

  function remember({ target }: FocusEvent): void {
    last = target instanceof HTMLElement ? target : undefined;
    parents = last === undefined ? [] : parentsOf(last);
    next = null;
  }
  /** Left on purpose, such as by a press on nothing: then nothing is given back. */
  function forget({ target }: FocusEvent): void {
    queueMicrotask(() => {
      if (target === last && last !== undefined && !isGone(last)) last = undefined;
    });
  }
  const observer = new MutationObserver((records) => {
    if (last === undefined || !isGone(last)) return;
    const gone = last;
    const isIt = (node: Node) => node.contains(gone);
    next = records.find(({ removedNodes }) => [...removedNodes].some(isIt))?.nextSibling ?? next;
    // What is switched off keeps the focus until the page is drawn again.
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement !== last) return;
    last = undefined;
    const main = document.querySelector('main');
    (nearestControl(gone, parents, next) ?? main)?.focus({ preventScroll: true });
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
}

function isGone(element: HTMLElement): boolean {
  return !element.isConnected || element.matches(':disabled');
}
