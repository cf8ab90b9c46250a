// The sheet of keys, open or not. A modal sheet styles all of the page anew: the press is answered first.

import { useState } from 'react';
import { painted } from '../store/painted.ts';

export function useKeySheet() {
  const [open, setOpen] = useState(false);
  return {
    open,
    show: () => void painted().then(() => setOpen(true)),
    close: () => setOpen(false),
  };
}
