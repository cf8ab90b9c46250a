// The packets on their way as elements, written past React: a busy stage changes with every frame.
// One of them is Tab's stop, and ↑ ↓ go through them in order of sending; when the one that has the
// focus has gone, the next one gets it.
import type { SimTime } from '../../base/time.ts';
import type { PacketUid } from '../../trace/event.ts';
import { GlyphElement, shapeOf } from './glyphElement.ts';
import { glyphKey, heirOf, inOrder, neighbourOf, pressed, stopOf } from './glyphOrder.ts';
import { type GlyphView, glyphY } from './glyphView.ts';
import type { Palette } from './palette.ts';

/** Draws packets into an element of the stage until it is taken away. */
export interface GlyphLayer {
  /** Those that are there from now on. */
  show(glyphs: readonly GlyphView[]): void;
  /** Where they are. */
  place(t: SimTime): void;
  /** What is asked of it after this is for the layer that follows. */
  remove(): void;
}

export interface GlyphHost {
  readonly element: HTMLElement;
  readonly palette: Palette;
  /** Px of the stage. */
  readonly size: () => { readonly width: number; readonly height: number };
  readonly nameOf: (glyph: GlyphView) => string;
  readonly onPress: (uid: PacketUid) => void;
}

/** Elements kept for packets to come. */
const SPARE_MAX = 64;

export class ElementLayer implements GlyphLayer {
  readonly #host: GlyphHost;
  readonly #events = new AbortController();
  readonly #elements = new Map<string, GlyphElement>();
  readonly #spare: GlyphElement[] = [];
  #glyphs: readonly GlyphView[] = [];
  #ordered: readonly GlyphView[] = [];
  #focused: string | undefined;
  #stop: GlyphView | undefined;
  #takesFocus: boolean;

  /** @param takesFocus the layer before it had the focus */
  constructor(host: GlyphHost, takesFocus: boolean) {
    this.#host = host;
    this.#takesFocus = takesFocus;
    const { signal } = this.#events;
    const { element } = host;
    element.addEventListener('click', (event) => this.#press(event), { signal });
    element.addEventListener('keydown', (event) => this.#step(event), { signal });
    element.addEventListener('focusin', (event) => this.#noteFocus(event), { signal });
    element.addEventListener(
      'focusout',
      () => {
        this.#focused = undefined;
      },
      { signal },
    );
  }

  show(glyphs: readonly GlyphView[]): void {
    if (this.#events.signal.aborted) return;
    const gone = this.#takeFocused(glyphs);
    this.#glyphs = glyphs;
    this.#ordered = inOrder(glyphs);
    const heir = gone === undefined ? undefined : heirOf(this.#ordered, gone);
    this.#drop();
    let next: GlyphElement | undefined;
    for (const glyph of this.#ordered.toReversed()) {
      const element = this.#elementFor(glyph, next);
      element.show(glyph, () => this.#host.nameOf(glyph));
      next = element;
    }
    if (heir !== undefined) this.#focus(heir);
    this.#markStop();
    if (this.#takesFocus && this.#stop !== undefined) this.#focus(this.#stop);
    this.#takesFocus = false;
  }

  place(t: SimTime): void {
    if (this.#events.signal.aborted) return;
    for (const glyph of this.#glyphs) {
      const { x, width, height } = glyph;
      this.#elements
        .get(glyphKey(glyph))
        ?.move(Math.round(x - width / 2), glyphY(glyph, t) - height / 2);
    }
  }

  remove(): void {
    this.#events.abort();
    for (const { mover } of this.#elements.values()) mover.remove();
  }

  /** The glyph that has the focus and will be gone. */
  #takeFocused(glyphs: readonly GlyphView[]): GlyphView | undefined {
    const key = this.#focused;
    if (key === undefined || glyphs.some((one) => glyphKey(one) === key)) return undefined;
    return this.#ordered.find((one) => glyphKey(one) === key);
  }

  #drop(): void {
    const there = new Set(this.#glyphs.map(glyphKey));
    for (const [key, element] of this.#elements) {
      if (there.has(key)) continue;
      this.#elements.delete(key);
      element.setStop(false);
      element.mover.remove();
      if (this.#spare.length < SPARE_MAX) this.#spare.push(element);
    }
  }

  #elementFor(glyph: GlyphView, next: GlyphElement | undefined): GlyphElement {
    const key = glyphKey(glyph);
    const known = this.#elements.get(key);
    if (known !== undefined) return known;
    const element = this.#takeSpare(shapeOf(glyph)) ?? new GlyphElement();
    this.#elements.set(key, element);
    this.#host.element.insertBefore(element.mover, next?.mover ?? null);
    return element;
  }

  #takeSpare(shape: string): GlyphElement | undefined {
    const place = this.#spare.findLastIndex((one) => one.shape === shape);
    return place < 0 ? this.#spare.pop() : this.#spare.splice(place, 1)[0];
  }

  #markStop(): void {
    const stop = stopOf(this.#ordered, this.#focused);
    const element = (one: GlyphView | undefined) => one && this.#elements.get(glyphKey(one));
    const [before, after] = [element(this.#stop), element(stop)];
    // Taken from what has the focus and given back, it would have the page laid out at once.
    if (before !== after) before?.setStop(false);
    after?.setStop(true);
    this.#stop = stop;
  }

  #focus(glyph: GlyphView): void {
    this.#elements.get(glyphKey(glyph))?.button.focus({ preventScroll: true });
  }

  #noteFocus({ target }: Event): void {
    const glyph = this.#glyphOf(target);
    this.#focused = glyph && glyphKey(glyph);
    this.#markStop();
  }

  #press({ target }: Event): void {
    const glyph = this.#glyphOf(target);
    if (glyph !== undefined) this.#host.onPress(pressed(glyph));
  }

  #step(event: KeyboardEvent): void {
    const glyph = this.#glyphOf(event.target);
    const next = glyph && neighbourOf(this.#ordered, glyph, event.key);
    if (next === undefined) return;
    event.preventDefault();
    this.#focus(next);
  }

  #glyphOf(target: EventTarget | null): GlyphView | undefined {
    const button = target instanceof Element ? target.closest('button') : null;
    return this.#glyphs.find((one) => this.#elements.get(glyphKey(one))?.button === button);
  }
}
