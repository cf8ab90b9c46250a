// The keyboard map, stated once: the listener and the sheet read it.

import type { Controls } from '../store/controls.ts';
import type { Scope } from '../store/scope.ts';
import { spanOf } from '../store/zoom.ts';
import { showInspector } from '../views/picture/showInspector.ts';

/** The screens that listen to keys. */
export type KeyScreen = 'simulate' | 'compare';

export interface Keys {
  readonly scope: Scope;
  readonly controls: Controls;
  readonly screen: KeyScreen;
  readonly showSheet: () => void;
}

export interface KeyBinding {
  readonly key: string;
  /** Other keys that do the same, such as `=` for the + that it becomes with Shift. */
  readonly also?: string;
  /** With Shift; a key without it is another one. */
  readonly shift?: boolean;
  /** As the sheet writes it. */
  readonly shown: string;
  readonly does: string;
  /** Works on a first visit too, where most controls are not there. */
  readonly always?: true;
  /** On this screen alone. */
  readonly only?: KeyScreen;
  readonly run: (keys: Keys) => void;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

/** Of what the ladder shows. */
const QUARTER = 0.25;

const TIME: readonly KeyBinding[] = [
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
    key: 'ArrowLeft',
    shift: true,
    shown: 'Shift ←',
    does: 'go back by a quarter of what the picture shows',
    run: ({ scope }) => void scope.travel.goBy(-QUARTER * spanOf(scope.zoom.state.getState())),
  },
  {
    key: 'ArrowRight',
    shift: true,
    shown: 'Shift →',
    does: 'go on by a quarter of what the picture shows',
    run: ({ scope }) => void scope.travel.goBy(QUARTER * spanOf(scope.zoom.state.getState())),
  },
  {
    key: ',',
    shown: ',',
    does: 'go to the previous loss',
    run: ({ scope }) => void scope.travel.goToPrevious('loss'),
  },
  {
    key: '.',
    shown: '.',
    does: 'go to the next loss',
    run: ({ scope }) => void scope.travel.goToNext('loss'),
  },
  {
    key: '[',
    shown: '[',
    does: 'go to the previous second copy',
    run: ({ scope }) => void scope.travel.goToPrevious('duplicate'),
  },
  {
    key: ']',
    shown: ']',
    does: 'go to the next second copy',
    run: ({ scope }) => void scope.travel.goToNext('duplicate'),
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
    key: 'w',
    only: 'simulate',
    shown: 'W',
    does: 'set what to wait for, and what is done then',
    run: ({ scope }) => scope.view.setState({ whenOpen: true }),
  },
];

const PICTURE: readonly KeyBinding[] = [
  {
    key: '+',
    also: '=',
    shown: '+',
    does: 'show less of time, larger',
    run: ({ scope }) => scope.zoom.by(1),
  },
  {
    key: '-',
    also: '_',
    shown: '−',
    does: 'show more of time, smaller',
    run: ({ scope }) => scope.zoom.by(-1),
  },
  { key: '0', shown: '0', does: 'show what fits', run: ({ scope }) => scope.zoom.reset() },
  {
    key: 'i',
    only: 'simulate',
    shown: 'I',
    does: 'inspect what is selected',
    run: () => void showInspector(),
  },
  {
    key: 'n',
    shown: 'N',
    does: 'show or hide Packet Identifiers',
    run: ({ scope: { view } }) =>
      view.setState(({ identifiers }) => ({ identifiers: !identifiers })),
  },
  {
    key: 'e',
    only: 'simulate',
    shown: 'E',
    does: 'show or hide the table of events',
    run: ({ scope: { view } }) => view.setState(({ logOpen }) => ({ logOpen: !logOpen })),
  },
  {
    key: 's',
    shown: 'S',
    does: 'share this run, or export it',
    run: ({ scope }) => scope.view.setState({ shareOpen: true }),
  },
  {
    key: 'Escape',
    shown: 'Esc',
    does: 'stop what takes long; else select nothing',
    run: ({ scope }) => {
      if (scope.run.state.getState().work !== undefined) scope.run.stop();
      else scope.selection.clear();
    },
  },
];

const COMMANDS: readonly KeyBinding[] = [
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
  {
    key: 'p',
    shown: 'P',
    does: 'publish, and let time run',
    run: ({ controls }) => void controls.publish(),
  },
  {
    key: 'k',
    shown: 'K',
    does: 'kill the selected packet',
    always: true,
    run: ({ scope }) => void scope.commands.killSelected(),
  },
  {
    key: 'l',
    shown: 'L',
    does: 'have the selected packet come later',
    always: true,
    run: ({ scope }) => void scope.commands.delaySelected(),
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
    does: 'undo what was done last',
    run: ({ scope }) => void scope.commands.undo(),
  },
  {
    key: 'u',
    shift: true,
    shown: 'Shift U',
    does: 'do again what was undone',
    run: ({ scope }) => void scope.commands.redo(),
  },
];

const HELP: readonly KeyBinding[] = [
  { key: '?', shown: '?', does: 'show this sheet', run: ({ showSheet }) => showSheet() },
];

export const KEY_GROUPS: readonly KeyGroup[] = [
  { title: 'Time', bindings: TIME },
  { title: 'Picture', bindings: PICTURE },
  { title: 'Commands', bindings: COMMANDS },
  { title: 'Help', bindings: HELP },
];

export function isOnScreen({ only }: KeyBinding, screen: KeyScreen): boolean {
  return only === undefined || only === screen;
}
