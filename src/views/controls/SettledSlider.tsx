// A slider whose value is in force when it is let go, typed, or moved by a key: the thumb follows the
// hand, the run learns of the value at which it is released.

import { useState } from 'react';
import { Hint } from '../../ui/Hint.tsx';
import { Slider, type SliderProps } from '../../ui/Slider.tsx';
import { useChoice } from './useChoice.ts';

export interface SettledSliderProps extends Omit<SliderProps, 'onChange' | 'onCommit' | 'step'> {
  /** 1 unless told. */
  readonly step?: number | undefined;
  readonly note?: string | undefined;
  readonly apply: (value: number) => void;
}

export function SettledSlider({ value, step = 1, note, apply, ...rest }: SettledSliderProps) {
  const [held, setHeld] = useState<number | undefined>(undefined);
  const [settled, settle] = useChoice(value, apply);
  return (
    <>
      <Slider
        {...rest}
        value={held ?? settled}
        step={step}
        onChange={setHeld}
        onCommit={(next) => {
          setHeld(undefined);
          if (next !== settled) settle(next);
        }}
      />
      {note === undefined ? undefined : <Hint>{note}</Hint>}
    </>
  );
}

/** 0.2 → 20, without the noise of binary fractions. */
export function percentOf(probability: number): number {
  return Math.round(probability * 1e6) / 1e4;
}
