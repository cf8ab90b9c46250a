// A column in a chunk of its own, for what a first visit's picture does not need. Asked for beside the
// first picture, once the modules that want it have been run: the page makes no request after its start.

import { type ComponentType, createElement, lazy, Suspense, useState } from 'react';
import { inTurn } from '../store/inTurn.ts';
import { Hint } from '../ui/Hint.tsx';

/** @param what how the sentence begins that says that it could not be loaded */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  what: string,
): ComponentType<P> {
  const NotLoaded = () =>
    createElement(Hint, undefined, `${what} could not be loaded. Load the page again.`);
  let here: ComponentType<P> | undefined;
  const loaded = inTurn(load)
    .catch(() => NotLoaded as ComponentType<P>)
    .then((column) => {
      here = column;
      return { default: column };
    });
  const Column = lazy(() => loaded);
  return function Lazily(props) {
    // What is there already is drawn at once: the first visit leads over without a jump.
    const [ready] = useState(() => here);
    if (ready !== undefined) return createElement(ready, props);
    return createElement(Suspense, undefined, createElement(Column, props));
  };
}
