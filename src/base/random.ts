// Keyed randomness: a draw is a hash of a key, not the next number of a stream, so that adding
// a packet, a publisher or a slider's move shifts nobody else's luck. Integer arithmetic alone.

/** 2^32: a draw divided by this lies in [0, 1). */
export const DRAW_RANGE = 4_294_967_296;

/** Folds one 32-bit word into a running key (the body of MurmurHash3, public domain constants). */
export function mix(key: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  k = Math.imul(k, 0x1b873593);
  const h = key ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** Turns a key into its draw, an integer from 0 to 2^32 − 1 in which every bit of the key counts. */
export function draw(key: number): number {
  let h = key;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Folds a name into a key, by UTF-16 code unit. */
export function mixText(key: number, text: string): number {
  let h = mix(key, text.length);
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

/** A probability from 0 to 1 as the threshold a draw is held against: lost when draw < threshold. */
export function toThreshold(probability: number): number {
  return Math.round(probability * DRAW_RANGE);
}

/** A whole number from 0 to `max`, both included, from one draw. */
export function drawUpTo(drawn: number, max: number): number {
  return Math.floor((drawn / DRAW_RANGE) * (max + 1));
}
