// Puts a group back to what it began with. There only while something differs, or it has the focus:
// pressing it takes no focus away.
import { useState } from 'react';
import { Button } from './Button.tsx';

interface ResetButtonProps {
  /** What is put back: `the network`. */
  readonly what: string;
  readonly differs: boolean;
  readonly onReset: () => void;
  readonly className?: string | undefined;
}

export function ResetButton({ what, differs, onReset, className }: ResetButtonProps) {
  const [focused, setFocused] = useState(false);
  if (!differs && !focused) return undefined;
  return (
    <Button
      variant="quiet"
      className={className}
      aria-label={`Reset ${what}`}
      unavailable={differs ? undefined : 'Nothing differs from the start.'}
      onClick={onReset}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      Reset
    </Button>
  );
}
