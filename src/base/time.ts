// Virtual time. One unit everywhere: whole microseconds since the start of the run.

declare const simTime: unique symbol;

/** An instant of virtual time, or a span of it: an integer number of microseconds. */
export type SimTime = number & { readonly [simTime]: true };

export const TIME_ZERO = 0 as SimTime;

/** `us` whole microseconds. */
export function fromUs(us: number): SimTime {
  return us as SimTime;
}

/** `ms` milliseconds, to the nearest microsecond. */
export function fromMs(ms: number): SimTime {
  return Math.round(ms * 1000) as SimTime;
}

/** `sec` seconds, to the nearest microsecond. */
export function fromSec(sec: number): SimTime {
  return Math.round(sec * 1_000_000) as SimTime;
}

export function toMs(time: SimTime): number {
  return time / 1000;
}

export function toSec(time: SimTime): number {
  return time / 1_000_000;
}

export function addTime(a: SimTime, b: SimTime): SimTime {
  return (a + b) as SimTime;
}

export function laterOf(a: SimTime, b: SimTime): SimTime {
  return a > b ? a : b;
}

export function earlierOf(a: SimTime, b: SimTime): SimTime {
  return a < b ? a : b;
}

/**
 * The same time. V8 takes a number that stood beside Infinity, or in a typed array, for a fraction,
 * and keeps it in a box of 16 bytes for each event that says it; this makes a whole one of it again,
 * up to 2³¹ µs.
 */
export function unboxed(time: number): SimTime {
  const whole = time | 0;
  return (whole === time ? whole : time) as SimTime;
}
