// Keeps what of the hops is finished as small pictures side by side, so that a frame draws anew only
// the stretch at the now line. A picture is finished when the now line has passed it.

import type { SimTime } from '../../base/time.ts';
import type { Ink } from './canvasShapes.ts';
import type { HopPlace } from './cast.ts';
import { drawHopMarks, drawLateShapes, type Stretch } from './hopMarks.ts';
import type { SeenLabel } from './hopText.ts';
import type { Frame, LadderView } from './ladderView.ts';

/** Width of a picture, in pixels of the screen. */
const TILE = 48;
/** Px beyond a picture within which something can still change it: a cross, and the shape it moves. */
const REACH = 28;
const TILES_MAX = 160;

type Labels = Readonly<Record<HopPlace, readonly SeenLabel[]>>;

export class HopTiles {
  #madeFor: readonly unknown[] = [];
  readonly #tiles = new Map<number, HTMLCanvasElement>();
  #spare: HTMLCanvasElement[] = [];

  draw(ink: Ink, view: LadderView, frame: Frame, labels: Labels, pixelRatio: number): void {
    const { geometry, plan } = view;
    const { pxPerUs } = plan.spots.rules;
    this.#forgetIfChanged(view, pixelRatio);
    const width = TILE / pixelRatio;
    const left = Math.max(0, frame.x(frame.since));
    const first = Math.floor((left - frame.shift) / width);
    const done = Math.floor((geometry.nowX - REACH - frame.shift) / width);
    const from = Math.max(left, done * width + frame.shift);
    this.#evict(first, done);
    for (let i = first; i < done; i++) this.#show(ink, view, frame, i, pixelRatio);
    const stretch: Stretch = {
      now: frame.now,
      from: ((from - frame.shift - REACH) / pxPerUs) as SimTime,
      to: frame.now,
      x: (at) => frame.x(at),
      labels,
    };
    ink.save();
    ink.beginPath();
    ink.rect(from, 0, geometry.nowX - from, geometry.height);
    ink.clip();
    drawHopMarks(ink, view, stretch);
    ink.restore();
    drawLateShapes(ink, view, { ...stretch, from: frame.since });
  }

  #show(ink: Ink, view: LadderView, frame: Frame, i: number, pixelRatio: number): void {
    const { upper } = view.geometry.hops;
    let tile = this.#tiles.get(i);
    if (tile === undefined) {
      tile = this.#make(view, frame, i, pixelRatio);
      this.#tiles.set(i, tile);
    }
    ink.setTransform(1, 0, 0, 1, 0, 0);
    const x = i * TILE + Math.round(frame.shift * pixelRatio);
    ink.drawImage(tile, x, Math.round(upper.top * pixelRatio));
    ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  }

  #make(view: LadderView, frame: Frame, i: number, pixelRatio: number): HTMLCanvasElement {
    const { geometry, plan } = view;
    const { upper, lower } = geometry.hops;
    const { pxPerUs } = plan.spots.rules;
    const tile = this.#spare.pop() ?? document.createElement('canvas');
    tile.width = TILE;
    tile.height = Math.ceil((lower.top + lower.height - upper.top) * pixelRatio);
    const ink = tile.getContext('2d');
    if (ink === null) return tile;
    const left = (i * TILE) / pixelRatio;
    const right = ((i + 1) * TILE) / pixelRatio;
    const top = Math.round(upper.top * pixelRatio);
    ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, -top);
    drawHopMarks(ink, view, {
      now: frame.now,
      from: ((left - REACH) / pxPerUs) as SimTime,
      to: ((right + REACH) / pxPerUs) as SimTime,
      x: (at) => at * pxPerUs - left,
      labels: movedLabels(view, left),
    });
    return tile;
  }

  #forgetIfChanged(view: LadderView, pixelRatio: number): void {
    const { plan, geometry, palette, trailFrom, focus, labels } = view;
    const madeFor = [plan, plan.era, geometry, palette, trailFrom, focus, labels, pixelRatio];
    if (madeFor.every((part, i) => part === this.#madeFor[i])) return;
    this.#madeFor = madeFor;
    this.#spare.push(...this.#tiles.values());
    this.#tiles.clear();
  }

  /** Pictures out of sight are used again. */
  #evict(first: number, last: number): void {
    if (this.#tiles.size <= TILES_MAX) return;
    for (const [i, tile] of this.#tiles) {
      if (i >= first && i < last) continue;
      this.#tiles.delete(i);
      this.#spare.push(tile);
    }
  }
}

/** The family's labels where they will stand on the picture. */
function movedLabels({ labels, geometry }: LadderView, left: number): Stretch['labels'] {
  const of = (place: HopPlace) =>
    (labels?.[place] ?? []).map(({ box }) => ({
      box: {
        left: box.left - left,
        right: box.right - left,
        top: box.top + geometry.hops[place].top,
        bottom: box.bottom + geometry.hops[place].top,
      },
    }));
  return { upper: of('upper'), lower: of('lower') };
}
