// How a slider's thumb maps to values. Linear is the native range itself; a logarithmic slider runs
// over a list of round stops, so that each arrow key moves to a different, sayable value.

const STOPS_PER_DECADE = 24;

/**
 * Strictly rising stops from min to max (both included, min > 0), each a multiple of `step` or of
 * two significant digits, whichever is coarser.
 */
export function createLogStops(min: number, max: number, step: number): readonly number[] {
  const decades = Math.log10(max / min);
  const count = Math.max(1, Math.ceil(decades * STOPS_PER_DECADE));
  const stops = [min];
  for (let i = 1; i < count; i += 1) {
    const stop = roundStop(min * (max / min) ** (i / count), step);
    if (stop > (stops.at(-1) ?? min) && stop < max) stops.push(stop);
  }
  stops.push(max);
  return stops;
}

/** The index of the stop nearest to a value, by ratio. */
export function findNearestStop(stops: readonly number[], value: number): number {
  let nearest = 0;
  for (let i = 1; i < stops.length; i += 1) {
    if (distance(stops[i], value) < distance(stops[nearest], value)) nearest = i;
  }
  return nearest;
}

/** Where between 0 and 1 a value lies on a range; outside it, at the nearer end. */
export function fractionOf(value: number, min: number, max: number): number {
  return max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
}

function roundStop(value: number, step: number): number {
  const digits = 10 ** (Math.floor(Math.log10(value)) - 1);
  const grain = Math.max(step, digits);
  return Number((Math.round(value / grain) * grain).toPrecision(12));
}

function distance(stop: number | undefined, value: number): number {
  if (stop === undefined || value <= 0) return value <= 0 ? (stop ?? 0) : Number.POSITIVE_INFINITY;
  return Math.abs(Math.log(stop / value));
}
