// Figures as the Lab writes them, in sentences, tables and Markdown alike.

/** 12341 → `12,341`. For whole numbers. */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 loss`, `4 losses`. */
export function countOf(n: number, thing: string, things = `${thing}s`): string {
  return `${formatCount(n)} ${n === 1 ? thing : things}`;
}
