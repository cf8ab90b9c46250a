// Plain data that equals what was there before is given back as what was there, part by part: what is
// compared by identity then knows what has changed.

/** Only plain objects, arrays and single values. */
export function keepSame<T>(before: T | undefined, next: T): T {
  if (Object.is(before, next)) return next;
  if (!isObject(before) || !isObject(next) || Array.isArray(before) !== Array.isArray(next)) {
    return next;
  }
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(before).length;
  const kept: Record<string, unknown> = {};
  for (const key of keys) {
    kept[key] = keepSame(before[key], next[key]);
    if (!Object.is(kept[key], before[key])) same = false;
  }
  if (same) return before;
  return (Array.isArray(next) ? Object.values(kept) : kept) as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
