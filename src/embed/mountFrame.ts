// What both embed pages do with their frame: its theme, its name, the host's page, and the hash. They ask
// for nothing else, and touch neither storage nor focus nor, by themselves, the address.

import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Theme } from '../element/messages.ts';
import '../ui/base.css';
import { type Host, type Hosted, talkToHost } from './host.ts';

/** Undefined in the worker, which is the same script; see worker/connectInline.ts. */
export function pageRoot(): HTMLElement | undefined {
  if (typeof document === 'undefined') return undefined;
  return document.getElementById('root') ?? undefined;
}

/** @param view what is shown of the frame */
export function mountFrame(
  root: HTMLElement,
  frame: Hosted,
  view: (host: Host) => ReactNode,
): void {
  /** The host's page has it, and says so. */
  let hostTheme: Theme | undefined;
  function showLook(): void {
    const { documentElement: page } = document;
    const theme = hostTheme ?? frame.parameters.theme;
    if (theme === 'auto') delete page.dataset.theme;
    else page.dataset.theme = theme;
    document.title = `${frame.title} · QoScope`;
  }
  frame.state.subscribe(showLook);
  showLook();
  const host = talkToHost(frame, (theme) => {
    hostTheme = theme;
    showLook();
  });
  createRoot(root).render(view(host));
  window.addEventListener('hashchange', () => void frame.show(location.hash));
}
