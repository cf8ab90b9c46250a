// The packets of a ladder's picture: a line for each from where it is sent to where it arrives, a cross
// where it is lost, its sign on the way, and its name where there is room.

import type { SimTime } from '../base/time.ts';
import type { PacketType } from '../trace/event.ts';
import { type Flight, shareAt } from '../trace/flights.ts';
import { sayLost } from '../trace/sentence.ts';
import { AXIS, LINES, MARGIN, type Row } from './ladderRows.ts';
import { AGAIN_DASHES, crossOf, shapeOf } from './ladderShapes.ts';
import { FONT_DATA, type LadderPart } from './ladderSvg.ts';
import { element, short, text } from './svg.ts';

/** Where nobody stands out, so many packets in a row have their names. */
const NAMED_MAX = 60;
const DIM = 0.28;
const CHAR = 6.7;
/** Half of a sign's width, without the air around it. */
const SIGN = 4;
/** `air`: between two names beside each other. */
const LABEL = { height: 14, gap: 11, size: 11, air: 6 };
/** Shares of a packet's way: where its sign stands, and where else its name may. */
const MIDDLE = 0.5;
const BESIDE = [0.75, 0.25, 0.88, 0.12];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

interface Drawn {
  readonly flight: Flight;
  /** From where it is sent, with a corner wherever it was held up. */
  readonly points: readonly Point[];
  readonly shape: Point;
  /** On its line before and after its sign. */
  readonly beside: readonly Point[];
  readonly end: Point;
  readonly isDim: boolean;
}

export function drawPackets(part: LadderPart, row: Row): string {
  const { index, focus } = part;
  const flights = index.flights.overlapping(row.from, row.to);
  const drawn = flights.map((flight) => place(part, row, flight));
  const isNamed = focus === undefined ? drawn.length <= NAMED_MAX : true;
  const named = isNamed ? drawn.filter(({ isDim, flight }) => !isDim && isMessage(flight)) : [];
  return [
    cut(row, drawn.map((one) => drawLine(part, one)).join('')),
    ...drawn.filter(({ shape }) => isIn(row, shape)).map((one) => drawSign(part, one)),
    ...drawn.filter((one) => isLost(one) && isIn(row, one.end)).map((one) => drawCross(part, one)),
    ...placeLabels(part, row, named, drawn),
  ].join('');
}

/** What goes on before a row or after it is not seen. By its own box: an id would have to be the only one. */
function cut(row: Row, content: string): string {
  const [x, y, width, height] = [row.x(row.from), row.top, row.x(row.to) - row.x(row.from), AXIS];
  const viewBox = [x, y, width, height].map(short).join(' ');
  return element('svg', { x, y, width, height, viewBox }, content);
}

function isIn(row: Row, { x }: Point): boolean {
  return x >= row.x(row.from) && x <= row.x(row.to);
}

function place({ index, focus }: LadderPart, row: Row, flight: Flight): Drawn {
  const { packet, from, until, delays = [] } = flight;
  const client = packet.from === 'broker' ? packet.to : packet.from;
  const isUpper = !index.subscribers.has(client);
  const [start, end] =
    packet.from === 'broker'
      ? isUpper
        ? [LINES.brokerTop, LINES.publishers]
        : [LINES.brokerBottom, LINES.subscribers]
      : isUpper
        ? [LINES.publishers, LINES.brokerTop]
        : [LINES.subscribers, LINES.brokerBottom];
  const at = (t: number): Point => {
    const share = Math.max(0, Math.min(1, shareAt(flight, t as SimTime)));
    return { x: row.x(t), y: row.top + start + (end - start) * share };
  };
  const along = (share: number) => at(from + (until - from) * share);
  return {
    flight,
    points: [from, ...delays.map((delay) => delay.at), until].map(at),
    shape: along(MIDDLE),
    beside: BESIDE.map(along),
    end: at(until),
    isDim: focus !== undefined && packet.messageUid !== focus,
  };
}

function isLost({ flight }: Drawn): boolean {
  return flight.fate === 'lost';
}

function isMessage({ packet }: Flight): boolean {
  return packet.messageUid !== undefined;
}

/** An answer to what was sent again is a new one. */
function isSentAgain({ packet: { type, attempt }, transmission }: Flight): boolean {
  return transmission > 1 || (attempt > 1 && (type === 'PUBLISH' || type === 'PUBREL'));
}

function colourOf({ colours }: LadderPart, { packet }: Flight): string {
  return packet.level === undefined ? colours.inkSoft : colours.lines[packet.level];
}

function drawLine(part: LadderPart, { flight, points, isDim }: Drawn): string {
  const [first, ...rest] = points.map(({ x, y }) => `${short(x)} ${short(y)}`);
  return element('path', {
    d: `M${first}L${rest.join(' ')}`,
    fill: 'none',
    stroke: colourOf(part, flight),
    'stroke-width': isMessage(flight) ? 1.5 : 1,
    'stroke-dasharray': isSentAgain(flight) ? AGAIN_DASHES : undefined,
    opacity: isDim ? DIM : undefined,
  });
}

function drawSign(part: LadderPart, { flight, shape, isDim }: Drawn): string {
  const { colours } = part;
  const { type, level } = flight.packet;
  const fill = type === 'PUBLISH' && level !== undefined ? colours.fills[level] : colours.canvas;
  const stroke = colourOf(part, flight);
  return shapeOf(type, round(shape.x), round(shape.y), {
    fill,
    stroke,
    'stroke-width': 1.5,
    opacity: isDim ? DIM : undefined,
  });
}

function drawCross({ colours }: LadderPart, { end, isDim }: Drawn): string {
  return element('path', {
    d: crossOf(round(end.x), round(end.y)),
    fill: 'none',
    stroke: colours.loss,
    'stroke-width': 2.5,
    opacity: isDim ? DIM : undefined,
  });
}

/** What was lost first; a name that would cover another sign, name or line is left out. */
function placeLabels(
  part: LadderPart,
  row: Row,
  named: readonly Drawn[],
  drawn: readonly Drawn[],
): readonly string[] {
  const taken: Box[] = drawn.flatMap((one) =>
    [one.shape, ...(isLost(one) ? [one.end] : [])].filter((at) => isIn(row, at)).map(boxAround),
  );
  const inOrder = [...named].sort((a, b) => Number(isLost(b)) - Number(isLost(a)));
  const said = new Set<string>();
  return inOrder.flatMap((one) => {
    const names = namesOf(part, one.flight);
    // The same to several clients at once is one line, with one name.
    const name = `${names[0]} ${one.flight.from} ${one.points[0]?.y}`;
    if (said.has(name)) return [];
    said.add(name);
    const isFree = (box: Box) =>
      !taken.some((other) => meets(box, other)) &&
      !drawn.some((other) => other !== one && crosses(box, other.points));
    const label = names
      .flatMap((says) => placesOf(part, row, one, says.length * CHAR).map((box) => ({ says, box })))
      .find(({ box }) => isFree(box));
    if (label === undefined) return [];
    const { says, box } = label;
    taken.push(box);
    const fill = isLost(one) ? part.colours.loss : colourOf(part, one.flight);
    const look = { 'font-size': LABEL.size, 'font-family': FONT_DATA, fill };
    return [element('text', { x: box.left, y: box.y + 4, ...look }, text(says))];
  });
}

/** Beside its sign or its cross, or elsewhere along its line, the best first. */
function placesOf(part: LadderPart, row: Row, one: Drawn, width: number): readonly Box[] {
  const { gap } = LABEL;
  const [first, last] = [row.x(row.from), part.width - MARGIN.right];
  const beside = isLost(one) ? [one.end] : [one.shape, ...one.beside];
  return beside
    .filter((at) => isIn(row, at))
    .flatMap(({ x, y }) =>
      [x + gap, x - gap - width].map((left) => ({ left, right: left + width, y })),
    )
    .filter(({ left, right }) => left >= first && right <= last);
}

/** `PUBLISH A DUP`, `PUBACK A, lost`, and, the longest first, what says less where there is no room. */
function namesOf({ index }: LadderPart, flight: Flight): readonly string[] {
  const { packet, lossCause } = flight;
  const letter = index.letterOf(packet);
  const words: (PacketType | string)[] = [packet.type, letter];
  if (packet.dup) words.push('DUP');
  if (flight.transmission > 1) words.push('again');
  const name = words.filter((word) => word !== '').join(' ');
  if (flight.fate !== 'lost') return [name, letter];
  return [`${name}, ${sayLost(lossCause ?? 'network')}`, name, letter];
}

function boxAround({ x, y }: Point): Box {
  return { left: x - SIGN, right: x + SIGN, y };
}

function meets(a: Box, b: Box): boolean {
  const isBeside = a.right + LABEL.air <= b.left || b.right + LABEL.air <= a.left;
  return !isBeside && Math.abs(a.y - b.y) < LABEL.height;
}

/** Whether a line goes through it. */
function crosses({ left, right, y }: Box, points: readonly Point[]): boolean {
  const half = LABEL.height / 2;
  return points.slice(1).some((to, i) => {
    const from = points[i] as Point;
    const at = (height: number) => {
      const share = to.y === from.y ? 0 : (height - from.y) / (to.y - from.y);
      return from.x + (to.x - from.x) * Math.max(0, Math.min(1, share));
    };
    const isLevel = Math.min(from.y, to.y) > y + half || Math.max(from.y, to.y) < y - half;
    const [a, b] = [at(y - half), at(y + half)];
    return !isLevel && Math.max(a, b) > left && Math.min(a, b) < right;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
