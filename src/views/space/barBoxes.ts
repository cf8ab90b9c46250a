// Where the bars of a band stand at an instant, and what is written in them: places in px, before
// anything is drawn.

import type { SimTime } from '../../base/time.ts';
import type { NodeId } from '../../trace/event.ts';
import { BAR_LENGTH_MIN, type Bar, type BarRows, barRows } from './bars.ts';
import { type BarStyle, barTexts, clientOfBar } from './barText.ts';
import type { BandPlace } from './cast.ts';
import type { Frame, LadderView } from './ladderView.ts';

type View = Omit<LadderView, 'labels'>;

/** Of the subscribers' band, for the deliveries. */
export const DELIVERY_ROOM = 22;
const TEXT_AIR = 5;
const TEXT_END = 3;

export interface SeenBars {
  readonly bars: readonly Bar[];
  readonly rows: BarRows;
  /** Px of the band that bars may use. */
  readonly height: number;
}

/** A band's bars in view, and the rows that hold them. */
export function seenBars(view: View, frame: Frame, place: BandPlace): SeenBars {
  const { plan, trailFrom, geometry } = view;
  const bars = plan.bars.barsIn(place, frame.since, frame.now).filter(({ from, until }) => {
    return from <= frame.now && (until === undefined || until > trailFrom);
  });
  let needed = 0;
  for (const { row } of bars) needed = Math.max(needed, row + 1);
  const height = geometry.bands[place].height - (place === 'subscribers' ? DELIVERY_ROOM : 0);
  return { bars, rows: barRows(height, needed, view.big), height };
}

export interface BarText {
  readonly text: string;
  readonly left: number;
}

export interface PlacedBar {
  readonly bar: Bar;
  readonly left: number;
  readonly right: number;
  /** From here on it was on the disk alone. */
  readonly diskFrom: number | undefined;
  /** From here on it is hollow. */
  readonly split: number;
  /** Px below the band's top. */
  readonly middle: number;
  /** It goes on under the now line. */
  readonly isOpen: boolean;
  readonly isDim: boolean;
  readonly texts: readonly BarText[];
}

export interface PlacedBars {
  readonly bars: readonly PlacedBar[];
  readonly rows: BarRows;
  readonly height: number;
  /** Of those that are kept now, how many have no row. */
  readonly unseen: number;
}

export function placeBars(view: View, frame: Frame, place: BandPlace): PlacedBars {
  const { bars, rows, height } = seenBars(view, frame, place);
  const clients = new Set(bars.map(clientOfBar));
  const isShared = place === 'broker' ? countTo(bars) > 1 : clients.size > 1;
  const style = view.big ? 'sentence' : isShared ? 'named' : 'letter';
  const isDim = dimmer(view, isShared && clients.has(view.focusNode ?? ''));
  const placed: PlacedBar[] = [];
  let unseen = 0;
  for (const bar of bars) {
    const middle = rows.middles[bar.row];
    if (middle !== undefined) {
      const ends = endsOf(bar, frame);
      const texts = rows.lettered ? textsIn(view, bar, place, style, ends) : [];
      placed.push({ bar, ...ends, middle, isDim: isDim(bar), texts });
    } else if (bar.until === undefined || bar.until > frame.now) unseen++;
  }
  return { bars: placed, rows, height, unseen };
}

/** How many subscribers, or publishers if these are more, the broker keeps something for. */
function countTo(bars: readonly Bar[]): number {
  const of = (incoming: boolean) =>
    new Set(bars.filter(({ entry }) => (entry.store === 'incoming') === incoming).map(clientOfBar))
      .size;
  return Math.max(of(true), of(false));
}

/** What is not of the selected message; of a selected node, what is not its own where others share the band. */
function dimmer({ focus, focusNode }: View, byNode: boolean): (bar: Bar) => boolean {
  if (focus !== undefined) return ({ messageUid }) => messageUid !== focus;
  if (!byNode) return () => false;
  return (bar) => clientOfBar(bar) !== (focusNode as NodeId);
}

type Ends = Pick<PlacedBar, 'left' | 'right' | 'diskFrom' | 'split' | 'isOpen'>;

function endsOf(bar: Bar, frame: Frame): Ends {
  const { now } = frame;
  const end = bar.until !== undefined && bar.until <= now ? bar.until : now;
  const isOpen = end === now && bar.until !== now;
  const hollowFrom =
    bar.identifierFrom !== undefined && bar.identifierFrom <= end ? bar.identifierFrom : end;
  const from = Math.max(bar.from, frame.since - 1) as SimTime;
  const left = frame.x(from);
  const right = Math.max(frame.x(end), left + BAR_LENGTH_MIN);
  const split = Math.min(right, Math.max(left, frame.x(hollowFrom)));
  const diskFrom = bar.diskSince && frame.x(Math.max(bar.diskSince, frame.since - 1));
  return { left, right, diskFrom, split, isOpen };
}

function textsIn(
  { palette, big }: View,
  bar: Bar,
  place: BandPlace,
  style: BarStyle,
  { left, split, right }: Ends,
): readonly BarText[] {
  const charWidth = barTextSize(big) * palette.charShare;
  const { solid, hollow } = barTexts(bar, place, style);
  const parts = [
    { texts: solid, from: left, to: split },
    { texts: hollow, from: split, to: right },
  ];
  return parts.flatMap(({ texts, from, to }) => {
    const start = Math.max(from, 0) + TEXT_AIR;
    const text = texts.find((one) => one.length * charWidth <= to - start - TEXT_END);
    return text === undefined ? [] : [{ text, left: start }];
  });
}

export function barTextSize(big: boolean): number {
  return big ? 12 : 11;
}
