// Small numbers as words, for sentences.

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
const TIMES = ['never', 'once', 'twice'];

/** 2 → `second`, 8 → `8th`. For 1 and up. */
export function ordinalWord(n: number): string {
  return ORDINALS[n] ?? `${n}${suffixOf(n)}`;
}

/** 2 → `2nd`. */
export function ordinalNumber(n: number): string {
  return `${n}${suffixOf(n)}`;
}

/** 1 → `once`, 2 → `twice`, 3 → `3 times`. */
export function timesWord(n: number): string {
  return TIMES[n] ?? `${n} times`;
}

function suffixOf(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  if (teen) return 'th';
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th';
}
