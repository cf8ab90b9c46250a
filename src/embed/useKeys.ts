// The keys of what can be done to a pressed packet, as its buttons name them. Keys come here only once
// somebody has gone into the frame; none of them scrolls or leads out of it.

import { useEffect } from 'react';
import type { Hosted } from './host.ts';

export function useKeys({ scope }: Pick<Hosted, 'scope'>, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    function press(event: KeyboardEvent): void {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const isTyped = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
      if (isTyped || ctrlKey || metaKey || altKey) return;
      if (key === 'k' || key === 'K') void scope.commands.killSelected();
      if (key === 'l' || key === 'L') void scope.commands.delaySelected();
      if (key === 'Escape') scope.selection.clear();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [scope, isActive]);
}
