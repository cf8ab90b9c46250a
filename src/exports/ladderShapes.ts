// The sign of each packet's type, as in the page's ladder, around a point.

import type { PacketType } from '../trace/event.ts';
import { element, short } from './svg.ts';

export interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly 'stroke-width': number;
  readonly opacity?: number | undefined;
}

export function shapeOf(type: PacketType, x: number, y: number, look: Look): string {
  switch (type) {
    case 'PUBLISH':
      return element('rect', { x: x - 7.5, y: y - 4.5, width: 15, height: 9, rx: 4.5, ...look });
    case 'PUBACK':
      return element('circle', { cx: x, cy: y, r: 4.5, ...look });
    case 'PUBREC':
      return element('rect', { x: x - 4, y: y - 4, width: 8, height: 8, ...look });
    case 'PUBREL':
      return element('path', { d: diamond(x, y), ...look });
    case 'PUBCOMP': {
      const ring = (r: number) => element('circle', { cx: x, cy: y, r, ...look });
      return ring(4.5) + ring(1.75);
    }
    default:
      return element('path', { d: `M${x - 4.5} ${y}h9`, ...look });
  }
}

function diamond(x: number, y: number): string {
  return `M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`;
}

/** The outline of a cross. */
export function crossOf(x: number, y: number): string {
  return `M${x - 5.5} ${y - 5.5}l11 11m0-11l-11 11`;
}

/** What is handed on, below the point at which it is. */
export function triangleOf(x: number, y: number): string {
  return `M${short(x)} ${short(y)}l5 8h-10z`;
}

/** Of the line of what is sent again. */
export const AGAIN_DASHES = '5 3';
