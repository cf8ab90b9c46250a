// Listens to the keys of keyBindings.ts, wherever focus is, unless what has it needs the key itself.

import { useEffect, useState } from 'react';
import { inTurn } from '../store/inTurn.ts';
import type { KeyBinding, Keys } from './keyBindings.ts';

/** In a chunk of its own, asked for at once: the first picture does not wait for it. */
const loading: Promise<readonly KeyBinding[]> = inTurn(() => import('./keyBindings.ts')).then(
  ({ KEY_GROUPS }) => KEY_GROUPS.flatMap(({ bindings }) => bindings),
  () => [],
);

/** Listens to all keys or, where not `all`, to those of a first visit. A focused control's are its. */
export function useKeyboard(all: boolean, keys: Keys): void {
  const [known, setKnown] = useState<readonly KeyBinding[]>([]);
  useEffect(() => {
    void loading.then(setKnown);
  }, []);
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTakenBy(event.target, event.key)) return;
      const binding = known.find((one) => isBoundTo(one, event));
      if (binding === undefined || !(all || binding.always)) return;
      if (binding.only !== undefined && binding.only !== keys.screen) return;
      event.preventDefault();
      binding.run(keys);
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

/** With Shift a letter or a named key is another one; a sign is that sign, however it is typed. */
function isBoundTo({ key, also, shift = false }: KeyBinding, event: KeyboardEvent): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (pressed !== key && pressed !== also) return false;
  const isSign = pressed.length === 1 && !/[a-z]/.test(pressed);
  return isSign || event.shiftKey === shift;
}

function isTakenBy(target: EventTarget | null, key: string): boolean {
  // Escape closes what is open, before it means anything else.
  if (key === 'Escape' && document.querySelector(':popover-open') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') !== null || target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    const types = ['range', 'radio', 'checkbox'];
    if (!types.includes(target.type)) return true;
    return key.length > 1 || key === ' ';
  }
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  // A focused button or summary keeps its own keys; so does a panel that scrolls.
  return key === ' ' && target.closest('button, summary, a') !== null;
}
