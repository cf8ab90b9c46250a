// A chart as a picture that stands by itself: what is marked with `data-picture` in its figure, where it
// is on the screen, with the colours and fonts that it has there.

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 16;
/** So many dots of a PNG to a px: for print. */
const DOTS = 2;

/** What an element of a chart gets from style sheets, which a picture has not. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'color',
  'font-family',
  'font-size',
  'font-weight',
];

/** @param source where it comes from, kept in the picture as its description */
export function svgOf(figure: Element, source: string): string {
  const frame = figure.getBoundingClientRect();
  const parts = [...figure.querySelectorAll('[data-picture]')].filter((part) =>
    part.checkVisibility(),
  );
  const bottom = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom));
  const [width, height] = [frame.width + 2 * PAD, bottom - frame.top + 2 * PAD].map(Math.ceil);
  const picture = document.createElementNS(SVG, 'svg');
  setAll(picture, { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  const description = document.createElementNS(SVG, 'desc');
  description.textContent = source;
  picture.append(description);
  const ground = document.createElementNS(SVG, 'rect');
  const canvas = getComputedStyle(figure).getPropertyValue('--c-canvas');
  setAll(ground, { width, height, fill: canvas });
  picture.append(ground);
  for (const part of parts) {
    const box = part.getBoundingClientRect();
    const [left, top] = [box.left - frame.left + PAD, box.top - frame.top + PAD];
    picture.append(
      part instanceof SVGSVGElement ? drawingOf(part, left, top) : textOf(part, left, top),
    );
  }
  return new XMLSerializer().serializeToString(picture);
}

function drawingOf(part: SVGSVGElement, left: number, top: number): Element {
  const copy = part.cloneNode(true) as SVGSVGElement;
  const { width, height } = part.getBoundingClientRect();
  const originals = [part, ...part.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const original = originals[i];
    if (original !== undefined) takeStyles(element, original);
    element.removeAttribute('class');
  });
  setAll(copy, { x: left, y: top, width, height, overflow: 'visible' });
  return copy;
}

/** A text, on the ground that it has. */
function textOf(part: Element, left: number, top: number): Element {
  const group = document.createElementNS(SVG, 'g');
  const { color, fontSize, backgroundColor, textAlign } = getComputedStyle(part);
  const { paddingLeft, paddingRight } = getComputedStyle(part);
  const { width, height } = part.getBoundingClientRect();
  if (!/, 0\)$/.test(backgroundColor)) {
    const ground = document.createElementNS(SVG, 'rect');
    setAll(ground, { x: left, y: top, width, height, fill: plainColor(backgroundColor) });
    group.append(ground);
  }
  const text = document.createElementNS(SVG, 'text');
  takeStyles(text, part);
  const baseline = top + height / 2 + Number.parseFloat(fontSize) * 0.35;
  const [from, to] = [
    left + Number.parseFloat(paddingLeft),
    left + width - Number.parseFloat(paddingRight),
  ];
  const place = {
    center: { x: (from + to) / 2, 'text-anchor': 'middle' },
    end: { x: to, 'text-anchor': 'end' },
  }[textAlign] ?? { x: from };
  setAll(text, { ...place, y: baseline, fill: color });
  text.removeAttribute('color');
  text.textContent = part.textContent;
  group.append(text);
  return group;
}

/** `color(srgb 0.5 0 1)`, which a mixture is, as other programs know it. */
function plainColor(color: string): string {
  const [, ...parts] = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(color) ?? [];
  if (parts.length === 0) return color;
  return `rgb(${parts.map((part) => Math.round(Number(part) * 255)).join(', ')})`;
}

function takeStyles(element: Element, original: Element): void {
  const computed = getComputedStyle(original);
  for (const name of STYLES) {
    const value = computed.getPropertyValue(name);
    if (value !== '') element.setAttribute(name, value);
  }
}

function setAll(
  element: Element,
  attributes: Readonly<Record<string, string | number | undefined>>,
) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
}

/** @throws Error where the browser cannot draw it */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * DOTS;
  canvas.height = image.naturalHeight * DOTS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the browser could not draw it'));
      else resolve(blob);
    });
  });
}
