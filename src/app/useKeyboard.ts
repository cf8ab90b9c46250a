// The keyboard map of the Simulate screen, stated once: the listener and the sheet read it.

import { useEffect } from 'react';
import type { Controls } from '../store/controls.ts';
import type { Scope } from '../store/scope.ts';

interface Keys {
  readonly scope: Scope;
  readonly controls: Controls;
  readonly showSheet: () => void;
}

export interface KeyBinding {
  readonly key: string;
  /** As the sheet writes it. */
  readonly shown: string;
  readonly does: string;
  /** Works on a first visit too, where most controls are not there. */
  readonly always?: true;
  readonly run: (keys: Keys) => void;
}

export const KEY_BINDINGS: readonly KeyBinding[] = [
  {
    key: ' ',
    shown: 'Space',
    always: true,
    does: 'play or pause',
    run: ({ scope: { playhead } }) =>
      playhead.state.getState().playing ? playhead.pause() : playhead.play(),
  },
  {
    key: 'ArrowLeft',
    shown: '←',
    always: true,
    does: 'step to the previous event',
    run: ({ scope }) => void scope.travel.goToPrevious('event'),
  },
  {
    key: 'ArrowRight',
    shown: '→',
    always: true,
    does: 'step to the next event',
    run: ({ scope }) => void scope.travel.goToNext('event'),
  },
  {
    key: 'Home',
    shown: 'Home',
    does: 'go to where publishing starts',
    run: ({ scope }) => void scope.travel.goToStart(),
  },
  {
    key: 'End',
    shown: 'End',
    does: 'go to the end of what is simulated',
    run: ({ scope }) => void scope.travel.goToPresent(),
  },
  {
    key: '1',
    shown: '1',
    does: 'next message at QoS 0',
    run: ({ controls }) => controls.setNextQos(0),
  },
  {
    key: '2',
    shown: '2',
    does: 'next message at QoS 1',
    run: ({ controls }) => controls.setNextQos(1),
  },
  {
    key: '3',
    shown: '3',
    does: 'next message at QoS 2',
    run: ({ controls }) => controls.setNextQos(2),
  },
  { key: 'p', shown: 'P', does: 'publish', run: ({ controls }) => void controls.publish() },
  {
    key: 'k',
    shown: 'K',
    does: 'kill the selected packet',
    always: true,
    run: ({ scope }) => void scope.commands.killSelected(),
  },
  {
    key: 'd',
    shown: 'D',
    does: 'cut the subscriber’s connection',
    run: ({ controls }) => void controls.cutSubscriber(),
  },
  {
    key: 'x',
    shown: 'X',
    does: 'crash the broker, for a second',
    run: ({ controls }) => void controls.crashBroker(),
  },
  {
    key: 'u',
    shown: 'U',
    does: 'undo the last command',
    run: ({ scope }) => void scope.commands.undo(),
  },
  { key: '?', shown: '?', does: 'show this sheet', run: ({ showSheet }) => showSheet() },
];

/** Listens to all keys or, where not `all`, to those of a first visit. A focused control's are its. */
export function useKeyboard(all: boolean, keys: Keys): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTakenBy(event.target, event.key)) return;
      const binding = KEY_BINDINGS.find(
        ({ key }) => key === event.key.toLowerCase() || key === event.key,
      );
      if (binding === undefined || !(all || binding.always)) return;
      event.preventDefault();
      binding.run(keys);
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

function isTakenBy(target: EventTarget | null, key: string): boolean {
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
