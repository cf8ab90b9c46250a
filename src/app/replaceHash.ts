// Says something else in the address, without a step in the history.

export function replaceHash(hash: string): void {
  try {
    history.replaceState(null, '', hash);
  } catch {
    // Some browsers refuse too many changes in a short time; the next one that stands will do.
  }
}
