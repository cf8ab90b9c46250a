// Has the frame know whether anybody sees what is in it.

import { useEffect } from 'react';
import { type Sight, watchSight } from './sight.ts';

interface Looked {
  look(sight: Sight): void;
}

export function useSight(element: Element | null, frame: Looked): void {
  useEffect(
    () => (element === null ? undefined : watchSight(element, (sight) => frame.look(sight))),
    [element, frame],
  );
}
