// What a press on the ladder means: the packet whose shape or cross is there, else that of the nearest
// diagonal within reach; in a band, the message of a bar or a delivery.

import type { SimTime } from '../../base/time.ts';
import type { MessageUid, PacketUid } from '../../trace/event.ts';
import { DELIVERY_ROOM, seenBars } from './barBoxes.ts';
import { distanceTo } from './boxes.ts';
import type { BandPlace, HopPlace } from './cast.ts';
import type { Row } from './geometry.ts';
import { type Frame, frameAt, type LadderView } from './ladderView.ts';
import { crossCount, type Spot, shapeShare, tapeY } from './spot.ts';
import { wayCorners, wayShare, wayTime } from './spotWay.ts';

type View = Omit<LadderView, 'labels'>;

const REACH = 10;
/** Half of a shape's width and height. */
const SHAPE = { x: 10, y: 9 };

export type Pressed = { readonly packet: PacketUid } | { readonly message: MessageUid };

/** @returns undefined for empty space */
export function pressedAt(view: View, now: SimTime, x: number, y: number): Pressed | undefined {
  // Of many packets none can be meant.
  if (view.far !== undefined) return undefined;
  const frame = frameAt({ ...view, labels: undefined }, now, 1);
  const { hops, bands } = view.geometry;
  const isIn = ({ top, height }: Row) => y >= top && y < top + height;
  for (const place of ['upper', 'lower'] as const) {
    if (isIn(hops[place])) return packetAt(view, frame, place, x, y);
  }
  for (const place of ['publishers', 'broker', 'subscribers'] as const) {
    if (!isIn(bands[place])) continue;
    const message = keptAt(view, frame, place, x, y);
    return message === undefined ? undefined : { message };
  }
  return undefined;
}

function packetAt(
  view: View,
  frame: Frame,
  place: HopPlace,
  x: number,
  y: number,
): Pressed | undefined {
  const { plan, geometry, trailFrom } = view;
  const { top } = geometry.hops[place];
  let nearest: PacketUid | undefined;
  let least = REACH;
  for (const spot of plan.spots.spots.overlapping(frame.since, frame.now)) {
    const { packet, route, from, dueAt, until, lost } = spot;
    if (route.place !== place || from > frame.now || from < trailFrom) continue;
    const at = ([at, share]: readonly [number, number]) => ({
      x: frame.x(at),
      y: top + tapeY(plan.spots.rules, route, share),
    });
    // What stands on lines is meant before these.
    const marks = marksOf(spot, frame.now).map(at);
    const isOn = marks.some((m) => Math.abs(m.x - x) <= SHAPE.x && Math.abs(m.y - y) <= SHAPE.y);
    const corners = wayCorners(spot, Math.min(frame.now, lost ? until : dueAt)).map(at);
    const parts = corners.slice(1).map((end, i) => {
      const { x: x1, y: y1 } = corners[i] as typeof end;
      return distanceTo({ x1, y1, x2: end.x, y2: end.y }, x, y);
    });
    const away = Math.min(...parts) - (isOn ? 2 * REACH : 0);
    if (away >= least) continue;
    least = away;
    nearest = packet.uid;
  }
  return nearest === undefined ? undefined : { packet: nearest };
}

/** Where its shape and its cross stand, as instants and shares of its way. */
function marksOf(spot: Spot, now: SimTime): (readonly [at: number, share: number])[] {
  const end = Math.min(now, spot.until);
  const share = shapeShare(spot, now);
  const gone = wayShare(spot, end);
  return [
    ...(share === undefined || share > gone ? [] : [[wayTime(spot, share), share] as const]),
    ...(crossCount(spot, now) > 0 ? [[end, gone] as const] : []),
  ];
}

/** In a band: the bar under the pointer, or the delivery beside it. */
function keptAt(view: View, frame: Frame, place: BandPlace, x: number, y: number) {
  const { plan, geometry } = view;
  const { top, height } = geometry.bands[place];
  if (place === 'subscribers' && y > top + height - DELIVERY_ROOM) {
    const away = (at: number) => Math.abs(frame.x(at) - x);
    const marks = plan.deliveries.marks.overlapping(frame.since, frame.now);
    const near = marks.filter(({ from }) => from <= frame.now && away(from) < REACH);
    return near.sort((a, b) => away(a.from) - away(b.from))[0]?.messageUid;
  }
  const { bars, rows } = seenBars(view, frame, place);
  const found = bars.find(({ row, from, until }) => {
    const middle = rows.middles[row];
    const end = until === undefined ? frame.now : Math.min(until, frame.now);
    const isBeside = x < frame.x(from) - 2 || x > frame.x(end) + 2;
    return (
      middle !== undefined && !isBeside && Math.abs(y - top - middle) <= rows.barHeight / 2 + 1
    );
  });
  return found?.messageUid;
}
