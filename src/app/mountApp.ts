// Mounts the application in the page and starts its first run.

import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/base.css';
import { App } from './App.tsx';
import { createApp } from './createApp.ts';

export function mountApp(root: HTMLElement): void {
  const parts = createApp(location.hash);
  createRoot(root).render(createElement(StrictMode, undefined, createElement(App, { parts })));
  void parts.start(matchMedia('(prefers-reduced-motion: reduce)').matches);
}
