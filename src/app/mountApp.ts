// Mounts the application in the page and starts its first run: the address's, if it has one.

import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/base.css';
import '../ui/firstPaint.css';
import { App } from './App.tsx';
import type { Address } from './addressBar.ts';
import { createApp } from './createApp.ts';

export async function mountApp(root: HTMLElement): Promise<void> {
  const { hash } = location;
  const parts = createApp(await addressOf(hash));
  const app = createElement(App, { parts, hash });
  createRoot(root).render(createElement(StrictMode, undefined, app));
  await parts.start(matchMedia('(prefers-reduced-motion: reduce)').matches);
  if (import.meta.env.PROD) (await import('./keepOffline.ts')).keepOffline(root);
}

async function addressOf(hash: string): Promise<Address | undefined> {
  if (hash === '' || hash === '#') return undefined;
  const { readAddress } = await import('./addressBar.ts');
  return readAddress(hash);
}
