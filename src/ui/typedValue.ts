// What a person may type where a number is wanted: text in, number or a sentence about it out.
// Nothing is clamped or rounded here; a value that does not fit is refused, and the sentence names
// the field, what was typed and what was expected.

export interface ValueRule {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly unit?: string | undefined;
  /** Whole numbers only. */
  readonly integer?: boolean | undefined;
}

export type TypedValue =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'problem'; readonly message: string };

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(\s\d{3})+(\.\d*)?$/;
const LONGEST_QUOTE = 24;

/** Accepts grouping by spaces, a real minus sign and the field's own unit after the number. */
export function parseTypedValue(text: string, rule: ValueRule): TypedValue {
  const typed = text.trim();
  if (typed === '') return refuse('nothing is typed', rule);
  const quote = `“${typed.length > LONGEST_QUOTE ? `${typed.slice(0, LONGEST_QUOTE)}…` : typed}”`;
  const value = readNumber(withoutUnit(typed, rule.unit));
  if (value === undefined) {
    const hint = typed.includes(',') ? ' (decimals take a point, thousands a space)' : '';
    return refuse(`${quote} is not a number${hint}`, rule);
  }
  if (value < rule.min) return refuse(`${quote} is too small`, rule);
  if (value > rule.max) return refuse(`${quote} is too large`, rule);
  if (rule.integer === true && !Number.isInteger(value)) {
    return refuse(`${quote} is not a whole number`, rule);
  }
  return { kind: 'value', value };
}

function refuse(fault: string, rule: ValueRule): TypedValue {
  return { kind: 'problem', message: `${rule.label}: ${fault}. Expected ${formatExpected(rule)}.` };
}

function formatExpected({ min, max, unit, integer }: ValueRule): string {
  const kind = integer === true ? 'a whole number from ' : '';
  return `${kind}${min} to ${max}${unit === undefined ? '' : ` ${unit}`}`;
}

function withoutUnit(typed: string, unit: string | undefined): string {
  if (unit === undefined || !typed.toLowerCase().endsWith(unit.toLowerCase())) return typed;
  return typed.slice(0, -unit.length).trimEnd();
}

function readNumber(text: string): number | undefined {
  const plain = text.replace('\u2212', '-');
  const digits = GROUPED.test(plain) ? plain.replace(/\s/g, '') : plain;
  const number = PLAIN.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
