// A slider whose value is in force when it is let go, typed, or moved by a key.

import { useState } from 'react';
import { Slider, type SliderProps } from '../../ui/Slider.tsx';

interface HeldSliderProps extends Omit<SliderProps, 'onChange' | 'onCommit'> {
  readonly apply: (value: number) => void;
}

export function HeldSlider({ value, apply, ...rest }: HeldSliderProps) {
  const [held, setHeld] = useState<number>();
  return (
    <Slider
      {...rest}
      value={held ?? value}
      onChange={setHeld}
      onCommit={(next) => {
        setHeld(undefined);
        if (next !== value) apply(next);
      }}
    />
  );
}
