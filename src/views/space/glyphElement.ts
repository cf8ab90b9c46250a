// One glyph as an element: a button that looks like its packet's type, level and fate, in a wrapper
// that is moved. Writes to the page only what has changed, and is used again for another packet.
import { classNames } from '../../ui/classNames.ts';
import { createCross, createShape } from './glyphShapes.ts';
import type { GlyphView } from './glyphView.ts';
import styles from './PacketGlyph.module.css';

export class GlyphElement {
  /** What moves; has next to no style, so that moving it costs the least. */
  readonly mover = document.createElement('div');
  readonly button = document.createElement('button');
  readonly #text = document.createElement('span');
  readonly #letters = document.createTextNode('');
  /** Which parts it is made of. */
  shape = '';
  #written: Record<string, string> = {};
  #y = Number.NaN;
  #x = Number.NaN;

  constructor() {
    const { mover, button } = this;
    mover.className = styles.mover as string;
    button.type = 'button';
    button.tabIndex = -1;
    this.#text.className = styles.text as string;
    this.#text.append(this.#letters);
    button.append(this.#text);
    mover.append(button);
  }

  /** @param name called where the packet is another one, or its fate */
  show(glyph: GlyphView, name: () => string): void {
    const { button, mover } = this;
    const { packet, width, text, count, lost, selected, first } = glyph;
    const said = `${packet.uid} ${count} ${lost} ${first}`;
    if (this.#isNew('said', said)) {
      button.setAttribute('aria-label', name());
      button.dataset.packet = packet.uid;
    }
    const look = lookOf(glyph);
    if (this.#isNew('look', look)) button.className = look;
    if (this.#isNew('width', `${width}`)) button.style.width = `${width}px`;
    if (this.#isNew('text', text)) this.#letters.data = text;
    if (this.#isNew('selected', `${selected}`)) {
      button.setAttribute('aria-pressed', `${selected}`);
      mover.className = classNames(styles.mover, selected && styles.raised);
    }
    this.#showShape(glyph);
  }

  /** @param x its left edge, px from the stage's; `y` its top */
  move(x: number, y: number): void {
    if (x === this.#x && y === this.#y) return;
    this.#x = x;
    this.#y = y;
    this.mover.style.transform = `translate(${x}px, ${y.toFixed(2)}px)`;
  }

  setStop(isStop: boolean): void {
    const index = isStop ? 0 : -1;
    if (this.button.tabIndex !== index) this.button.tabIndex = index;
  }

  #isNew(what: string, value: string): boolean {
    if (this.#written[what] === value) return false;
    this.#written[what] = value;
    return true;
  }

  #showShape(glyph: GlyphView): void {
    const shape = shapeOf(glyph);
    if (shape === this.shape) return;
    this.shape = shape;
    const { packet, size, lost } = glyph;
    const parts: Element[] = [];
    if (hasShape(glyph)) parts.push(createShape(packet.type, size === 'mark' ? 16 : 10));
    parts.push(this.#text);
    if (lost) {
      const cross = document.createElement('span');
      cross.className = styles.cross as string;
      cross.append(createCross());
      parts.push(cross);
    }
    this.button.replaceChildren(...parts);
  }
}

/** Names the parts that an element needs for a glyph: one that has them already costs least. */
export function shapeOf(glyph: GlyphView): string {
  const { packet, size, lost } = glyph;
  return `${hasShape(glyph) ? `${packet.type} ${size}` : ''}${lost ? ' lost' : ''}`;
}

function hasShape({ packet: { type }, size, count }: GlyphView): boolean {
  return count === 1 && (size === 'mark' || (size === 'full' && type !== 'PUBLISH'));
}

function lookOf({
  packet,
  level,
  text,
  size,
  count,
  down,
  lost,
  stress,
  selected,
  alone,
}: GlyphView): string {
  const { type, dup } = packet;
  const bundle = count > 1;
  return classNames(
    styles.glyph,
    bundle ? styles.bundle : styles[size],
    text === '' && styles.bare,
    level === undefined ? styles.plain : [styles.q0, styles.q1, styles.q2][level],
    type === 'PUBLISH' && !bundle && styles.publish,
    down ? styles.down : styles.up,
    dup && !bundle && styles.resent,
    lost && styles.lost,
    stress === 'dim' && styles.dim,
    selected && styles.selected,
    alone && styles.alone,
  );
}
