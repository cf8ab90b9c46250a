// What becomes of messages in a ladder's picture: where each is published, where an application gets it,
// once or again, and where it is lost for good.

import type { SimTime } from '../base/time.ts';
import type { MessageUid } from '../trace/event.ts';
import { ordinalNumber } from '../trace/words.ts';
import { LINES, type Row } from './ladderRows.ts';
import { triangleOf } from './ladderShapes.ts';
import { FONT_DATA, type LadderPart } from './ladderSvg.ts';
import { element, text } from './svg.ts';

const DIM = 0.28;
const CHAR = 6.7;
const GAP = 2;
/** px from a line of words to the second one. */
const SECOND = 12;

export function drawMessages(part: LadderPart, row: Row): string {
  return [...drawPublished(part, row), ...drawDelivered(part, row)].join('');
}

function drawPublished(part: LadderPart, row: Row): readonly string[] {
  const { index, colours } = part;
  const above = new Line(part, row, LINES.publishers - 8, -1);
  const below = new Line(part, row, LINES.subscribers + 21, 1);
  return index.messages.flatMap(({ uid, letter, publishedAt, level, publisher }) => {
    if (publisher === 'broker' || !isIn(row, publishedAt)) return [];
    const line = index.subscribers.has(publisher) ? below : above;
    return line.say(letter, publishedAt, colours.lines[level], uid);
  });
}

function drawDelivered(part: LadderPart, row: Row): readonly string[] {
  const { index, colours } = part;
  const line = new Line(part, row, LINES.subscribers + 21, 1);
  const letterOf = (uid: MessageUid) => index.message(uid)?.letter ?? '';
  const triangles: string[] = [];
  const says: Said[] = [];
  for (const { at, messageUid: uid, level, callbacks } of index.deliveries) {
    if (!isIn(row, at)) continue;
    const isAgain = callbacks > 1;
    const fill = isAgain ? colours.dup : colours.lines[level];
    const d = triangleOf(row.x(at), row.top + LINES.subscribers + 2);
    triangles.push(element('path', { d, fill, opacity: opacityOf(part, uid) }));
    const letter = letterOf(uid);
    const what = isAgain ? `${letter} ${ordinalNumber(callbacks)}` : letter;
    says.push({ at, uid, what, fill: isAgain ? colours.dup : colours.ink });
  }
  for (const { at, messageUid: uid } of index.losses) {
    if (isIn(row, at)) says.push({ at, uid, what: `${letterOf(uid)} lost`, fill: colours.loss });
  }
  says.sort((a, b) => a.at - b.at);
  return [
    ...triangles,
    ...says.flatMap(({ what, at, fill, uid }) => line.say(what, at, fill, uid)),
  ];
}

interface Said {
  readonly at: SimTime;
  readonly uid: MessageUid;
  readonly what: string;
  readonly fill: string;
}

/** Words beside each other in order of time; one that has no room there stands in a second line. */
class Line {
  readonly #part: LadderPart;
  readonly #row: Row;
  readonly #y: number;
  readonly #away: 1 | -1;
  /** Where the last word of each of the two lines ends. */
  readonly #ends: [number, number] = [-Infinity, -Infinity];

  /** @param away which way the second line lies: 1 is down */
  constructor(part: LadderPart, row: Row, y: number, away: 1 | -1) {
    this.#part = part;
    this.#row = row;
    this.#y = y;
    this.#away = away;
  }

  /** @returns nothing where there is no room in either */
  say(what: string, at: SimTime, fill: string, uid: MessageUid): readonly string[] {
    const half = (what.length * CHAR) / 2 + GAP;
    const x = Math.min(this.#row.x(at), this.#part.width - half);
    const nth = this.#ends.findIndex((end) => x - half >= end);
    if (nth < 0) return [];
    this.#ends[nth] = x + half;
    const y = this.#row.top + this.#y + nth * this.#away * SECOND;
    const look = { 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 600 };
    const opacity = opacityOf(this.#part, uid);
    const place = { x, y, 'font-family': FONT_DATA, fill, opacity };
    return [element('text', { ...look, ...place }, text(what))];
  }
}

function isIn({ from, to }: Row, at: SimTime): boolean {
  return at >= from && at <= to;
}

function opacityOf({ focus }: LadderPart, uid: MessageUid): number | undefined {
  return focus === undefined || focus === uid ? undefined : DIM;
}
