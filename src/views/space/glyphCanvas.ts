// The packets on their way on a canvas, where they are too many for elements: the same glyphs, the
// same boxes to press, the same order for the keyboard. One button stands over the packet that is the
// stop, with its name; ↑ ↓ take it to the packets sent before and after.
import type { SimTime } from '../../base/time.ts';
import { boxAround } from './boxes.ts';
import styles from './GlyphCanvas.module.css';
import type { GlyphHost, GlyphLayer } from './glyphLayer.ts';
import { glyphKey, heirOf, inOrder, neighbourOf, pressed, stopOf } from './glyphOrder.ts';
import { GlyphSprites } from './glyphSprites.ts';
import { type GlyphView, glyphY } from './glyphView.ts';

/** What the canvas says of itself is written this often at most. */
const TELL_MS = 400;
/** Px beyond a glyph's box that still press it. */
const REACH = 4;

export class CanvasLayer implements GlyphLayer {
  readonly #host: GlyphHost;
  readonly #events = new AbortController();
  readonly #canvas = document.createElement('canvas');
  readonly #button = document.createElement('button');
  readonly #sprites: GlyphSprites;
  readonly #pixelRatio = window.devicePixelRatio || 1;
  #ordered: readonly GlyphView[] = [];
  #stop: GlyphView | undefined;
  /** The stop was chosen with the keyboard. */
  #chosen: string | undefined;
  #t: SimTime | undefined;
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #takesFocus: boolean;

  /** @param takesFocus the layer before it had the focus */
  constructor(host: GlyphHost, takesFocus: boolean) {
    this.#host = host;
    this.#takesFocus = takesFocus;
    this.#sprites = new GlyphSprites(host.palette, this.#pixelRatio);
    this.#canvas.className = styles.canvas as string;
    this.#canvas.setAttribute('role', 'img');
    this.#button.type = 'button';
    this.#button.className = styles.stop as string;
    this.#fit();
    host.element.append(this.#canvas, this.#button);
    const { signal } = this.#events;
    this.#button.addEventListener('click', () => this.#press(this.#stop), { signal });
    this.#button.addEventListener('keydown', (event) => this.#step(event), { signal });
    this.#canvas.addEventListener('click', (event) => this.#press(this.#at(event)), { signal });
    this.#canvas.addEventListener(
      'pointermove',
      (event) => {
        this.#canvas.style.cursor = this.#at(event) === undefined ? '' : 'pointer';
      },
      { signal },
    );
  }

  show(glyphs: readonly GlyphView[]): void {
    if (this.#events.signal.aborted) return;
    const last = this.#stop;
    this.#ordered = inOrder(glyphs);
    const isThere =
      last !== undefined && this.#ordered.some((one) => glyphKey(one) === glyphKey(last));
    const hasFocus = document.activeElement === this.#button;
    if (hasFocus && last !== undefined && !isThere) {
      const heir = heirOf(this.#ordered, last);
      this.#chosen = heir && glyphKey(heir);
    } else if (hasFocus) this.#chosen = last && glyphKey(last);
    this.#standAt(stopOf(this.#ordered, hasFocus ? this.#chosen : undefined));
    if (this.#takesFocus) this.#button.focus({ preventScroll: true });
    this.#takesFocus = false;
  }

  place(t: SimTime): void {
    if (this.#events.signal.aborted) return;
    this.#t = t;
    const ink = this.#canvas.getContext('2d');
    if (ink === null) return;
    this.#fit();
    ink.setTransform(this.#pixelRatio, 0, 0, this.#pixelRatio, 0, 0);
    ink.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const glyph of this.#ordered) if (!glyph.selected) this.#draw(ink, glyph, t);
    for (const glyph of this.#ordered) if (glyph.selected) this.#draw(ink, glyph, t);
    this.#placeButton(t);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  remove(): void {
    this.#events.abort();
    clearTimeout(this.#timer);
    this.#canvas.remove();
    this.#button.remove();
  }

  #fit(): void {
    const { width, height } = this.#host.size();
    const [w, h] = [Math.round(width * this.#pixelRatio), Math.round(height * this.#pixelRatio)];
    if (this.#canvas.width !== w) this.#canvas.width = w;
    if (this.#canvas.height !== h) this.#canvas.height = h;
  }

  #draw(ink: CanvasRenderingContext2D, glyph: GlyphView, t: SimTime): void {
    const { picture, width, height } = this.#sprites.of(glyph);
    const [x, y] = [glyph.x - width / 2, glyphY(glyph, t) - height / 2];
    // On whole pixels of the screen, so that text stays sharp.
    const ratio = this.#pixelRatio;
    ink.drawImage(
      picture,
      Math.round(x * ratio) / ratio,
      Math.round(y * ratio) / ratio,
      width,
      height,
    );
  }

  #standAt(stop: GlyphView | undefined): void {
    this.#stop = stop;
    this.#button.hidden = stop === undefined;
    if (stop === undefined) return;
    const said = `${stop.packet.uid} ${stop.count} ${stop.lost} ${stop.selected} ${stop.width}`;
    if (said === this.#said) return;
    this.#said = said;
    this.#button.setAttribute('aria-label', this.#host.nameOf(stop));
    this.#button.setAttribute('aria-pressed', `${stop.selected}`);
    this.#button.dataset.packet = stop.packet.uid;
    this.#button.style.width = `${stop.width}px`;
    this.#button.style.height = `${stop.height}px`;
  }

  #placeButton(t: SimTime): void {
    const stop = this.#stop;
    if (stop === undefined) return;
    const [x, y] = [stop.x - stop.width / 2, glyphY(stop, t) - stop.height / 2];
    this.#button.style.transform = `translate(${Math.round(x)}px, ${y.toFixed(2)}px)`;
  }

  #press(glyph: GlyphView | undefined): void {
    if (glyph !== undefined) this.#host.onPress(pressed(glyph));
  }

  #step(event: KeyboardEvent): void {
    const stop = this.#stop;
    const next = stop && neighbourOf(this.#ordered, stop, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.#chosen = glyphKey(next);
    this.#standAt(next);
    if (this.#t !== undefined) this.#placeButton(this.#t);
  }

  /** The glyph whose box is under the pointer, or nearest to it within reach. */
  #at({ offsetX: x, offsetY: y }: MouseEvent): GlyphView | undefined {
    const t = this.#t;
    if (t === undefined) return undefined;
    return this.#ordered.findLast((glyph) => {
      const { left, right, top, bottom } = this.#boxOf(glyph, t);
      return x >= left - REACH && x < right + REACH && y >= top - REACH && y < bottom + REACH;
    });
  }

  #boxOf(glyph: GlyphView, t: SimTime) {
    return boxAround(glyph.x, glyphY(glyph, t), glyph.width, glyph.height);
  }

  /** How many packets it shows, and where: for those who cannot see it, and for tests. */
  #tell(): void {
    this.#timer = undefined;
    const t = this.#t;
    if (t === undefined) return;
    const packets = this.#ordered.reduce((sum, { count }) => sum + count, 0);
    this.#canvas.setAttribute('aria-label', `${packets} packets on their way`);
    this.#canvas.dataset.at = `${t}`;
    this.#canvas.dataset.boxes = this.#ordered
      .map((glyph) => {
        const { left, top, right, bottom } = this.#boxOf(glyph, t);
        return [left, top, right, bottom].map((px) => px.toFixed(1)).join(' ');
      })
      .join(';');
  }
}
