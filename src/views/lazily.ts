// A column in a chunk of its own, for what a first visit's picture does not need. Asked for at once,
// beside the first picture: the page makes no request after its start.

import { type ComponentType, createElement, lazy, Suspense } from 'react';
import { Hint } from '../ui/Hint.tsx';

/** @param what how the sentence begins that says that it could not be loaded */
export function lazily<P extends object>(
  loading: Promise<ComponentType<P>>,
  what: string,
): ComponentType<P> {
  const NotLoaded = () =>
    createElement(Hint, undefined, `${what} could not be loaded. Load the page again.`);
  const loaded = loading.then(
    (column) => ({ default: column }),
    () => ({ default: NotLoaded as ComponentType<P> }),
  );
  const Column = lazy(() => loaded);
  return (props) => createElement(Suspense, undefined, createElement(Column, props));
}
