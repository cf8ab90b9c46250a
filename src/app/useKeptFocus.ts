// Focus is never lost to nowhere, from when the page is there on: see keptFocus.ts, which no first
// picture waits for.

import { useEffect } from 'react';

export function useKeptFocus(): void {
  useEffect(() => {
    let end: (() => void) | undefined;
    let isOver = false;
    void import('./keptFocus.ts').then(({ keepFocus }) => {
      if (!isOver) end = keepFocus();
    });
    return () => {
      isOver = true;
      end?.();
    };
  }, []);
}
