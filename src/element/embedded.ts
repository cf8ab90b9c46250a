// One element's frame, from coming near the screen to leaving the page: made, spoken with, sized to
// what it shows. Until it is ready, and where it never is, the element's children stand in its place.
import { formatHash } from './hash.ts';
import { joinPage, leavePage } from './hostPage.ts';
import { hostTheme } from './hostTheme.ts';
import { parseToElement, sealed, type Theme, type ToFrame } from './messages.ts';
import { reservedHeight } from './reservedHeight.ts';
import { SANDBOX } from './sandbox.ts';
import { styleSheet } from './style.ts';

/** What the frame has said of its run. Times are seconds of virtual time. */
interface Known {
  readonly ready: boolean;
  readonly playing: boolean;
  readonly time: number;
  readonly duration: number | undefined;
}

export interface Embedded {
  readonly connect: () => void;
  readonly disconnect: () => void;
  /** Loads the frame if it is not there yet; what it cannot hear yet, it is told when it is ready. */
  readonly tell: (message: ToFrame) => void;
  readonly known: () => Known;
}

interface Frame {
  readonly iframe: HTMLIFrameElement;
  readonly base: string;
  readonly sandbox: string;
  /** As its messages carry it. */
  readonly origin: string;
  /** Its page's own, and the one that it was told last. */
  readonly firstHash: string;
  hash: string;
  theme: Theme;
  /** It has yet to say that its run is there. */
  isMaking: boolean;
  /** How many `parameters` its page was told. */
  told: number;
}

const OPAQUE = 'null';
/** After so long without a word the children have their own height again, ms. */
const PATIENCE = 20_000;
const UNKNOWN: Known = { ready: false, playing: false, time: 0, duration: undefined };

/** @param home the folder of the embed page, unless the element says another */
export function createEmbedded(element: HTMLElement, home: string): Embedded {
  const shadow = element.attachShadow({ mode: 'open' });
  const slot = shadow.appendChild(document.createElement('slot'));
  const link = slot.appendChild(document.createElement('a'));
  link.textContent = 'Open the simulation';
  const said = (name: string): string | null => element.getAttribute(name);
  let frame: Frame | undefined;
  let known = UNKNOWN;
  let untold: ToFrame[] = [];
  let patience: ReturnType<typeof setTimeout> | undefined;

  const base = (): string =>
    new URL((said('base') ?? home).replace(/\/?$/, '/'), document.baseURI).href;
  const sandbox = (): string => said('sandbox') ?? SANDBOX;
  const theme = (): Theme => {
    const given = said('theme');
    return given === 'light' || given === 'dark' ? given : hostTheme(element);
  };
  const hash = (): string =>
    `${formatHash(element.attributes, true)}&host=${encodeURIComponent(origin)}`;
  /** So that the theme is there from the first paint on. */
  const themedHash = (): string => `${hash()}&theme=${theme()}`;

  function make(): void {
    if (frame !== undefined || !element.isConnected) return;
    const iframe = document.createElement('iframe');
    const page = /^#.learn/.test(hash()) ? 'embed-learn' : 'embed';
    const url = new URL(`${page}.html${themedHash()}`, base());
    const isOpaque = !sandbox().includes('allow-same-origin');
    frame = {
      iframe,
      base: base(),
      sandbox: sandbox(),
      origin: isOpaque ? OPAQUE : url.origin,
      firstHash: hash(),
      hash: hash(),
      theme: theme(),
      isMaking: true,
      told: 0,
    };
    reserve();
    iframe.inert = true;
    iframe.title = element.title || `QoScope: ${said('preset') ?? 'MQTT'}`;
    iframe.setAttribute('sandbox', frame.sandbox);
    iframe.addEventListener('load', greet);
    iframe.addEventListener('transitionrun', refresh);
    iframe.src = url.href;
    shadow.append(iframe);
    patience = setTimeout(() => {
      slot.style.height = '';
    }, PATIENCE);
  }

  function drop(): void {
    clearTimeout(patience);
    frame?.iframe.remove();
    frame = undefined;
    known = UNKNOWN;
    slot.hidden = false;
  }

  function reserve(): void {
    slot.style.height = `${reservedHeight(element.clientWidth, said)}px`;
    link.href = base() + formatHash(element.attributes, false);
  }

  function post(message: ToFrame): void {
    const target = frame?.origin === OPAQUE ? '*' : (frame?.origin ?? '');
    frame?.iframe.contentWindow?.postMessage(sealed(message), target);
  }

  /** Its page is there, perhaps once more. */
  function greet(): void {
    if (frame === undefined) return;
    frame.theme = theme();
    frame.hash = frame.firstHash;
    frame.told = 0;
    post({ kind: 'hello', theme: frame.theme });
    refresh();
  }

  /** What the attributes and the host's theme have become. */
  function refresh(): void {
    if (frame === undefined) {
      reserve();
      if (said('loading') === 'eager') make();
      return;
    }
    if (frame.base !== base() || frame.sandbox !== sandbox()) {
      drop();
      make();
      return;
    }
    if (!known.ready) return;
    if (frame.theme !== theme()) {
      frame.theme = theme();
      post({ kind: 'theme', theme: frame.theme });
    }
    if (frame.hash !== hash()) {
      frame.hash = hash();
      frame.isMaking = true;
      frame.told++;
      post({ kind: 'parameters', hash: themedHash() });
    }
  }

  function receive({ source, origin: from, data }: MessageEvent<unknown>): void {
    if (frame === undefined || source !== frame.iframe.contentWindow || from !== frame.origin)
      return;
    const message = parseToElement(data);
    if (message === undefined) return;
    if ('height' in message) frame.iframe.style.height = `${message.height}px`;
    switch (message.kind) {
      case 'size':
        return;
      case 'time':
        known = { ...known, time: message.sec, playing: message.playing };
        return;
      case 'ready': {
        const { isMaking, told } = frame;
        // It speaks of a run that another one has taken the place of since.
        if ((message.answers ?? told) < told) return;
        frame.isMaking = false;
        clearTimeout(patience);
        frame.iframe.inert = false;
        frame.iframe.title = element.title || message.title;
        slot.hidden = true;
        known = { ...known, ready: true, duration: message.duration };
        refresh();
        for (const waiting of untold.splice(0)) post(waiting);
        if (!isMaking) return;
      }
    }
    const { kind, height: _, answers: __, ...detail } = { height: 0, answers: 0, ...message };
    element.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  return {
    connect: () => {
      shadow.adoptedStyleSheets = [styleSheet()];
      joinPage(element, { receive, refresh, approach: make });
      refresh();
    },
    disconnect: () => {
      leavePage(element);
      drop();
      untold = [];
    },
    tell: (message) => {
      make();
      refresh();
      if (known.ready) post(message);
      else untold.push(message);
    },
    known: () => known,
  };
}
