// A message's letter: the same on both hops, on each attempt and each answer.

/** 0 → A, 25 → Z, 26 → AA, 27 → AB, … */
export function formatLetter(ordinal: number): string {
  let letters = '';
  for (let rest = ordinal + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
