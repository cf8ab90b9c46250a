// Where it is seen in a band that a node was not there, and the cause at the beginning: places in px
// below the band's top, before anything is drawn. A node that shares its band has a part of its height.

import type { Absence } from '../../trace/conditions.ts';
import type { PlacedBars } from './barBoxes.ts';
import { type Box, intersects } from './boxes.ts';
import type { BandPlace } from './cast.ts';
import type { Frame, LadderView } from './ladderView.ts';

type View = Omit<LadderView, 'labels'>;

export interface PlacedAway {
  readonly box: Box;
  /** Its beginning is in view. */
  readonly begins: boolean;
  readonly label: { readonly text: string; readonly box: Box } | undefined;
}

export const AWAY_TEXT = 11;
const LABEL_HEIGHT = 13;
/** From the beginning to its label, and from there to the end of the stretch. */
const AIR = 5;
const NOW_GAP = 4;

export function placeAway(
  view: View,
  frame: Frame,
  place: BandPlace,
  bars: Pick<PlacedBars, 'bars' | 'rows' | 'height'>,
): readonly PlacedAway[] {
  const { plan, geometry } = view;
  const found = plan.index.absences.overlapping(frame.since, frame.now);
  if (found.length === 0) return [];
  const taken = barBoxes(bars);
  const placed: PlacedAway[] = [];
  for (const absence of found) {
    const { node, from, until } = absence;
    if (plan.placeOf(node) !== place || until === from) continue;
    const end = until !== undefined && until < frame.now ? until : frame.now;
    const begins = from >= frame.since;
    const left = frame.x(begins ? from : frame.since);
    const right = Math.min(frame.x(end), geometry.nowX);
    const { nth, of } = plan.seatOf(node, frame.now);
    const { height } = geometry.bands[place];
    const box = { left, right, top: (nth * height) / of, bottom: ((nth + 1) * height) / of };
    const words = of > 1 ? [`${node} ${wordFor(absence)}`, wordFor(absence)] : [wordFor(absence)];
    // What began before is named for as long as there is room in it.
    const limit = begins ? geometry.nowX - NOW_GAP : right;
    const label = placeLabel(view, words, box, limit, bars.height, taken);
    if (label !== undefined) taken.push(label.box);
    placed.push({ box, begins, label });
  }
  return placed;
}

function barBoxes({ bars, rows }: Pick<PlacedBars, 'bars' | 'rows'>): Box[] {
  const half = rows.barHeight / 2;
  return bars.map(({ left, right, diskFrom, middle }) => ({
    ...{ left: Math.min(left, diskFrom ?? left), right },
    ...{ top: middle - half, bottom: middle + half },
  }));
}

/** The first free place: in its part of the band, else at the band's edges. */
function placeLabel(
  { palette }: View,
  words: readonly string[],
  box: Box,
  limit: number,
  height: number,
  taken: readonly Box[],
): PlacedAway['label'] {
  const left = Math.max(0, box.left) + AIR;
  const isWhole = box.bottom - box.top > height / 2;
  const own = isWhole ? [] : [(box.top + box.bottom - LABEL_HEIGHT) / 2];
  const edges = [1, height - LABEL_HEIGHT - 1];
  for (const text of words) {
    const right = left + text.length * AWAY_TEXT * palette.charShare;
    if (right > limit) continue;
    for (const wished of [...own, ...edges]) {
      const top = Math.max(1, Math.min(height - LABEL_HEIGHT - 1, wished));
      const room = { left, right, top, bottom: top + LABEL_HEIGHT };
      if (!taken.some((other) => intersects(other, room))) return { text, box: room };
    }
  }
  return undefined;
}

function wordFor({ condition, reason }: Absence): string {
  switch (condition) {
    case 'down':
      return 'crashed';
    case 'silenced':
      return 'black hole';
    case 'disconnected':
      if (reason === 'cut') return 'cut';
      return reason === 'crashed' ? 'broker crashed' : 'disconnected';
    default:
      return condition;
  }
}
