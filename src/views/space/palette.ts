// The tokens as colours that a canvas understands, read from the page's style again whenever the
// theme changes.

import { useEffect, useState } from 'react';
import type { Qos } from '../../trace/event.ts';

export interface Palette {
  readonly canvas: string;
  readonly panel: string;
  readonly rule: string;
  readonly edge: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly loss: string;
  readonly dup: string;
  /** By level. */
  readonly lines: readonly [string, string, string];
  readonly fills: readonly [string, string, string];
  /** Text on a fill. */
  readonly ons: readonly [string, string, string];
  readonly dim: number;
  /** Width of a letter of the code type, for 1 px of its size. */
  readonly charShare: number;
  font(px: number, weight: number): string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const family = token('font-data') || 'monospace';
  const font = (px: number, weight: number) => `${weight} ${px}px ${family}`;
  return {
    canvas: token('c-canvas'),
    panel: token('c-panel'),
    rule: token('c-rule'),
    edge: token('c-edge'),
    ink: token('c-ink'),
    inkSoft: token('c-ink-soft'),
    loss: token('c-loss'),
    dup: token('c-dup'),
    lines: [token('c-q0'), token('c-q1'), token('c-q2')],
    fills: [token('c-q0-fill'), token('c-q1-fill'), token('c-q2-fill')],
    ons: [token('c-on-fill'), token('c-on-q1'), token('c-on-fill')],
    dim: Number(token('dim')) || 0.28,
    charShare: measureChar(font(100, 400)) / 100,
    font,
  };
}

export function levelLine(palette: Palette, level: Qos | undefined): string {
  return level === undefined ? palette.inkSoft : palette.lines[level];
}

function measureChar(font: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 60;
  context.font = font;
  return context.measureText('0').width;
}

const QUERIES = [
  '(prefers-color-scheme: dark)',
  '(forced-colors: active)',
  '(prefers-contrast: more)',
  'print',
];

/** Undefined until the element is there. */
export function usePalette(element: Element | null): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    if (element === null) return;
    let gone = false;
    const read = () => {
      if (!gone) setPalette(readPalette(element));
    };
    read();
    const queries = QUERIES.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', read);
    const observer = new MutationObserver(read);
    const attributeFilter = ['data-theme', 'class', 'style'];
    observer.observe(document.documentElement, { attributes: true, attributeFilter });
    document.fonts.addEventListener('loadingdone', read);
    return () => {
      gone = true;
      for (const query of queries) query.removeEventListener('change', read);
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', read);
    };
  }, [element]);
  return palette;
}
