// The page without a network, and its next version: begun when the first picture is there, in a chunk
// that no first picture waits for.

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { watchVersions } from '../offline/versions.ts';
import { UpdateNotice } from './UpdateNotice.tsx';

export function keepOffline(page: HTMLElement): void {
  const place = document.createElement('div');
  page.before(place);
  const root = createRoot(place);
  const onDismiss = () => root.render(undefined);
  watchVersions((onReload) => root.render(createElement(UpdateNotice, { onReload, onDismiss })));
}
