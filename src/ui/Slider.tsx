// One number by dragging or by typing: a row with label, reset and typed value, below it a native
// range with a tick at the default. The range keeps to min..max; a typed value may go up to typedMax,
// and is refused beyond. Arrow keys move by one step, with Shift by ten.
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef } from 'react';
import { classNames } from './classNames.ts';
import { cssVariables } from './cssVariables.ts';
import { Icon } from './Icon.tsx';
import styles from './Slider.module.css';
import { createLogStops, findNearestStop, fractionOf } from './sliderScale.ts';
import { TypedInput, TypedProblem } from './TypedInput.tsx';
import { useTypedValue } from './useTypedValue.ts';

/** Steps of an arrow key with Shift. */
const LEAPS: Readonly<Record<string, number>> = {
  ArrowRight: 10,
  ArrowUp: 10,
  ArrowLeft: -10,
  ArrowDown: -10,
};

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string | undefined;
  /** The number alone, without its unit. */
  readonly format?: ((value: number) => string) | undefined;
  readonly defaultValue?: number | undefined;
  /** `log` needs min > 0. */
  readonly scale?: 'linear' | 'log' | undefined;
  readonly typedMax?: number | undefined;
  readonly integer?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** While dragging, too. */
  readonly onChange: (value: number) => void;
  /** Once at the end of a drag, a key press, a typed value or a reset. */
  readonly onCommit?: ((value: number) => void) | undefined;
}

export function Slider(props: SliderProps) {
  const { label, value, min, max, step, unit, format = String, defaultValue } = props;
  const { scale = 'linear', typedMax = max, integer, disabled = false, onChange, onCommit } = props;
  const id = useId();
  const range = useRef<HTMLInputElement>(null);
  const stops = useMemo(
    () => (scale === 'log' ? createLogStops(min, max, step) : undefined),
    [scale, min, max, step],
  );

  const positionOf = (number: number) =>
    stops === undefined ? number : findNearestStop(stops, number);
  const position = positionOf(value);
  const last = stops === undefined ? max : stops.length - 1;
  const first = stops === undefined ? min : 0;
  const tick =
    defaultValue === undefined ? undefined : fractionOf(positionOf(defaultValue), first, last);

  function put(next: number): void {
    onChange(next);
    onCommit?.(next);
  }

  const field = useTypedValue({
    value,
    rule: { label, min, max: typedMax, unit, integer },
    step,
    format,
    onCommit: put,
  });

  // React's onChange is the platform's `input`; the platform's `change` marks the release.
  const release = useEffectEvent(() => onCommit?.(value));
  useEffect(() => {
    const element = range.current;
    element?.addEventListener('change', release);
    return () => element?.removeEventListener('change', release);
  }, []);

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const by = event.shiftKey ? LEAPS[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    const at = clamp(position + by * (stops === undefined ? step : 1), first, last);
    put(stops?.[at] ?? Number(at.toPrecision(12)));
  }

  const withUnit = (number: number) => `${format(number)}${unit === undefined ? '' : ` ${unit}`}`;
  return (
    <div className={classNames(styles.slider, disabled && styles.disabled)}>
      <div className={styles.row}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {defaultValue === undefined ? undefined : (
          <button
            type="button"
            className={styles.reset}
            hidden={value === defaultValue}
            disabled={disabled}
            aria-label={`Reset ${label} to ${withUnit(defaultValue)}`}
            title={`Reset to ${withUnit(defaultValue)}`}
            onClick={() => {
              put(defaultValue);
              range.current?.focus();
            }}
          >
            <Icon name="reset" />
          </button>
        )}
        <TypedInput
          field={field}
          name={unit === undefined ? `${label}, value` : `${label}, value in ${unit}`}
          unit={unit}
          integer={integer}
          disabled={disabled}
          look="text"
          problemId={`${id}-problem`}
        />
      </div>
      <input
        ref={range}
        id={id}
        className={styles.range}
        style={cssVariables({ '--fraction': fractionOf(position, first, last), '--tick': tick })}
        data-tick={tick !== undefined}
        title={defaultValue === undefined ? undefined : `Default: ${withUnit(defaultValue)}`}
        type="range"
        min={first}
        max={last}
        step={stops === undefined ? step : 1}
        disabled={disabled}
        aria-valuetext={withUnit(value)}
        value={clamp(position, first, last)}
        onKeyDown={press}
        onChange={(event) => {
          const at = event.currentTarget.valueAsNumber;
          onChange(stops?.[at] ?? at);
        }}
      />
      <TypedProblem id={`${id}-problem`} field={field} />
    </div>
  );
}

function clamp(number: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, number));
}
