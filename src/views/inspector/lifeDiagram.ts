// The states of one exchange as boxes and arrows, in px: its sender on the left, its receiver on the
// right, time downwards. Which states there are and which are lit is the projection's.

import type { ExchangeType } from '../../trace/event.ts';
import {
  type Exchange,
  type LifeState,
  presentOf,
  RECEIVER_WAY,
  SENDER_WAY,
  type Side,
} from '../../trace/messageLife.ts';

export type SideName = 'sender' | 'receiver';

export interface StateBox {
  readonly side: SideName;
  readonly state: LifeState;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Whether its side is in this state, has been, or has not. */
  readonly reached: 'present' | 'past' | 'not yet';
  /** Off the ordinary way. */
  readonly isOff: boolean;
  /** How often its packet has been sent; undefined for states that send nothing again. */
  readonly sent: number | undefined;
}

export interface StateArrow {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  /** The packet that takes it there. */
  readonly label: string;
  /** How many of these were lost. */
  readonly lost: number;
  readonly reached: boolean;
}

export interface LifeDiagram {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StateBox[];
  readonly arrows: readonly StateArrow[];
}

export const BOX = { width: 106, height: 22 };
const WIDTH = 264;
const PITCH = 42;
/** Near the box's edge: what stands beside the arrow, `PUBLISH 1 lost`, has room. */
const ARROW_X = 6;
const RECEIVER_X = WIDTH - BOX.width;

/** What is sent, and sent again, in a state. */
const SENDS: Partial<Record<LifeState, ExchangeType>> = {
  'wants PUBACK': 'PUBLISH',
  'wants PUBREC': 'PUBLISH',
  'wants PUBCOMP': 'PUBREL',
};

const TEXTS: Partial<Record<LifeState, string>> = {
  nothing: 'has nothing',
  'holds identifier': 'holds its id',
  released: 'id is free',
  inbox: 'app is busy',
  gone: 'let go of it',
  forgotten: 'lost its id',
};

export function lifeDiagram(exchange: Exchange): LifeDiagram {
  const { qos, hop, sender, receiver } = exchange;
  const start: readonly LifeState[] = hop === 1 ? ['published'] : [];
  const left = column(exchange, 'sender', sender, [...start, ...SENDER_WAY[qos]]);
  const right = column(exchange, 'receiver', receiver, RECEIVER_WAY[qos]);
  const boxes = [...left, ...right];
  const bottom = Math.max(...boxes.map(({ y }) => y)) + BOX.height;
  const arrows = [...arrowsOf(exchange, left), ...arrowsOf(exchange, right)];
  return { width: WIDTH, height: bottom + 1, boxes, arrows };
}

function column(
  { packets }: Exchange,
  side: SideName,
  { history }: Side,
  way: readonly LifeState[],
): readonly StateBox[] {
  const present = presentOf({ node: '', history })?.state ?? way[0];
  const visited = new Set(history.map(({ state }) => state));
  return withBranches(way, visited).map((state, i): StateBox => {
    const type = SENDS[state];
    return {
      side,
      state,
      text: TEXTS[state] ?? state,
      x: side === 'sender' ? 0 : RECEIVER_X,
      y: 0.5 + i * PITCH,
      reached: state === present ? 'present' : visited.has(state) ? 'past' : 'not yet',
      isOff: !way.includes(state),
      sent: type === undefined ? undefined : (packets[type]?.sent ?? 0),
    };
  });
}

/** Those off the way stand in it where it was left: a queue before sending, an end after all. */
function withBranches(
  way: readonly LifeState[],
  visited: ReadonlySet<LifeState>,
): readonly LifeState[] {
  const has = (state: LifeState) => (visited.has(state) ? [state] : []);
  const isStart = (state: LifeState) => state === 'published' || state === 'nothing';
  return [
    ...way.filter(isStart),
    ...has('queued'),
    ...has('inbox'),
    ...way.filter((state) => !isStart(state)),
    ...has('gone'),
    ...has('forgotten'),
  ];
}

function arrowsOf({ packets, qos }: Exchange, boxes: readonly StateBox[]): readonly StateArrow[] {
  return boxes.slice(1).map((box, i) => {
    const before = boxes[i] as StateBox;
    const type = triggerOf(box, before, qos);
    return {
      x: box.x + ARROW_X,
      from: before.y + BOX.height,
      to: box.y,
      label: type ?? '',
      lost: type === undefined ? 0 : (packets[type]?.lost ?? 0),
      reached: box.reached !== 'not yet',
    };
  });
}

/** The packet whose sending or coming takes a side from one state to the next. */
function triggerOf(
  { side, state, isOff }: StateBox,
  before: StateBox,
  qos: Exchange['qos'],
): ExchangeType | undefined {
  if (isOff || before.state === 'gone') return undefined;
  switch (state) {
    case 'sent':
    case 'wants PUBACK':
    case 'wants PUBREC':
    case 'received':
    case 'holds identifier':
      return 'PUBLISH';
    case 'wants PUBCOMP':
      return 'PUBREC';
    case 'done':
      return qos === 1 ? 'PUBACK' : 'PUBCOMP';
    case 'released':
      return side === 'receiver' ? 'PUBREL' : undefined;
    default:
      return undefined;
  }
}
