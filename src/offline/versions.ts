// Registers the service worker, and says when there is a newer version of the page than the one shown.

import { Workbox } from 'workbox-window';

/** Comes back with the newer version, to the same address. */
type Reload = () => void;

/** @param announce called when a newer version is ready; nothing is loaded again before it is asked for */
export function watchVersions(announce: (reload: Reload) => void): void {
  if (!('serviceWorker' in navigator)) return;
  const workbox = new Workbox('./sw.js');
  let isAsked = false;
  workbox.addEventListener('waiting', () => {
    announce(() => {
      isAsked = true;
      workbox.messageSkipWaiting();
    });
  });
  workbox.addEventListener('controlling', () => {
    if (isAsked) location.reload();
    // Another tab has asked for it.
    else announce(() => location.reload());
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void workbox.update().catch(nothing);
  });
  // Where the browser has none for us, the page works all the same.
  void workbox.register({ immediate: true }).catch(nothing);
}

function nothing(): void {}
