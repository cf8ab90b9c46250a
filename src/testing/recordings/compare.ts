// Holds what our machine sent against what was recorded, per step and per connection: the order
// inside one connection is exact, identifiers are compared up to a bijection per session.
import type { PacketType } from '../../mqtt/packets/packet.ts';
import { formatForm, type PacketForm } from './packetForm.ts';
import { type Tolerance, tolerate } from './tolerances.ts';

/** What a side did on a connection: sent a packet, or bytes that are no sound packet, or ended it. */
export type WireItem =
  | PacketForm
  | { readonly type: 'unsound'; readonly hex: string }
  | { readonly type: 'closed' };

export interface Sent {
  readonly step: number;
  /** `sub#2`: the second connection of `sub`. */
  readonly conn: string;
  /** Whose session the connection belongs to. */
  readonly clientId: string;
  readonly item: WireItem;
}

export type Comparison =
  | { readonly kind: 'equal'; readonly tolerated: readonly Tolerance[] }
  | { readonly kind: 'different'; readonly differences: readonly Difference[] };

/** The first of a step. */
export interface Difference {
  readonly step: number;
  readonly says: string;
}

/** Packets whose identifier their sender chose; the others repeat one that they answer. */
const NAMED_BY_SENDER: readonly PacketType[] = ['PUBLISH', 'PUBREL', 'SUBSCRIBE', 'UNSUBSCRIBE'];

/** Pairs of identifiers, recorded and ours, one to one. */
type IdPairs = ReadonlyMap<number, number>;

/** Compares step by step and connection by connection; what is not sent by either is no difference. */
export function compareWires(recorded: readonly Sent[], ours: readonly Sent[]): Comparison {
  const tolerated = new Set<Tolerance>();
  const differences: Difference[] = [];
  const pairsOf = new Map<string, IdPairs>();
  for (const { step, conn, clientId } of places([...recorded, ...ours])) {
    const [theirs, mine] = [recorded, ours].map((sent) =>
      sent.filter((one) => one.step === step && one.conn === conn).map(({ item }) => item),
    ) as [WireItem[], WireItem[]];
    const match = compareItems(theirs, mine, pairsOf.get(clientId) ?? new Map());
    if (match === undefined) {
      const says = `step ${step}, ${conn}: recorded ${format(theirs)}; ours ${format(mine)}`;
      if (differences.at(-1)?.step !== step) differences.push({ step, says });
    } else {
      pairsOf.set(clientId, match.pairs);
      for (const tolerance of match.tolerated) tolerated.add(tolerance);
    }
  }
  if (differences.length > 0) return { kind: 'different', differences };
  return { kind: 'equal', tolerated: [...tolerated] };
}

/** Each step and connection once, by step. */
function places(sent: readonly Sent[]): readonly Sent[] {
  const byName = new Map(sent.map((one) => [`${one.step} ${one.conn}`, one]));
  return [...byName.values()].sort((a, b) => a.step - b.step);
}

interface Match {
  readonly pairs: IdPairs;
  readonly tolerated: readonly Tolerance[];
}

/** Tries as it is, then with each rearrangement that the specification leaves open. */
function compareItems(
  recorded: readonly WireItem[],
  ours: readonly WireItem[],
  pairs: IdPairs,
): Match | undefined {
  const exact = compareInOrder(recorded, ours, pairs);
  if (exact !== undefined) return exact;
  const rearranged: readonly (readonly [Tolerance, readonly WireItem[] | undefined])[] = [
    ['a reason before the close', withoutReason(recorded, ours)],
    ['retained before SUBACK', withSubackAsIn(recorded, ours)],
  ];
  for (const [tolerance, items] of rearranged) {
    const match = items === undefined ? undefined : compareInOrder(recorded, items, pairs);
    if (match !== undefined) return { ...match, tolerated: [tolerance, ...match.tolerated] };
  }
  return undefined;
}

function compareInOrder(
  recorded: readonly WireItem[],
  ours: readonly WireItem[],
  before: IdPairs,
): Match | undefined {
  if (recorded.length !== ours.length) return undefined;
  let pairs = before;
  const tolerated: Tolerance[] = [];
  for (const [index, theirs] of recorded.entries()) {
    const item = ours[index];
    if (item === undefined || item.type !== theirs.type) return undefined;
    if (item.type === 'closed' || theirs.type === 'closed') continue;
    if (item.type === 'unsound' || theirs.type === 'unsound') return undefined;
    if (theirs.startsSession) pairs = new Map();
    const paired = pairIds(theirs, item, pairs);
    const needed = item.rest === theirs.rest ? tolerate(theirs, item) : undefined;
    if (paired === undefined || needed === undefined) return undefined;
    pairs = paired;
    tolerated.push(...needed);
  }
  return { pairs, tolerated };
}

/** @returns the pairs with this one, or undefined when an identifier has another partner */
function pairIds(recorded: PacketForm, ours: PacketForm, pairs: IdPairs): IdPairs | undefined {
  const [theirId, ourId] = [recorded.packetId, ours.packetId];
  if (!NAMED_BY_SENDER.includes(recorded.type) || theirId === 0 || ourId === 0) {
    return theirId === ourId ? pairs : undefined;
  }
  if (pairs.get(theirId) === ourId) return pairs;
  const isTaken = pairs.has(theirId) || [...pairs.values()].includes(ourId);
  return isTaken ? undefined : new Map([...pairs, [theirId, ourId]]);
}

/** Ours without the DISCONNECT or CONNACK that says why it closes, where the recording has none. */
function withoutReason(
  recorded: readonly WireItem[],
  ours: readonly WireItem[],
): readonly WireItem[] | undefined {
  const at = ours.findIndex(isFarewell);
  if (at < 0 || recorded.some(isFarewell) || ours[at + 1]?.type !== 'closed') return undefined;
  return ours.filter((_, index) => index !== at);
}

/** v5 [MQTT-3.1.4-3] asks for 0x8E, Session taken over: that is no recommendation. */
function isFarewell(item: WireItem): boolean {
  if (item.type !== 'DISCONNECT' && item.type !== 'CONNACK') return false;
  const { reasonCode = 0 } = item;
  return reasonCode >= 0x80 && reasonCode !== 0x8e;
}

/** Ours with SUBACK at the place that it has in the recording, if only PUBLISH comes between. */
function withSubackAsIn(
  recorded: readonly WireItem[],
  ours: readonly WireItem[],
): readonly WireItem[] | undefined {
  const [from, to] = [ours, recorded].map((items) => items.findIndex(isSuback));
  if (from === undefined || to === undefined || from < 0 || to <= from) return undefined;
  const rest = ours.filter((_, index) => index !== from);
  const between = ours.slice(from + 1, to + 1);
  if (!between.every(({ type }) => type === 'PUBLISH')) return undefined;
  const suback = ours.slice(from, from + 1);
  return [...rest.slice(0, to), ...suback, ...rest.slice(to)];
}

function isSuback(item: WireItem): boolean {
  return item.type === 'SUBACK';
}

function format(items: readonly WireItem[]): string {
  if (items.length === 0) return 'nothing';
  return items.map(formatItem).join(', ');
}

function formatItem(item: WireItem): string {
  if (item.type === 'closed') return 'closed';
  return item.type === 'unsound' ? `unsound ${item.hex}` : formatForm(item);
}

/** The steps that differ, none for a recording that is reproduced. */
export function stepsOf(result: Comparison): readonly number[] {
  return result.kind === 'equal' ? [] : result.differences.map(({ step }) => step);
}

/** What differs first, or nothing. */
export function formatDifference(result: Comparison): string {
  return result.kind === 'equal' ? '' : (result.differences[0]?.says ?? '');
}
