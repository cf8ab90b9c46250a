// Glyphs as small pictures for the canvas, drawn once a look: the same as the elements that
// PacketGlyph.module.css styles. Each picture has its glyph in the middle and room for what is beside
// it: the nose, the cross, a second outline, the edge of a selected one.
import type { PacketType } from '../../trace/event.ts';
import { addCross, type Ink } from './canvasShapes.ts';
import { type Part, partsOf, strokeOf } from './glyphShapes.ts';
import { CODE_CHAR_WIDTH } from './glyphText.ts';
import type { GlyphView } from './glyphView.ts';
import type { Palette } from './palette.ts';

export interface Sprite {
  readonly picture: HTMLCanvasElement;
  /** Px. */
  readonly width: number;
  readonly height: number;
}

const MARGIN = { x: 6, y: 20 };
const LINE = 1.5;
const NOSE = { width: 10, height: 5 };
const MARK_NOSE = { width: 8, height: 4 };
const SPRITES_MAX = 600;

export class GlyphSprites {
  readonly #palette: Palette;
  readonly #pixelRatio: number;
  readonly #made = new Map<string, Sprite>();

  constructor(palette: Palette, pixelRatio: number) {
    this.#palette = palette;
    this.#pixelRatio = pixelRatio;
  }

  of(glyph: GlyphView): Sprite {
    const { packet, level, text, size, width, down, lost, count, selected, stress } = glyph;
    const { type, dup } = packet;
    const name = [
      type,
      level,
      dup,
      text,
      size,
      width,
      down,
      lost,
      count > 1,
      selected,
      stress,
    ].join();
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    if (this.#made.size >= SPRITES_MAX) this.#made.clear();
    const made = this.#make(glyph);
    this.#made.set(name, made);
    return made;
  }

  #make(glyph: GlyphView): Sprite {
    const width = glyph.width + 2 * MARGIN.x;
    const height = glyph.height + 2 * MARGIN.y;
    const picture = document.createElement('canvas');
    picture.width = Math.ceil(width * this.#pixelRatio);
    picture.height = Math.ceil(height * this.#pixelRatio);
    const ink = picture.getContext('2d');
    if (ink !== null) {
      ink.scale(this.#pixelRatio, this.#pixelRatio);
      ink.translate(MARGIN.x, MARGIN.y);
      drawGlyph(ink, this.#palette, glyph);
    }
    return { picture, width, height };
  }
}

function drawGlyph(ink: Ink, palette: Palette, glyph: GlyphView): void {
  const { packet, level, size, width, height, down, lost, count, selected, stress } = glyph;
  const { dup, type } = packet;
  const bundle = count > 1;
  const mark = size === 'mark' && !bundle;
  const line = level === undefined ? palette.inkSoft : palette.lines[level];
  ink.globalAlpha = stress === 'dim' ? palette.dim : 1;
  ink.strokeStyle = line;
  ink.lineWidth = level === undefined ? 1 : LINE;
  if (mark) {
    if (dup) dashed(ink, width, height);
  } else {
    const filled = type === 'PUBLISH' && !bundle;
    const radius = filled ? height / 2 : bundle ? 2 : 4;
    const behind = bundle ? { x: 2, y: -2 } : dup ? { x: 3, y: down ? -3 : 3 } : undefined;
    ink.fillStyle = palette.canvas;
    if (behind !== undefined) outline(ink, behind.x, behind.y, width, height, radius);
    if (filled && level !== undefined) ink.fillStyle = palette.fills[level];
    outline(ink, 0, 0, width, height, radius);
  }
  drawContent(ink, palette, glyph, line);
  if (lost) drawLoss(ink, palette, glyph, mark);
  else drawNose(ink, glyph, mark, line);
  if (!selected) return;
  ink.strokeStyle = palette.ink;
  ink.lineWidth = 3;
  ink.beginPath();
  ink.roundRect(-2.5, -2.5, width + 5, height + 5, 5);
  ink.stroke();
}

function outline(ink: Ink, x: number, y: number, width: number, height: number, radius: number) {
  const half = ink.lineWidth / 2;
  ink.beginPath();
  ink.roundRect(x + half, y + half, width - 2 * half, height - 2 * half, radius);
  ink.fill();
  ink.stroke();
}

function dashed(ink: Ink, width: number, height: number): void {
  ink.save();
  ink.lineWidth = 1;
  ink.setLineDash([3, 3]);
  ink.strokeRect(0.5, 0.5, width - 1, height - 1);
  ink.restore();
}

/** The shape, where there is one, and the text, together in the middle. */
function drawContent(ink: Ink, palette: Palette, glyph: GlyphView, line: string): void {
  const { packet, size, width, height, text, count } = glyph;
  const { type, level } = packet;
  const bundle = count > 1;
  const filled = type === 'PUBLISH' && !bundle && size !== 'mark';
  const shape = bundle ? 0 : size === 'mark' ? 16 : size === 'full' && !filled ? 10 : 0;
  const gap = shape === 0 || text === '' ? 0 : size === 'mark' ? 2 : 4;
  const start = (width - shape - gap - text.length * CODE_CHAR_WIDTH) / 2;
  if (shape > 0) {
    ink.save();
    ink.translate(start, (height - shape) / 2);
    ink.scale(shape / 16, shape / 16);
    ink.fillStyle = level === undefined ? palette.canvas : palette.fills[level];
    ink.strokeStyle = line;
    ink.lineWidth = strokeOf(shape);
    drawShape(ink, type);
    ink.restore();
  }
  ink.font = palette.font(11, 650);
  ink.textBaseline = 'middle';
  ink.fillStyle = filled && level !== undefined ? palette.ons[level] : palette.ink;
  ink.fillText(text, start + shape + gap, height / 2 + 0.5);
}

function drawShape(ink: Ink, type: PacketType): void {
  for (const part of partsOf(type)) {
    const path = pathOf(part);
    if (part[1].fill !== undefined) ink.fill(path);
    ink.stroke(path);
  }
}

function pathOf([tag, given]: Part): Path2D {
  if (tag === 'path') return new Path2D(given.d);
  const path = new Path2D();
  const number = (name: string) => Number(given[name] ?? 0);
  if (tag === 'circle') path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  else path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
  return path;
}

/** On the leading side. */
function drawNose(
  ink: Ink,
  { width, height, down, text }: GlyphView,
  mark: boolean,
  line: string,
): void {
  const nose = mark ? MARK_NOSE : NOSE;
  const x = mark && text !== '' ? 10 : width / 2;
  const base = down ? height + 1 : -1;
  ink.fillStyle = line;
  ink.beginPath();
  ink.moveTo(x - nose.width / 2, base);
  ink.lineTo(x + nose.width / 2, base);
  ink.lineTo(x, down ? base + nose.height : base - nose.height);
  ink.fill();
}

function drawLoss(
  ink: Ink,
  palette: Palette,
  { width, height, down, text }: GlyphView,
  mark: boolean,
) {
  ink.strokeStyle = palette.loss;
  ink.lineWidth = 2.5;
  ink.beginPath();
  addCross(ink, mark && text !== '' ? 12 : width / 2, down ? height + 9 : -9);
  ink.stroke();
}
