// What fingers and pointers do to the ladder: dragging moves time, a double press goes to an instant,
// Ctrl or ⌘ with the wheel and two fingers zoom. The plain wheel and vertical drags stay the page's. And
// what a test asks the canvas: which boxes stand on it.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketUid } from '../../trace/event.ts';
import type { Clock } from './clock.ts';
import { type Pressed, pressedAt } from './hitTest.ts';
import { hopBoxes } from './hopBoxes.ts';
import type { LadderView } from './ladderView.ts';

export interface LadderGestures {
  /** Somebody wants to look at another instant, also at one that is not known yet. */
  readonly onSeek?: ((t: SimTime) => void) | undefined;
  readonly onPressPacket: (uid: PacketUid) => void;
  /** Undefined: where nothing is. */
  readonly onSelectMessage: (uid: MessageUid | undefined) => void;
  /** @param steps positive: nearer */
  readonly onZoom?: ((steps: number) => void) | undefined;
}

export interface Reading extends LadderGestures {
  /** What is on the canvas, as it was drawn last. */
  readonly shown: () => LadderView | undefined;
  readonly clock: Clock;
  readonly nowX: number;
  /** Px for a virtual second, as drawn. */
  readonly zoom: number;
}

/** A press that moves less is a click. */
const SLACK_PX = 4;
/** Wheel turned by so much is a step. */
const WHEEL_STEP = 50;
/** Two fingers this much further apart are a step. */
const PINCH_STEP = 1.18;

/** @returns a function that ends it */
export function listen(canvas: HTMLCanvasElement, read: () => Reading): () => void {
  const pointers = new Map<number, { readonly x: number; readonly y: number }>();
  let grab: { readonly x: number; readonly t: SimTime } | undefined;
  /** The last press was a drag, so that its click means nothing. */
  let dragged = false;
  let apart = 0;
  let turned = 0;

  function distance(): number {
    const [a, b] = [...pointers.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragged = pointers.size > 1;
    grab = pointers.size === 1 ? { x: event.clientX, t: read().clock.now() } : undefined;
    apart = distance();
  }

  function move(event: PointerEvent): void {
    if (event.buttons === 0) point(event);
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size > 1) pinch();
    else if (grab !== undefined) drag(event, grab);
  }

  function find({ offsetX, offsetY }: MouseEvent): Pressed | undefined {
    const { shown, clock } = read();
    const view = shown();
    return view && pressedAt(view, clock.now(), offsetX, offsetY);
  }

  function point(event: PointerEvent): void {
    canvas.style.cursor = find(event) === undefined ? '' : 'pointer';
  }

  function pick(event: MouseEvent): void {
    if (dragged) return;
    const { onPressPacket, onSelectMessage } = read();
    const found = find(event);
    if (found !== undefined && 'packet' in found) onPressPacket(found.packet);
    else onSelectMessage(found?.message);
  }

  function drag(event: PointerEvent, from: { readonly x: number; readonly t: SimTime }): void {
    const by = event.clientX - from.x;
    if (!dragged && Math.abs(by) < SLACK_PX) return;
    if (!dragged) {
      dragged = true;
      canvas.setPointerCapture(event.pointerId);
      canvas.style.cursor = 'grabbing';
    }
    const { onSeek, zoom } = read();
    onSeek?.(Math.max(0, Math.round(from.t - (by / zoom) * 1_000_000)) as SimTime);
  }

  function pinch(): void {
    const now = distance();
    if (apart === 0 || now === 0) return;
    const steps = Math.trunc(Math.log(now / apart) / Math.log(PINCH_STEP));
    if (steps === 0) return;
    read().onZoom?.(steps);
    apart = now;
  }

  function release(event: PointerEvent): void {
    pointers.delete(event.pointerId);
    grab = undefined;
    apart = 0;
    canvas.style.cursor = '';
  }

  function leap(event: MouseEvent): void {
    const { clock, nowX, zoom, onSeek } = read();
    const back = ((nowX - event.offsetX) / zoom) * 1_000_000;
    onSeek?.(Math.max(0, Math.round(clock.now() - back)) as SimTime);
  }

  function turn(event: WheelEvent): void {
    const { onZoom } = read();
    if (onZoom === undefined || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const px = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 33;
    turned -= event.deltaY * px;
    const steps = Math.trunc(turned / WHEEL_STEP);
    turned -= steps * WHEEL_STEP;
    // A notch of a coarse wheel is one step, however far it says that it was turned.
    if (steps !== 0) onZoom(Math.sign(steps) * Math.min(2, Math.abs(steps)));
  }

  /** For tests, which ask for it: a canvas does not tell what stands on it. */
  function tellBoxes(): void {
    const { shown, clock } = read();
    const view = shown();
    const boxes = view ? hopBoxes(view, clock.now(), window.devicePixelRatio || 1) : [];
    canvas.dataset.boxes = boxes
      .map(({ kind, box: { left, top, right, bottom } }) =>
        [kind, ...[left, top, right, bottom].map((px) => px.toFixed(2))].join(' '),
      )
      .join(';');
  }

  const ends = new AbortController();
  const { signal } = ends;
  canvas.addEventListener('pointerdown', press, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', release, { signal });
  canvas.addEventListener('pointercancel', release, { signal });
  canvas.addEventListener('click', pick, { signal });
  canvas.addEventListener('dblclick', leap, { signal });
  canvas.addEventListener('wheel', turn, { signal, passive: false });
  canvas.addEventListener('tell-boxes', tellBoxes, { signal });
  return () => ends.abort();
}
