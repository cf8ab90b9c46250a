// The colours of a ladder that stands by itself: those of ui/tokens.css, which its test holds them to.

export interface LadderColours {
  readonly canvas: string;
  readonly rule: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly loss: string;
  readonly dup: string;
  /** By level. */
  readonly lines: readonly [string, string, string];
  readonly fills: readonly [string, string, string];
}

export type Theme = 'light' | 'dark';

export const LADDER_COLOURS: Readonly<Record<Theme, LadderColours>> = {
  light: {
    canvas: '#f5f4f0',
    rule: '#d9d6ce',
    ink: '#16181a',
    inkSoft: '#4a4d50',
    loss: '#700306',
    dup: '#b4356f',
    lines: ['#1264c8', '#806000', '#3f0a94'],
    fills: ['#1264c8', '#ffb703', '#3f0a94'],
  },
  dark: {
    canvas: '#0f1113',
    rule: '#2c3035',
    ink: '#f2f1ec',
    inkSoft: '#8b9197',
    loss: '#ff4d14',
    dup: '#ff8ab0',
    lines: ['#84dffe', '#fbd25c', '#8a7dff'],
    fills: ['#84dffe', '#fbd25c', '#8a7dff'],
  },
};
