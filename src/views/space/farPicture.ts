// The ladder where lines would be a grey mass: columns of counts over all of its width, whatever the
// zoom. What is finished is kept as pictures side by side, so that a frame draws anew only what is at
// the now line. Counts come from the whole run's bins or, where these are too wide, from the events.

import type { SimTime } from '../../base/time.ts';
import { type Marks, RunMarks } from '../../trace/runMarks.ts';
import type { Ink } from './canvasShapes.ts';
import { type Columns, drawColumn } from './farColumns.ts';
import { type FarScale, farScale } from './farScale.ts';
import { drawFarText } from './farText.ts';
import { ladderSpan } from './geometry.ts';
import type { Frame, LadderView } from './ladderView.ts';
import { levelLine } from './palette.ts';

/** Width of a picture in pixels of the screen, and what columns may be of it. */
const TILE = 48;
const COLUMNS = [2, 3, 4, 6, 8, 12, 16, 24, 48];
const COLUMN_MIN = 2;
/** Packets that a column has when there are most: fewer, and it is noise that one would see. */
const PACKETS = 12;
/** Stretches of the page's events are looked at up to this span. */
const EVENTS_SPAN = 10_000_000;
/** In which nothing may happen. */
const QUIET = 1_000_000;
/** What fills a column is looked at again so many times while the ladder goes by. */
const LOOKS = 8;
const TILES_MAX = 100;
const ROUNDING = 1e-6;

interface Grid {
  /** Pixels of the screen, and virtual µs. */
  readonly columnPx: number;
  readonly columnUs: number;
  readonly fromEvents: boolean;
}

export class FarTiles {
  #madeFor: readonly unknown[] = [];
  readonly #tiles = new Map<number, HTMLCanvasElement>();
  #scale: { readonly key: string; readonly scale: FarScale } | undefined;

  draw(ink: Ink, view: LadderView, frame: Frame, pixelRatio: number): void {
    const { far: marks, geometry, palette, focus } = view;
    if (marks === undefined) return;
    const scale = this.#scaleAt(marks, view, frame.now);
    const grid = gridOf(view, frame, marks, scale, pixelRatio);
    const columns: Columns = { marks, scale, geometry, palette, isDim: focus !== undefined };
    this.#forgetIfChanged([marks, marks.era, scale, ...Object.values(grid), pixelRatio], view);
    const width = TILE / pixelRatio;
    const left = Math.max(0, frame.x(frame.since));
    const first = Math.floor((left - frame.shift) / width);
    const done = Math.floor((geometry.nowX - frame.shift) / width);
    this.#evict(first, done);
    ink.save();
    ink.beginPath();
    ink.rect(left, 0, geometry.nowX - left, geometry.height);
    ink.clip();
    for (let i = first; i < done; i++) this.#show(ink, view, frame, columns, grid, i, pixelRatio);
    drawTile(ink, view, columns, grid, {
      i: done,
      now: frame.now,
      left: done * width + frame.shift,
    });
    drawFamily(ink, view, frame);
    ink.restore();
    drawFarText(ink, view, scale);
  }

  #scaleAt(marks: Marks, { geometry, zoom }: LadderView, now: SimTime): FarScale {
    const span = ladderSpan(geometry, zoom);
    const step = Math.max(marks.widthUs, span / LOOKS);
    const at = (Math.max(1, Math.floor(now / step)) * step) as SimTime;
    const key = `${marks.era} ${at} ${span}`;
    if (this.#scale?.key === key) return this.#scale.scale;
    const scale = farScale(marks, at < now ? at : now, span);
    const same = JSON.stringify(scale) === JSON.stringify(this.#scale?.scale);
    this.#scale = { key, scale: same && this.#scale ? this.#scale.scale : scale };
    return this.#scale.scale;
  }

  #show(
    ink: Ink,
    view: LadderView,
    frame: Frame,
    columns: Columns,
    grid: Grid,
    i: number,
    pixelRatio: number,
  ): void {
    let tile = this.#tiles.get(i);
    if (tile === undefined) {
      tile = document.createElement('canvas');
      tile.width = TILE;
      tile.height = Math.ceil(view.geometry.axisTop * pixelRatio);
      const tileInk = tile.getContext('2d');
      tileInk?.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
      if (tileInk) drawTile(tileInk, view, columns, grid, { i, now: Infinity, left: 0 });
      this.#tiles.set(i, tile);
    }
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.drawImage(tile, i * TILE + Math.round(frame.shift * pixelRatio), 0);
    ink.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  }

  #forgetIfChanged(parts: readonly unknown[], view: LadderView): void {
    const { geometry, palette, zoom, focus } = view;
    const madeFor = [...parts, geometry, palette, zoom, focus === undefined];
    if (madeFor.every((part, i) => part === this.#madeFor[i])) return;
    this.#madeFor = madeFor;
    this.#tiles.clear();
  }

  #evict(first: number, last: number): void {
    if (this.#tiles.size <= TILES_MAX) return;
    for (const i of this.#tiles.keys()) if (i < first || i >= last) this.#tiles.delete(i);
  }
}

/** Columns wide enough that what is in them says something, and no narrower than there are counts. */
function gridOf(
  view: LadderView,
  frame: Frame,
  marks: Marks,
  scale: FarScale,
  pixelRatio: number,
): Grid {
  const us = (px: number) => ((px / pixelRatio) * 1_000_000) / view.zoom;
  const isFull = (px: number) => us(px) * scale.perSec >= PACKETS * 1_000_000;
  const wide = COLUMNS.filter((px) => px >= COLUMN_MIN * pixelRatio);
  const px = wide.find(isFull) ?? TILE;
  if (us(px) >= marks.widthUs) return { columnPx: px, columnUs: us(px), fromEvents: false };
  if (hasEvents(view, frame)) return { columnPx: px, columnUs: us(px), fromEvents: true };
  const wider = wide.find((one) => us(one) >= marks.widthUs) ?? TILE;
  return { columnPx: wider, columnUs: us(wider), fromEvents: false };
}

/** The page has all that happened in the stretch that is seen, and it is not too much. */
function hasEvents({ plan, geometry, zoom }: LadderView, { since, now }: Frame): boolean {
  const { events, start } = plan.index;
  const isKnown = start.at <= since && now <= (events.at(-1)?.at ?? 0) + QUIET;
  return isKnown && ladderSpan(geometry, zoom) <= EVENTS_SPAN;
}

interface Tile {
  readonly i: number;
  /** Nothing after it is drawn. */
  readonly now: number;
  /** Px on the canvas. */
  readonly left: number;
}

function drawTile(
  ink: Ink,
  view: LadderView,
  columns: Columns,
  grid: Grid,
  { i, now, left }: Tile,
): void {
  const { columnPx, columnUs } = grid;
  const count = TILE / columnPx;
  const start = i * count * columnUs;
  const marks = grid.fromEvents ? marksFrom(view, grid, start, now) : columns.marks;
  const width = (columnUs / 1_000_000) * view.zoom;
  for (let n = 0; n < count; n++) {
    const from = start + n * columnUs;
    if (from >= now) return;
    // The column at the now line fills as time goes on.
    const share = Math.min(1, (now - from) / columnUs);
    const x = { left: left + n * width, width: width * share };
    const [begin, to] = [wholeBin(marks, from), wholeBin(marks, from + columnUs)];
    if (begin < now) drawColumn(ink, { ...columns, marks }, { from: begin, to, until: now, ...x });
  }
}

function wholeBin({ widthUs }: Marks, at: number): number {
  return Math.ceil(at / widthUs - ROUNDING) * widthUs;
}

/** Of a stretch alone, from the events, in bins as wide as columns are. */
function marksFrom(
  { plan }: LadderView,
  { columnUs, columnPx }: Grid,
  start: number,
  now: number,
): Marks {
  const { index } = plan;
  const bins = TILE / columnPx;
  const end = Math.min(start + bins * columnUs - 1, now);
  const since = Math.floor(start - 1) as SimTime;
  const room = { bins, widthUs: columnUs, since: start };
  const marks = new RunMarks({ ...room, placeOf: (node) => plan.placeOf(node) });
  marks.begin(since, index, start);
  marks.add(index.events.slice(index.countUntil(since), index.countUntil(end as SimTime)), index);
  marks.settle(end as SimTime);
  return marks;
}

/** The focused family stays lines, over everything. */
function drawFamily(ink: Ink, view: LadderView, { now, x }: Frame): void {
  const { geometry, palette, plan, focus } = view;
  ink.lineWidth = 2.5;
  for (const { packet, from, until, dueAt } of plan.familyOf(focus)) {
    if (from > now) continue;
    const { place, down } = plan.routeOf(packet);
    const { top, height } = geometry.hops[place];
    const y = (share: number) => top + (down ? share : 1 - share) * height;
    const end = Math.min(until, now);
    ink.strokeStyle = levelLine(palette, packet.level);
    ink.beginPath();
    ink.moveTo(x(from), y(0));
    ink.lineTo(x(end), y(dueAt > from ? (end - from) / (dueAt - from) : 1));
    ink.stroke();
  }
}
