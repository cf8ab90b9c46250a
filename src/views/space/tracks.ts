// Which track each packet moves on, so that no two of their boxes ever meet. A lane is one direction
// of one client's link; its packets get the first track that stays free on their whole way. Fed with
// the trace in its order: sent, lost, arrived. A packet's fate is not looked at before it happens.
//
//   sent     the first track on which it meets nobody; none left: it joins a bundle on the last one
//   lost     it stops where it is, on the first track where nobody will run into it (its own first)
//   arrived  gone; of a bundle the next packet goes on

import type { SimTime } from '../../base/time.ts';
import { SpanList } from '../../trace/spanList.ts';
import { laneName, type Route } from './cast.ts';

export interface TrackRules {
  /** The hop's height in px. */
  readonly hopHeight: number;
  /** Px that a box reaches from the packet's place, in its direction and against it. */
  readonly ahead: number;
  readonly behind: number;
  /** Ahead of a packet that was lost: there is a cross. */
  readonly aheadLost: number;
  /** Tracks of a lane; further packets are bundled. Infinity for no limit. */
  readonly tracksMax: number;
  /** Packets stand at the start, middle and end of a hop only. */
  readonly stepped: boolean;
}

export interface Rider {
  /** The flight's name. */
  readonly uid: string;
  readonly sentAt: SimTime;
  readonly dueAt: SimTime;
  /** When it is lost, or due. */
  endsAt: SimTime;
}

/** What is drawn on a track from `from` to `until`: a packet, or several as a bundle. */
export interface TrackBox {
  /** The one that says where the box is. */
  readonly rider: Rider;
  /** In order of sending, the rider too. */
  readonly riders: Rider[];
  readonly track: number;
  readonly from: SimTime;
  until: SimTime;
  /** Lost: stands where it was lost. */
  readonly parked: boolean;
}

interface Lane {
  /** Boxes of each track that may still be met. */
  readonly tracks: TrackBox[][];
  readonly boxes: SpanList<TrackBox>;
}

/** How long a lost packet's mark stays, of the time that its hop takes. */
const MARK_SHARE = 0.9;

export class TrackPlan {
  readonly rules: TrackRules;
  readonly #lanes = new Map<string, Lane>();
  readonly #boxOf = new Map<string, { readonly lane: Lane; box: TrackBox }>();

  constructor(rules: TrackRules) {
    this.rules = rules;
  }

  send(route: Route, uid: string, sentAt: SimTime, dueAt: SimTime): void {
    if (dueAt <= sentAt) return;
    const lane = this.#lane(laneName(route));
    const rider: Rider = { uid, sentAt, dueAt, endsAt: dueAt };
    const box =
      this.#place(lane, [rider], sentAt, dueAt, false, 0) ?? this.#join(lane, rider, sentAt);
    if (box !== undefined) this.#boxOf.set(uid, { lane, box });
  }

  lose(uid: string, at: SimTime): void {
    const found = this.#boxOf.get(uid);
    if (found === undefined) return;
    const { lane, box } = found;
    const rider = box.riders.find((one) => one.uid === uid);
    this.#boxOf.delete(uid);
    if (rider === undefined) return;
    rider.endsAt = at;
    if (box.rider !== rider) return;
    box.until = at;
    const markUntil = (at + Math.round((rider.dueAt - rider.sentAt) * MARK_SHARE)) as SimTime;
    this.#place(lane, [rider], at, markUntil, true, box.track);
    this.#passOn(lane, box, at);
  }

  arrive(uid: string, at: SimTime): void {
    const found = this.#boxOf.get(uid);
    if (found !== undefined && found.box.rider.uid === uid) this.#passOn(found.lane, found.box, at);
    this.#boxOf.delete(uid);
  }

  /** Boxes of a lane between two instants, in order of their beginning. */
  boxesIn(route: Pick<Route, 'client' | 'down'>, from: SimTime, to: SimTime): readonly TrackBox[] {
    return this.#lanes.get(laneName(route))?.boxes.overlapping(from, to) ?? [];
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { tracks: [], boxes: new SpanList() };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** @returns undefined when no track is free */
  #place(
    lane: Lane,
    riders: Rider[],
    from: SimTime,
    until: SimTime,
    parked: boolean,
    first: number,
  ): TrackBox | undefined {
    const rider = riders[0] as Rider;
    // One more than are in use: an empty track is free.
    const count = Math.min(lane.tracks.length + 1, this.rules.tracksMax);
    for (let i = -1; i < count; i++) {
      const track = i < 0 ? first : i;
      if (i === first || track >= count) continue;
      const box: TrackBox = { rider, riders, track, from, until, parked };
      const others = this.#othersOn(lane, track, from);
      if (others.some((other) => meet(this.rules, box, other))) continue;
      others.push(box);
      lane.boxes.push(box);
      lane.boxes.noteEnd(until - from);
      return box;
    }
    return undefined;
  }

  /** Boxes of a track that have not ended by `now`. */
  #othersOn(lane: Lane, track: number, now: SimTime): TrackBox[] {
    lane.tracks[track] ??= [];
    const boxes = lane.tracks[track];
    let kept = 0;
    for (const box of boxes) if (box.until > now) boxes[kept++] = box;
    boxes.length = kept;
    return boxes;
  }

  /** The bundle that a packet is too close to. */
  #join(lane: Lane, rider: Rider, at: SimTime): TrackBox | undefined {
    const boxes = this.#othersOn(lane, this.rules.tracksMax - 1, at);
    const box = boxes.findLast(({ parked }) => !parked);
    box?.riders.push(rider);
    return box;
  }

  /** The first of a bundle has come to its end: the next one goes on, if there is room. */
  #passOn(lane: Lane, box: TrackBox, at: SimTime): void {
    if (box.parked) return;
    const riders = box.riders.filter(({ endsAt }) => endsAt > at);
    const [next] = riders;
    if (next === undefined) return;
    const passed = this.#place(lane, riders, at, next.dueAt, false, box.track);
    if (passed === undefined) return;
    for (const { uid } of riders) this.#boxOf.set(uid, { lane, box: passed });
  }
}

/** Px from the hop's beginning in the packet's direction. */
export function travelled(rules: TrackRules, rider: Rider, t: number): number {
  const { sentAt, dueAt } = rider;
  const share = Math.min(1, Math.max(0, (t - sentAt) / (dueAt - sentAt)));
  const { hopHeight, stepped, ahead, behind } = rules;
  if (!stepped) return share * hopHeight;
  if (share < 1 / 3) return behind;
  return share < 2 / 3 ? hopHeight / 2 : hopHeight - ahead;
}

/** Where a box is at `t`. */
export function placeOf(rules: TrackRules, { rider, parked }: TrackBox, t: number): number {
  return travelled(rules, rider, parked ? rider.endsAt : t);
}

/** Whether two boxes on one track touch at any instant. */
function meet(rules: TrackRules, a: TrackBox, b: TrackBox): boolean {
  const from = Math.max(a.from, b.from);
  const until = Math.min(a.until, b.until);
  if (from >= until) return false;
  const apart = (t: number) => placeOf(rules, a, t) - placeOf(rules, b, t);
  const tooFarAhead = aheadOf(rules, b) + rules.behind;
  const tooFarBehind = aheadOf(rules, a) + rules.behind;
  const isClear = (low: number, high: number) => low >= tooFarAhead || high <= -tooFarBehind;
  if (!rules.stepped) {
    // Both go straight, so that the distance is the least, or the most, at one of the ends.
    const [d1, d2] = [apart(from), apart(until)];
    return !isClear(Math.min(d1, d2), Math.max(d1, d2));
  }
  const instants = [from, ...stepsOf(a.rider), ...stepsOf(b.rider)];
  return instants.some((t) => {
    if (t < from || t >= until) return false;
    const d = apart(t);
    return !isClear(d, d);
  });
}

function aheadOf(rules: TrackRules, { parked }: TrackBox): number {
  return parked ? rules.aheadLost : rules.ahead;
}

function stepsOf({ sentAt, dueAt }: Rider): readonly number[] {
  const third = (dueAt - sentAt) / 3;
  // Rounded up, so that a share computed from it is past the step.
  return [Math.ceil(sentAt + third), Math.ceil(sentAt + 2 * third)];
}
