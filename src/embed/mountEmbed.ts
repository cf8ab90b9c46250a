// The embed page's entry: reads the address, and mounts the frame. It asks for nothing else, and touches
// neither storage nor focus nor the address.

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Theme } from '../element/messages.ts';
import '../ui/base.css';
import { EmbedPage } from './EmbedPage.tsx';
import { Frame } from './frame.ts';
import { talkToHost, titleOf } from './host.ts';
import { parseEmbed } from './parameters.ts';

const MOTION = '(prefers-reduced-motion: reduce)';

function mount(root: HTMLElement): void {
  const frame = new Frame(parseEmbed(location.hash), () => matchMedia(MOTION).matches);
  /** The host's page has it, and says so. */
  let hostTheme: Theme | undefined;
  function showLook(): void {
    const { parameters, link } = frame.state.getState().embed;
    const { documentElement: page } = document;
    const own = parameters.theme === 'auto' ? undefined : parameters.theme;
    const theme = hostTheme ?? own;
    if (theme === undefined) delete page.dataset.theme;
    else page.dataset.theme = theme;
    document.title = `${titleOf(link.scenario)} · QoScope`;
  }
  frame.state.subscribe(showLook);
  showLook();
  const host = talkToHost(frame, (theme) => {
    hostTheme = theme;
    showLook();
  });
  createRoot(root).render(createElement(EmbedPage, { frame, host }));
  window.addEventListener('hashchange', () => void frame.change(parseEmbed(location.hash)));
}

// The worker is this same script; see worker/connectInline.ts.
const root = typeof document === 'undefined' ? null : document.getElementById('root');
if (root !== null) mount(root);
