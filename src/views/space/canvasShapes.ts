// The marks of the ladder on a canvas: each packet type's shape, the cross, the triangle. Shapes of
// one colour are gathered and drawn at once, which is what keeps a busy ladder quick.

import type { PacketType } from '../../trace/event.ts';

export type Ink = CanvasRenderingContext2D;

/** Half of the pill's width and height, and the radius of the others, in px. */
const PILL = { x: 7.5, y: 4.5 };
const RADIUS = 4.5;
const CROSS = 5.5;

/** Adds a shape to the path. */
export function addShape(ink: Ink, type: PacketType, x: number, y: number): void {
  switch (type) {
    case 'PUBLISH':
      ink.roundRect(x - PILL.x, y - PILL.y, PILL.x * 2, PILL.y * 2, PILL.y);
      break;
    case 'PUBACK':
      addRing(ink, x, y, RADIUS);
      break;
    case 'PUBREC':
      ink.rect(x - RADIUS + 0.5, y - RADIUS + 0.5, RADIUS * 2 - 1, RADIUS * 2 - 1);
      break;
    case 'PUBREL':
      ink.moveTo(x, y - RADIUS - 1);
      ink.lineTo(x + RADIUS + 1, y);
      ink.lineTo(x, y + RADIUS + 1);
      ink.lineTo(x - RADIUS - 1, y);
      ink.closePath();
      break;
    case 'PUBCOMP':
      addRing(ink, x, y, RADIUS);
      addRing(ink, x, y, RADIUS - 2.75);
      break;
    default:
      ink.rect(x - RADIUS, y - 1, RADIUS * 2, 2);
  }
}

function addRing(ink: Ink, x: number, y: number, radius: number): void {
  ink.moveTo(x + radius, y);
  ink.arc(x, y, radius, 0, Math.PI * 2);
}

export function addCross(ink: Ink, x: number, y: number): void {
  ink.moveTo(x - CROSS, y - CROSS);
  ink.lineTo(x + CROSS, y + CROSS);
  ink.moveTo(x + CROSS, y - CROSS);
  ink.lineTo(x - CROSS, y + CROSS);
}

/** Pointing up, as a message that comes out above. */
export function addTriangle(ink: Ink, x: number, y: number, width: number, height: number): void {
  ink.moveTo(x, y - height / 2);
  ink.lineTo(x + width / 2, y + height / 2);
  ink.lineTo(x - width / 2, y + height / 2);
  ink.closePath();
}
