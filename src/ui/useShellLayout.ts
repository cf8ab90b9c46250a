// Which of its four forms the page's frame takes. The style sheet reads the answer from an attribute,
// so that the widths stand here alone. In em: zoom and a larger default type count as less room.
import { useSyncExternalStore } from 'react';

/**
 * - `wide`: three columns. `medium`: the right one is a drawer.
 * - `narrow`: one column, fixed bar, sheets from below. `short`: a phone on its side or a desktop at
 *   high zoom: as narrow, with drawers from the sides.
 */
export type ShellLayout = 'wide' | 'medium' | 'narrow' | 'short';

/** Has a bar at the screen's foot instead of columns. */
export function isHandheld(layout: ShellLayout): boolean {
  return layout === 'narrow' || layout === 'short';
}

const conditions: readonly (readonly [ShellLayout, string])[] = [
  ['wide', '(min-width: 75em)'],
  ['narrow', '(max-width: 44.99em)'],
  ['short', '(max-height: 29.99em)'],
];

function readLayout(): ShellLayout {
  return conditions.find(([, query]) => matchMedia(query).matches)?.[0] ?? 'medium';
}

function subscribe(notify: () => void): () => void {
  const lists = conditions.map(([, query]) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', notify);
  return () => {
    for (const list of lists) list.removeEventListener('change', notify);
  };
}

export function useShellLayout(): ShellLayout {
  return useSyncExternalStore(subscribe, readLayout);
}
