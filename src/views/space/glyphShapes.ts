// The shape of each packet's type as elements, drawn in the current colour: the same shapes as in the
// ladder. Made once a kind and copied, which is quicker than making each anew.
import type { PacketType } from '../../trace/event.ts';

export type Part = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/** In a square of 16. */
const SHAPES: Partial<Readonly<Record<PacketType, readonly Part[]>>> = {
  PUBLISH: [
    ['rect', { x: '1', y: '3.5', width: '14', height: '9', rx: '4.5', fill: 'var(--fill)' }],
  ],
  PUBACK: [['circle', { cx: '8', cy: '8', r: '6' }]],
  PUBREC: [['rect', { x: '2.5', y: '2.5', width: '11', height: '11' }]],
  PUBREL: [['path', { d: 'M8 1.2 14.8 8 8 14.8 1.2 8z' }]],
  PUBCOMP: [
    ['circle', { cx: '8', cy: '8', r: '6.6' }],
    ['circle', { cx: '8', cy: '8', r: '2.8' }],
  ],
};
const OTHERS: readonly Part[] = [['path', { d: 'M2 8h12' }]];
const CROSS: readonly Part[] = [['path', { d: 'M1.5 1.5l9 9M10.5 1.5l-9 9' }]];

export function partsOf(type: PacketType): readonly Part[] {
  return SHAPES[type] ?? OTHERS;
}

/** Of lines in a shape of a size. */
export function strokeOf(size: number): number {
  return size < 12 ? 2.4 : 1.75;
}

const made = new Map<string, Element>();

/** @param size px */
export function createShape(type: PacketType, size: number): Element {
  return copyOf(`${type} ${size}`, () => drawing(size, 16, `${strokeOf(size)}`, partsOf(type)));
}

/** Beside a packet that was lost. */
export function createCross(): Element {
  return copyOf('cross', () => drawing(12, 12, '2.5', CROSS));
}

function copyOf(name: string, make: () => Element): Element {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known.cloneNode(true) as Element;
}

function drawing(size: number, box: number, strokeWidth: string, parts: readonly Part[]): Element {
  const svg = createSvg('svg', {
    width: `${size}`,
    height: `${size}`,
    viewBox: `0 0 ${box} ${box}`,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': strokeWidth,
    'aria-hidden': 'true',
    focusable: 'false',
  });
  svg.append(...parts.map(([tag, attributes]) => createSvg(tag, attributes)));
  return svg;
}

function createSvg(tag: string, attributes: Readonly<Record<string, string>>): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
