// The frame's side of what it and the element on the host's page say to each other. Without the host's
// origin in the address nothing is said and nothing is listened to.

import { fromSec, toSec } from '../base/time.ts';
import {
  parseToFrame,
  sealed,
  type Theme,
  type ToElement,
  type ToFrame,
} from '../element/messages.ts';
import { painted } from '../store/painted.ts';
import type { Frame } from './frame.ts';
import { followHappenings } from './happenings.ts';
import { parseEmbed } from './parameters.ts';

export interface Host {
  /** The content has another height, in CSS px. */
  setHeight(height: number): void;
}

const SILENT: Host = { setHeight() {} };

/** @param setTheme the host's page has this one */
export function talkToHost(frame: Frame, setTheme: (theme: Theme) => void): Host {
  const { host } = frame.state.getState().embed.parameters;
  if (host === undefined || window.parent === window) return SILENT;
  let height: number | undefined;
  let isReady = false;

  function post(message: ToElement): void {
    // A page from a file has an origin that no message can be sent to.
    window.parent.postMessage(sealed(message), host === 'null' ? '*' : (host ?? ''));
  }

  function postReady(): void {
    if (!isReady || height === undefined) return;
    const { embed, end } = frame.state.getState();
    const duration = end === undefined ? {} : { duration: toSec(end) };
    post({ kind: 'ready', title: titleOf(embed.link.scenario), ...duration, height });
  }

  function postTime(): void {
    const { t, playing } = frame.scope.playhead.state.getState();
    post({ kind: 'time', sec: toSec(t), playing });
  }

  /** Once its picture is drawn; what waits for a click is drawn without a run. */
  async function followStage(): Promise<void> {
    const { stage, embed } = frame.state.getState();
    const stands = stage === 'open' || (stage === 'closed' && embed.parameters.load === 'click');
    if (!stands) return;
    await painted();
    isReady = true;
    postReady();
  }

  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== host) return;
    const message = parseToFrame(data);
    if (message?.kind === 'hello') postReady();
    if (message !== undefined) void obey(frame, message, setTheme);
  });
  frame.state.subscribe(({ stage }, before) => {
    if (stage !== before.stage) void followStage();
  });
  frame.scope.pulse.state.subscribe(postTime);
  frame.scope.playhead.state.subscribe(({ playing, t }, before) => {
    if (playing === before.playing) return;
    postTime();
    if (!playing && frame.isAtEnd) post({ kind: 'ended', at: toSec(t) });
  });
  followHappenings(frame.scope, () => frame.isStepping, post);
  void followStage();
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
  frame: Frame,
  message: ToFrame,
  setTheme: (theme: Theme) => void,
): Promise<void> {
  switch (message.kind) {
    case 'hello':
    case 'theme':
      if (message.theme !== undefined) setTheme(message.theme);
      return;
    case 'play':
      return frame.play();
    case 'pause':
      return frame.pause();
    case 'seek':
      return frame.seek(fromSec(message.sec));
    case 'publish':
      return frame.publish(message.qos);
    case 'reset':
      return frame.reset();
    case 'parameters':
      return frame.change(parseEmbed(message.hash));
  }
}

/** What the frame is called: as the preset is. */
export function titleOf({ title }: { readonly title?: string }): string {
  return title ?? 'A run of MQTT';
}
