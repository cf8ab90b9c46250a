// Which track each packet moves on, so that no two of their boxes ever meet. A lane is one direction
// of one client's link; its packets get the first track that stays free on their whole way. Fed with
// the trace in its order: sent, lost, arrived. A packet's fate is not looked at before it happens.
//
//   sent     the first track on which it meets nobody; none left: it joins a bundle
//   lost     it stops where it is, on the first track where nobody will run into it (its own first)
//   delayed  from there on a slower one, which needs a free track as if it had been sent
//   arrived  gone; of a bundle the next packet goes on

import type { SimTime } from '../../base/time.ts';
import { SpanList } from '../../trace/spanList.ts';
import { laneName, type Route } from './cast.ts';
import { meet, type Rider, shareOf, type TrackBox, type TrackRules } from './trackWay.ts';

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
    const rider = { uid, sentAt, since: sentAt, sinceShare: 0, dueAt, endsAt: dueAt };
    this.#go(lane, [rider], sentAt, 0);
  }

  /** From `at` on it goes slower, and is due at `dueAt`. */
  delay(uid: string, at: SimTime, dueAt: SimTime): void {
    const found = this.#boxOf.get(uid);
    const rider = found?.box.riders.find((one) => one.uid === uid);
    if (found === undefined || rider === undefined || dueAt <= at) return;
    const { lane, box } = found;
    const late: Rider = {
      ...rider,
      since: at,
      sinceShare: shareOf(rider, at),
      dueAt,
      endsAt: dueAt,
    };
    if (box.rider !== rider) {
      // Where it would be by itself was never seen.
      Object.assign(rider, late);
      return;
    }
    box.until = at;
    rider.endsAt = at;
    this.#go(lane, [late], at, box.track);
    this.#passOn(lane, box, at);
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
    const markUntil = (at + Math.round((rider.dueAt - rider.since) * MARK_SHARE)) as SimTime;
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
      const box: TrackBox = { rider, riders, joins: new Map(), track, from, until, parked };
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

  /** Each packet on its way is in a box: one of its own, a bundle, or where a lost one's mark was. */
  #go(lane: Lane, riders: Rider[], at: SimTime, track: number): void {
    const [{ dueAt }] = riders as [Rider];
    const box =
      this.#place(lane, riders, at, dueAt, false, track) ??
      this.#join(lane, riders, at) ??
      this.#displace(lane, riders, at);
    if (box === undefined) return;
    for (const { uid } of riders) this.#boxOf.set(uid, { lane, box });
  }

  /** The bundle on the last track, or on another one. */
  #join(lane: Lane, riders: readonly Rider[], at: SimTime): TrackBox | undefined {
    for (let track = this.rules.tracksMax - 1; track >= 0; track--) {
      const box = this.#othersOn(lane, track, at).findLast(({ parked }) => !parked);
      if (box === undefined) continue;
      for (const { uid } of riders) box.joins.set(uid, at);
      box.riders.push(...riders);
      box.riders.sort(
        (a, b) => Number(b === box.rider) - Number(a === box.rider) || a.sentAt - b.sentAt,
      );
      return box;
    }
    return undefined;
  }

  /** Only marks of lost packets are in the way: on the first track they go. */
  #displace(lane: Lane, riders: Rider[], at: SimTime): TrackBox | undefined {
    for (const mark of this.#othersOn(lane, 0, at)) mark.until = at;
    return this.#place(lane, riders, at, (riders[0] as Rider).dueAt, false, 0);
  }

  /** The first of a bundle has come to its end: the next one goes on. */
  #passOn(lane: Lane, box: TrackBox, at: SimTime): void {
    if (box.parked) return;
    const riders = box.riders.filter(({ uid, endsAt }) => endsAt > at && uid !== box.rider.uid);
    if (riders.length > 0) this.#go(lane, riders, at, box.track);
  }
}
