// What the lines and signs of a ladder's picture mean: below it, in as many lines as it takes.

import type { LadderColours } from './ladderColours.ts';
import { AGAIN_DASHES, crossOf, shapeOf, triangleOf } from './ladderShapes.ts';
import { element, text } from './svg.ts';

const TYPES = ['PUBLISH', 'PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'CONNECT'] as const;
const LEVELS = [0, 1, 2] as const;
const MARGIN = 16;
const LINE = 18;
/** px below the last line. */
const BELOW = 34;
/** px of a sign with what stands around it, and of a letter. */
const SIGN = 34;
const LETTER = 6.4;

interface Item {
  readonly says: string;
  sign(x: number, y: number): string;
}

export interface Legend {
  readonly drawn: string;
  /** px from `top` to the end of the picture. */
  readonly height: number;
}

export function legendOf(colours: LadderColours, width: number, top: number): Legend {
  let [x, y] = [MARGIN, top];
  const drawn = itemsOf(colours).map(({ says, sign }) => {
    const room = Math.round(SIGN + says.length * LETTER);
    if (x > MARGIN && x + room > width) [x, y] = [MARGIN, y + LINE];
    const label = { x: x + 12, y: y + 4, 'font-size': 11, fill: colours.ink };
    const item = `${sign(x, y)}${element('text', label, text(says))}`;
    x += room;
    return item;
  });
  return { drawn: drawn.join(''), height: y - top + BELOW };
}

function itemsOf(colours: LadderColours): readonly Item[] {
  const soft = { fill: colours.canvas, stroke: colours.inkSoft, 'stroke-width': 1.5 };
  const loss = { stroke: colours.loss, 'stroke-width': 2.5, fill: 'none' };
  const line = (x: number, y: number) => `M${x - 6} ${y}h14`;
  const dashed = (says: string, dashes: string): Item => {
    const look = { ...soft, 'stroke-dasharray': dashes };
    return { says, sign: (x, y) => element('path', { d: line(x, y), ...look }) };
  };
  const triangle = (says: string, fill: string): Item => ({
    says,
    sign: (x, y) => element('path', { d: triangleOf(x, y - 4), fill }),
  });
  return [
    ...LEVELS.map((level) => {
      const look = { stroke: colours.lines[level], 'stroke-width': 3 };
      const sign = (x: number, y: number) => element('path', { d: line(x, y), ...look });
      return { says: `QoS ${level}`, sign };
    }),
    ...TYPES.map((type) => ({
      says: type === 'CONNECT' ? 'CONNECT, SUBSCRIBE …' : type,
      sign: (x: number, y: number) => shapeOf(type, x, y, soft),
    })),
    { says: 'lost', sign: (x, y) => element('path', { d: crossOf(x, y), ...loss }) },
    dashed('sent again', AGAIN_DASHES),
    dashed('away', '2 4'),
    triangle('delivered', colours.inkSoft),
    triangle('delivered again', colours.dup),
  ];
}
