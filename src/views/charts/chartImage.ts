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

/**
 * @param source where it comes from, kept in the picture as its description
 * @param foot what stands below it: paragraphs
 */
export function svgOf(figure: Element, source: string, foot: readonly string[] = []): string {
  const frame = figure.getBoundingClientRect();
  const parts = [...figure.querySelectorAll('[data-picture]')].filter((part) =>
    part.checkVisibility(),
  );
  const bottom = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom));
  const width = Math.ceil(frame.width + 2 * PAD);
  const drawnHeight = Math.ceil(bottom - frame.top + 2 * PAD);
  const footer = footOf(foot, figure, frame.width, drawnHeight);
  const height = drawnHeight + footer.height;
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
  picture.append(footer.element);
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
    if (original instanceof SVGTextElement) keepWidth(element, original.getComputedTextLength());
  });
  setAll(copy, { x: left, y: top, width, height, overflow: 'visible' });
  return copy;
}

/** A text, on the ground that it has. */
function textOf(part: Element, left: number, top: number): Element {
  const group = document.createElementNS(SVG, 'g');
  const { color, fontSize, backgroundColor } = getComputedStyle(part);
  const box = part.getBoundingClientRect();
  const { width, height } = box;
  if (!/, 0\)$/.test(backgroundColor)) {
    const ground = document.createElementNS(SVG, 'rect');
    setAll(ground, { x: left, y: top, width, height, fill: plainColor(backgroundColor) });
    group.append(ground);
  }
  for (const row of rowsOf(part)) {
    const text = document.createElementNS(SVG, 'text');
    takeStyles(text, part);
    const at = [left + row.left - box.left, top + (row.top + row.bottom) / 2 - box.top] as const;
    setAll(text, { x: at[0], y: at[1] + Number.parseFloat(fontSize) * 0.35, fill: color });
    text.removeAttribute('color');
    text.textContent = row.text;
    keepWidth(text, row.right - row.left);
    group.append(text);
  }
  return group;
}

const FOOT_SIZE = 11;
const FOOT_LINE = 16;

/** Paragraphs below a picture, in lines that fit it. */
function footOf(paragraphs: readonly string[], figure: Element, width: number, top: number) {
  const element = document.createElementNS(SVG, 'g');
  const { color, fontFamily } = getComputedStyle(figure);
  setAll(element, { fill: color, 'font-family': fontFamily, 'font-size': FOOT_SIZE });
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `${FOOT_SIZE}px ${fontFamily}`;
  const measure = (text: string) =>
    context?.measureText(text).width ?? text.length * FOOT_SIZE * 0.6;
  const lines = paragraphs.flatMap((paragraph) => linesOf(paragraph, width, measure));
  lines.forEach((line, i) => {
    const text = document.createElementNS(SVG, 'text');
    setAll(text, { x: PAD, y: top + i * FOOT_LINE });
    text.textContent = line;
    keepWidth(text, measure(line));
    element.append(text);
  });
  return { element, height: lines.length === 0 ? 0 : lines.length * FOOT_LINE + PAD / 2 };
}

/** Broken between words, and within one that is longer than a line. */
function linesOf(
  paragraph: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of paragraph.match(/\S+\s*/g) ?? []) {
    if (line !== '' && measure(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (measure(line.trimEnd()) > width) {
      let fits = line.length - 1;
      while (fits > 1 && measure(line.slice(0, fits)) > width) fits--;
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

/** As wide in another font, which whoever opens the picture may have instead: nothing meets or is cut. */
function keepWidth(text: Element, width: number): void {
  if (width > 0) setAll(text, { textLength: width.toFixed(1), lengthAdjust: 'spacingAndGlyphs' });
}

interface Row {
  text: string;
  readonly left: number;
  readonly top: number;
  right: number;
  bottom: number;
}

/** Its text as it is broken into rows on the screen. */
function rowsOf(part: Element): readonly Row[] {
  const rows: Row[] = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      const last = rows.at(-1);
      if (last === undefined || top >= last.bottom) {
        rows.push({ text: word, left, top, right, bottom });
      } else {
        last.text += left > last.right + 1 ? ` ${word}` : word;
        last.right = right;
        last.bottom = Math.max(last.bottom, bottom);
      }
    }
  }
  return rows;
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
