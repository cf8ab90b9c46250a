// Has the frame know whether anybody sees its picture.

import { useEffect } from 'react';
import type { Frame } from './frame.ts';
import { watchSight } from './sight.ts';

export function useSight(element: Element | null, frame: Frame): void {
  useEffect(
    () => (element === null ? undefined : watchSight(element, (sight) => frame.look(sight))),
    [element, frame],
  );
}
