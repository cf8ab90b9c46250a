// The life of a typed number: a draft while it is typed, in force on Enter or when the field is
// left, refused with a sentence when it does not fit (the old value stays), given up with Escape.
// Arrow up and down move by one step, with Shift by ten. Slider and NumberField share it.
import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { parseTypedValue, type ValueRule } from './typedValue.ts';

interface Draft {
  readonly text: string;
  /** The value in force when typing began: when that changes from outside, the draft is void. */
  readonly against: number;
  readonly problem: string | undefined;
}

export interface TypedValueOptions {
  readonly value: number;
  readonly rule: ValueRule;
  readonly step: number;
  readonly format: (value: number) => string;
  readonly onCommit: (value: number) => void;
}

export interface TypedField {
  readonly text: string;
  readonly problem: string | undefined;
  readonly change: (text: string) => void;
  readonly leave: () => void;
  readonly press: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly enter: (event: FocusEvent<HTMLInputElement>) => void;
}

export function useTypedValue(options: TypedValueOptions): TypedField {
  const { value, rule, step, format, onCommit } = options;
  const [kept, setDraft] = useState<Draft>();
  const draft = kept?.against === value ? kept : undefined;
  const shown = format(value);

  function problemOf(text: string): string | undefined {
    const parsed = parseTypedValue(text, rule);
    if (parsed.kind === 'value') return undefined;
    const unit = rule.unit === undefined ? '' : ` ${rule.unit}`;
    return `${parsed.message} ${shown}${unit} stays in force.`;
  }

  function put(next: number): void {
    setDraft(undefined);
    if (next !== value) onCommit(next);
  }

  function settle(): void {
    if (draft === undefined) return;
    const parsed = parseTypedValue(draft.text, rule);
    if (draft.text === shown) setDraft(undefined);
    else if (parsed.kind === 'value') put(parsed.value);
    else setDraft({ ...draft, problem: problemOf(draft.text) });
  }

  function nudge(by: number): void {
    const parsed = parseTypedValue(draft?.text ?? String(value), rule);
    const from = parsed.kind === 'value' ? parsed.value : value;
    const next = Number((from + by).toPrecision(12));
    if (next >= rule.min && next <= rule.max) put(next);
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter') {
      settle();
    } else if (event.key === 'ArrowUp') {
      nudge(event.shiftKey ? 10 * step : step);
    } else if (event.key === 'ArrowDown') {
      nudge(event.shiftKey ? -10 * step : -step);
    } else if (event.key === 'Escape' && draft !== undefined) {
      // The first Escape gives up the draft; only the next one may close what the field stands in.
      event.stopPropagation();
      setDraft(undefined);
    } else {
      return;
    }
    event.preventDefault();
  }

  return {
    text: draft?.text ?? shown,
    problem: draft?.problem,
    change: (text) =>
      setDraft({
        text,
        against: value,
        // Once refused, the sentence follows the typing and goes as soon as the text is right.
        problem: draft?.problem === undefined ? undefined : problemOf(text),
      }),
    leave: settle,
    press,
    enter: (event) => event.currentTarget.select(),
  };
}
