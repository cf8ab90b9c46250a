// What fingers and pointers do to the ladder: dragging moves time, a double press goes to an instant,
// Ctrl or ⌘ with the wheel and two fingers zoom. The plain wheel and vertical drags stay the page's.

import { useEffect, useRef } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { Clock } from './clock.ts';

export interface LadderGestures {
  /** Somebody wants to look at another instant, also at one that is not known yet. */
  readonly onSeek?: ((t: SimTime) => void) | undefined;
  /** @param steps positive: nearer */
  readonly onZoom?: ((steps: number) => void) | undefined;
}

interface Reading extends LadderGestures {
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

/** @returns whether the last press was a drag, so that its click means nothing */
export function useLadderGestures(
  canvas: HTMLCanvasElement | null,
  reading: Reading,
): () => boolean {
  const latest = useRef(reading);
  const dragged = useRef(false);
  useEffect(() => {
    latest.current = reading;
  });
  useEffect(() => {
    if (canvas === null) return;
    return listen(canvas, () => latest.current, dragged);
  }, [canvas]);
  return () => dragged.current;
}

function listen(
  canvas: HTMLCanvasElement,
  read: () => Reading,
  dragged: { current: boolean },
): () => void {
  const pointers = new Map<number, { readonly x: number; readonly y: number }>();
  let grab: { readonly x: number; readonly t: SimTime } | undefined;
  let apart = 0;
  let turned = 0;

  function distance(): number {
    const [a, b] = [...pointers.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragged.current = pointers.size > 1;
    grab = pointers.size === 1 ? { x: event.clientX, t: read().clock.now() } : undefined;
    apart = distance();
  }

  function move(event: PointerEvent): void {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size > 1) pinch();
    else if (grab !== undefined) drag(event, grab);
  }

  function drag(event: PointerEvent, from: { readonly x: number; readonly t: SimTime }): void {
    const by = event.clientX - from.x;
    if (!dragged.current && Math.abs(by) < SLACK_PX) return;
    if (!dragged.current) {
      dragged.current = true;
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

  const ends = new AbortController();
  const { signal } = ends;
  canvas.addEventListener('pointerdown', press, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', release, { signal });
  canvas.addEventListener('pointercancel', release, { signal });
  canvas.addEventListener('dblclick', leap, { signal });
  canvas.addEventListener('wheel', turn, { signal, passive: false });
  return () => ends.abort();
}
