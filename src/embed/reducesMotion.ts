// Whether the visitor has asked for less motion: then nothing plays by itself.

export function reducesMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
