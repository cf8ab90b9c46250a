// A size in words.

/** `84 kB`. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const kB = bytes / 1000;
  return kB < 1000 ? `${kB.toFixed(kB < 10 ? 1 : 0)} kB` : `${(kB / 1000).toFixed(1)} MB`;
}
