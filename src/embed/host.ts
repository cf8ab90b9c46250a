// The frame's side of what it and the element on the host's page say to each other. Without the host's
// origin in the address nothing is said and nothing is listened to.

import type { StoreApi } from 'zustand/vanilla';
import { fromSec, type SimTime, toSec } from '../base/time.ts';
import {
  parseToFrame,
  sealed,
  type Theme,
  type ToElement,
  type ToFrame,
} from '../element/messages.ts';
import { painted } from '../store/painted.ts';
import type { Scope } from '../store/scope.ts';
import type { Qos } from '../trace/event.ts';
import { followHappenings } from './happenings.ts';
import type { EmbedParameters } from './parameters.ts';

/** `closed`: nothing is simulated yet. */
export type Stage = 'closed' | 'opening' | 'open';

export interface Host {
  /** The content has another height, in CSS px. */
  setHeight(height: number): void;
}

/** What the host's page is told of, and what obeys it. */
export interface Hosted {
  readonly scope: Scope;
  readonly state: Pick<StoreApi<{ readonly stage: Stage }>, 'subscribe'>;
  readonly parameters: Pick<EmbedParameters, 'theme' | 'host'>;
  readonly title: string;
  /** A step is being made: it passes what lies between, as playing does. */
  readonly isStepping: boolean;
  readonly isAtEnd: boolean;
  /** All that is to be seen before it plays is there. */
  readonly isStanding: boolean;
  /** Where playing ends; undefined: it is not known. */
  readonly end: SimTime | undefined;
  play(): Promise<void>;
  pause(): void;
  seek(t: SimTime): Promise<void>;
  publish(qos: Qos | undefined): Promise<void>;
  reset(): Promise<void>;
  step(way: 'next' | 'previous'): Promise<void>;
  /** @param hash of another address */
  show(hash: string): Promise<void>;
}

const SILENT: Host = { setHeight() {} };

/** @param setTheme the host's page has this one */
export function talkToHost(frame: Hosted, setTheme: (theme: Theme) => void): Host {
  const { host } = frame.parameters;
  if (host === undefined || window.parent === window) return SILENT;
  let height: number | undefined;
  let isReady = false;
  let answers = 0;

  function post(message: ToElement): void {
    // A page from a file has an origin that no message can be sent to.
    window.parent.postMessage(sealed(message), host === 'null' ? '*' : (host ?? ''));
  }

  function postReady(): void {
    if (!isReady || height === undefined) return;
    const { title, end } = frame;
    const duration = end === undefined ? {} : { duration: toSec(end) };
    post({ kind: 'ready', title, ...duration, height, answers });
  }

  function postTime(): void {
    const { t, playing } = frame.scope.playhead.state.getState();
    post({ kind: 'time', sec: toSec(t), playing });
  }

  /** Once its picture is drawn. */
  async function followStanding(): Promise<void> {
    if (!frame.isStanding) return;
    await painted();
    // Meanwhile another run may have been asked for.
    if (!frame.isStanding) return;
    isReady = true;
    postReady();
  }

  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== host) return;
    const message = parseToFrame(data);
    if (message?.kind === 'hello') postReady();
    if (message?.kind === 'parameters') answers++;
    if (message !== undefined) void obey(frame, message, setTheme);
  });
  frame.state.subscribe(({ stage }, before) => {
    if (stage !== before.stage) void followStanding();
  });
  frame.scope.pulse.state.subscribe(postTime);
  frame.scope.playhead.state.subscribe(({ playing, t }, before) => {
    if (playing === before.playing) return;
    postTime();
    if (!playing && frame.isAtEnd) post({ kind: 'ended', at: toSec(t) });
  });
  followHappenings(frame.scope, () => frame.isStepping, post);
  void followStanding();
  return {
    setHeight(next) {
      const isFirst = height === undefined;
      if (next === height) return;
      height = next;
      if (isFirst) postReady();
      else post({ kind: 'size', height });
    },
  };
}

async function obey(
  frame: Hosted,
  message: ToFrame,
  setTheme: (theme: Theme) => void,
): Promise<void> {
  switch (message.kind) {
    case 'hello':
    case 'theme':
      if (message.theme !== undefined) setTheme(message.theme);
      return;
    case 'play':
    case 'pause':
    case 'reset':
      return frame[message.kind]();
    case 'seek':
      return frame.seek(fromSec(message.sec));
    case 'publish':
      return frame.publish(message.qos);
    case 'parameters':
      return frame.show(message.hash);
  }
}
