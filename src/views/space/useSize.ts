// How large the picture's place is.

import { useLayoutEffect, useState } from 'react';

interface Size {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

/** At the page's start its first frame measures: mounting, layout and picture would be one long task. */
let isStart = true;

/** @param form with another one it is measured before it is seen, not after */
export function useSize(element: Element | null, form: boolean | undefined): Size | undefined {
  const [size, setSize] = useState<Size>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another form is what is measured
  useLayoutEffect(() => {
    if (element === null) return;
    if (!isStart) {
      const { width, height } = element.getBoundingClientRect();
      setSize({ width, height });
    }
    const observer = new ResizeObserver(([entry]) => {
      isStart = false;
      if (entry === undefined) return;
      const { width: w, height: h } = entry.contentRect;
      // What is not shown for a while is drawn as it was.
      if (w === 0) return;
      setSize((old) => (old?.width === w && old.height === h ? old : { width: w, height: h }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, form]);
  return size;
}
