// What the element on a host's page and its frame say to each other, version 1: plain data, read by
// `parseToFrame` and `parseToElement`, which take nothing but what stands here. Who may be listened
// to (source and origin) is the listener's to check first.

export const VERSION = 1;

export type Theme = 'light' | 'dark';

/** What the element says. Instants are seconds of virtual time. */
export type ToFrame =
  /** Once the frame is loaded. A theme that is said counts, whatever the hash has. */
  | { readonly kind: 'hello'; readonly theme?: Theme }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly sec: number }
  /** Without `qos`, at the level that the run publishes at. */
  | { readonly kind: 'publish'; readonly qos?: Level }
  | { readonly kind: 'reset' }
  /** Another run, which is answered with `ready`, or the same one shown otherwise. */
  | { readonly kind: 'parameters'; readonly hash: string };

/** What the frame says. Heights are CSS px of all that it shows. */
export type ToElement =
  | {
      readonly kind: 'ready';
      readonly title: string;
      /** Absent: not known, as in a run that does not end by itself. */
      readonly duration?: number;
      readonly height: number;
      /** How many `parameters` it has heard: what it says is no answer to a later one. */
      readonly answers?: number;
    }
  | { readonly kind: 'size'; readonly height: number }
  | { readonly kind: 'time'; readonly sec: number; readonly playing: boolean }
  | ({ readonly kind: 'delivered' | 'duplicate' } & Happening)
  | ({ readonly kind: 'lost'; readonly cause: string } & Happening)
  | { readonly kind: 'ended'; readonly at: number };

export type Level = 0 | 1 | 2;

/** Something that befell a message. */
export interface Happening {
  /** Its letter, as it is shown: `A`. */
  readonly message: string;
  readonly uid: string;
  /** The QoS at which it was published. */
  readonly level: Level;
  /** Seconds of virtual time. */
  readonly at: number;
}

/** As it is posted. */
export function sealed<M extends ToFrame | ToElement>(message: M): M & { qosScope: 1 } {
  return { qosScope: VERSION, ...message };
}

/** @returns undefined for all that is no message of this version to a frame */
export function parseToFrame(data: unknown): ToFrame | undefined {
  return parse(data, TO_FRAME) as ToFrame | undefined;
}

/** @returns undefined for all that is no message of this version to an element */
export function parseToElement(data: unknown): ToElement | undefined {
  return parse(data, TO_ELEMENT) as ToElement | undefined;
}

type Fields<M extends { kind: string }> = { readonly [K in M['kind']]: string };

/** The fields of each kind; with a `?`, those that may be absent. */
const TO_FRAME: Fields<ToFrame> = {
  hello: 'theme?',
  theme: 'theme',
  play: '',
  pause: '',
  seek: 'sec',
  publish: 'qos?',
  reset: '',
  parameters: 'hash',
};
const TO_ELEMENT: Fields<ToElement> = {
  ready: 'title duration? height answers?',
  size: 'height',
  time: 'sec playing',
  delivered: 'message uid level at',
  duplicate: 'message uid level at',
  lost: 'message uid level at cause',
  ended: 'at',
};

type Check = (value: unknown) => boolean;
const isLevel: Check = (value) => value === 0 || value === 1 || value === 2;
/** Seconds or px, at most a day of either, or how often. */
const isAmount: Check = (value) => typeof value === 'number' && value >= 0 && value <= 86_400;
const isText: Check = (value) => typeof value === 'string' && value.length <= 20_000;

const CHECKS: Readonly<Record<string, Check>> = {
  theme: (value) => value === 'light' || value === 'dark',
  playing: (value) => typeof value === 'boolean',
  qos: isLevel,
  level: isLevel,
  sec: isAmount,
  at: isAmount,
  duration: isAmount,
  height: isAmount,
  answers: isAmount,
};

function parse(data: unknown, kinds: Readonly<Record<string, string>>): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  const given = data as Readonly<Record<string, unknown>>;
  const { kind, qosScope } = given;
  if (qosScope !== VERSION || typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) return;
  const message: Record<string, unknown> = { kind };
  for (const [, name = '', optional] of (kinds[kind] ?? '').matchAll(/(\w+)(\??)/g)) {
    const value = given[name];
    if (value === undefined && optional) continue;
    if (!(CHECKS[name] ?? isText)(value)) return;
    message[name] = value;
  }
  return message;
}
