// Whether two pieces of plain data are the same, whatever the order of their fields.

/** Of what JSON can hold; a field that is undefined counts as absent. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  const keys = new Set([...left.keys(), ...right.keys()]);
  for (const key of keys) if (!isSameData(left.get(key), right.get(key))) return false;
  return true;
}
