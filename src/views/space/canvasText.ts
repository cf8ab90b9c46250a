// Text on a canvas, as pictures that are kept. Written straight onto a canvas that stands in the page,
// any text makes the browser bring the whole page's style up to date first, in the middle of a frame.

import type { Ink } from './canvasShapes.ts';
import type { Palette } from './palette.ts';

export interface TextLook {
  /** Px. */
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  /** Which end of it, or its middle, stands at x. */
  readonly align?: 'left' | 'center' | 'right';
}

interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly ink: Ink | null;
  /** Px of the screen. */
  textWidth: number;
}

/** Px of the screen around the text, for what of a letter leaves its box. */
const AIR = 2;
const HEIGHT = 1.7;
/** Widths are multiples of this, so that most pictures fit another text too. */
const WIDTH_STEP = 32;
/** A picture that is made first costs far more than one that is drawn anew. */
const PICTURES_MAX = 240;

/** A palette is made anew when the theme changes or a typeface has come. */
const kept = new WeakMap<Palette, Map<string, Picture>>();

/** @param y the middle of the letters; it stands on whole pixels of the screen, so that it is sharp */
export function writeText(
  ink: Ink,
  palette: Palette,
  text: string,
  x: number,
  y: number,
  look: TextLook,
): void {
  const ratio = window.devicePixelRatio || 1;
  const { canvas, textWidth } = pictureOf(palette, text, look, ratio);
  const share = { left: 0, center: 0.5, right: 1 }[look.align ?? 'left'];
  const left = Math.round(x * ratio - share * textWidth) - AIR;
  const top = Math.round(y * ratio - canvas.height / 2);
  ink.drawImage(canvas, left / ratio, top / ratio, canvas.width / ratio, canvas.height / ratio);
}

function pictureOf(palette: Palette, text: string, look: TextLook, ratio: number): Picture {
  const pictures = kept.get(palette) ?? new Map<string, Picture>();
  kept.set(palette, pictures);
  const name = `${look.size} ${look.weight} ${look.colour} ${ratio} ${text}`;
  const known = pictures.get(name);
  if (known !== undefined) return known;
  const picture = takeOldest(pictures) ?? createPicture();
  draw(picture, palette, text, look, ratio);
  pictures.set(name, picture);
  return picture;
}

function takeOldest(pictures: Map<string, Picture>): Picture | undefined {
  if (pictures.size < PICTURES_MAX) return undefined;
  for (const [name, picture] of pictures) {
    pictures.delete(name);
    return picture;
  }
  return undefined;
}

function createPicture(): Picture {
  const canvas = document.createElement('canvas');
  return { canvas, ink: canvas.getContext('2d'), textWidth: 0 };
}

function draw(
  picture: Picture,
  palette: Palette,
  text: string,
  { size, weight, colour }: TextLook,
  ratio: number,
): void {
  const { canvas, ink } = picture;
  if (ink === null) return;
  const font = palette.font(size * ratio, weight);
  ink.font = font;
  picture.textWidth = ink.measureText(text).width;
  const width = WIDTH_STEP * Math.ceil((picture.textWidth + 2 * AIR) / WIDTH_STEP);
  const height = 2 * Math.ceil((size * ratio * HEIGHT) / 2);
  if (canvas.width === width && canvas.height === height) ink.clearRect(0, 0, width, height);
  else {
    canvas.width = width;
    canvas.height = height;
  }
  ink.font = font;
  ink.textBaseline = 'middle';
  ink.fillStyle = colour;
  ink.fillText(text, AIR, height / 2);
}
