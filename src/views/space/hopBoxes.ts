// The boxes of all that stands in the hops of the ladder at an instant: shapes, crosses, words, labels.
// For tests, which hold that no two of them meet: it asks what the drawing asks.

import type { SimTime } from '../../base/time.ts';
import { type Box, boxAround, movedBy } from './boxes.ts';
import { isCovered } from './hopMarks.ts';
import { seenWord, visibleLabels } from './hopText.ts';
import { frameAt, type LadderView } from './ladderView.ts';
import { crossBox, crossCount, shapeShare, tapeY } from './spot.ts';
import { wayShare, wayTime } from './spotWay.ts';

export interface HopBox {
  readonly kind: 'shape' | 'cross' | 'word' | 'label';
  readonly box: Box;
}

/** As they are drawn, without the air around them. */
const SHAPE = { wide: 16, narrow: 11, height: 11 };
const CROSS = 11;

export function hopBoxes(view: LadderView, now: SimTime, pixelRatio: number): readonly HopBox[] {
  const { plan, geometry, focus, trailFrom } = view;
  const { rules, spots } = plan.spots;
  const frame = frameAt(view, now, pixelRatio);
  const labels = {
    upper: visibleLabels(view, frame, 'upper'),
    lower: visibleLabels(view, frame, 'lower'),
  };
  // What goes to several clients at once is drawn on each other.
  const found = new Map<string, HopBox>();
  const seen = view.far === undefined ? spots.overlapping(frame.since, now) : [];
  for (const spot of seen) {
    const { packet, route, from, until } = spot;
    if (from > now || from < trailFrom) continue;
    const { top } = geometry.hops[route.place];
    const onHop = labels[route.place];
    const end = Math.min(now, until);
    const share = shapeShare(spot, now);
    const put = (kind: HopBox['kind'], box: Box) => {
      const name = `${kind} ${box.left.toFixed(2)} ${box.top.toFixed(2)} ${packet.messageUid}`;
      found.set(name, { kind, box });
    };
    if (share !== undefined && share <= wayShare(spot, end)) {
      const [x, y] = [frame.x(wayTime(spot, share)), top + tapeY(rules, route, share)];
      const width = packet.type === 'PUBLISH' ? SHAPE.wide : SHAPE.narrow;
      const isSeen = !isCovered(spot, focus, onHop, x, y);
      if (isSeen) put('shape', boxAround(x, y, width, SHAPE.height));
    }
    if (crossCount(spot, now) === 0) continue;
    const { left, right, top: over, bottom } = movedBy(crossBox(rules, spot), frame.shift, top);
    const [x, y] = [(left + right) / 2, (over + bottom) / 2];
    if (!isCovered(spot, focus, onHop, x, y)) put('cross', boxAround(x, y, CROSS, CROSS));
    const word = seenWord(view, frame, spot, onHop);
    if (word !== undefined) put('word', word);
  }
  const written = [...labels.upper, ...labels.lower];
  return [...found.values(), ...written.map(({ box }) => ({ kind: 'label' as const, box }))];
}
