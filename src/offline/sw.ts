// The service worker: keeps the whole application, so that it opens and simulates without a network. It
// answers for what it keeps and for nothing else: the embed page's requests go past it. A new version
// waits until a page asks for it.

import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope;
/** The application's files; the build puts them here (build/serviceWorker.ts). */
declare const APPLICATION_FILES: PrecacheEntry[];

cleanupOutdatedCaches();
// What the page is about stands in the hash: a query makes no other page of it.
precacheAndRoute(APPLICATION_FILES, { ignoreURLParametersMatching: [/./] });

self.addEventListener('message', ({ data }: { readonly data?: { readonly type?: unknown } }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
