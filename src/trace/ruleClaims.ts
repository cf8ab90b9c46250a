// What of the rule of thumb is right, for which clock, and on which network: computed from what was
// measured, said in words, and where another network makes a figure right, which.

import { assertNever } from '../base/assertNever.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import { latencyConditions, latencyForms, pathOf } from './closedForms.ts';
import type { Qos } from './event.ts';
import type { LatencyClock } from './metrics.ts';
import {
  FOLKLORE,
  LATENCY_CLOCKS,
  type MeasuredLevel,
  type MeasuredRule,
  type RuleInput,
} from './ruleOfThumb.ts';
import { listWords } from './words.ts';

export const CLAIMS = ['roundTrips', 'storage', 'latency', 'duplicates'] as const;
export type ClaimName = (typeof CLAIMS)[number];

/** A network on which a claim is right. */
export interface RightNetwork {
  /** What is to be set otherwise; may be nothing. */
  readonly changes: Partial<NetworkSettings>;
  /** Absent: it is not a matter of clocks. */
  readonly clock?: LatencyClock;
}

export interface Claim {
  readonly level: Qos;
  readonly name: ClaimName;
  /** As folklore has it. */
  readonly text: string;
  /** `right` with some clock: `says` tells which. `open`: nothing is measured yet. */
  readonly verdict: 'right' | 'wrong' | 'open';
  readonly says: string;
  /** Absent: it is right already, or no network makes it so. */
  readonly network?: RightNetwork;
}

export const CLOCK_WORDS: Readonly<Record<LatencyClock, string>> = {
  deliveryMs: 'delivery',
  publisherHandshakeMs: 'the publisher’s handshake',
  subscriberHandshakeMs: 'the subscriber’s handshake',
};

export function judgeRule(rule: MeasuredRule, input: RuleInput): readonly Claim[] {
  return rule.levels.flatMap((measured) =>
    CLAIMS.map((name) => judge(name, measured, rule, input)),
  );
}

export function judge(
  name: ClaimName,
  measured: MeasuredLevel,
  rule: MeasuredRule,
  input: RuleInput,
): Claim {
  switch (name) {
    case 'roundTrips':
      return judgeRoundTrips(measured, input);
    case 'latency':
      return judgeLatency(measured, input);
    case 'storage':
      return judgeStorage(measured, rule);
    case 'duplicates':
      return judgeDuplicates(measured, input);
    default:
      return assertNever(name);
  }
}

function judgeRoundTrips(measured: MeasuredLevel, input: RuleInput): Claim {
  const { level, roundTrips } = measured;
  const claimed = FOLKLORE[level].roundTrips;
  const label = { level, name: 'roundTrips', text: String(claimed) } as const;
  if (claimed === 0) {
    const { n } = roundTrips.publisherHandshakeMs;
    if (measured.duplicates.n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
    const says =
      n === 0
        ? `Nothing is answered, so nothing is waited for. Delivery takes ${formatRatio(roundTrips.deliveryMs.measured ?? 0)} of a round trip all the same.`
        : 'Something is answered.';
    return { ...label, verdict: n === 0 ? 'right' : 'wrong', says };
  }
  const values = (clock: LatencyClock) => roundTrips[clock].measured;
  return {
    ...label,
    ...judgeClocks([claimed, claimed], values, ''),
    ...networkFor(input, level, [claimed, claimed], 2),
  };
}

function judgeLatency({ level, latency }: MeasuredLevel, input: RuleInput): Claim {
  const range = FOLKLORE[level].latency;
  const [from, to] = range;
  const text = from === to ? `${from}×` : `${from}–${to}×`;
  const label = { level, name: 'latency', text } as const;
  const values = (clock: LatencyClock) => latency[clock].median.measured;
  if (level === 0) {
    const isKnown = values('deliveryMs') !== undefined;
    const says = isKnown ? 'The unit of all others: from publish to the application.' : NOTHING_YET;
    return { ...label, verdict: isKnown ? 'right' : 'open', says };
  }
  const basePath = pathOf(input.scenario, 0);
  const unit = basePath && latencyForms(basePath).deliveryMs;
  return { ...label, ...judgeClocks(range, values, '×'), ...networkFor(input, level, range, unit) };
}

const NOTHING_YET = 'Nothing is measured yet.';

function judgeClocks(
  range: readonly [number, number],
  values: (clock: LatencyClock) => number | undefined,
  unit: string,
): Pick<Claim, 'verdict' | 'says'> {
  const known = LATENCY_CLOCKS.flatMap((clock) => {
    const value = values(clock);
    return value === undefined ? [] : { clock, value, isRight: isWithin(value, range) };
  });
  if (known.length === 0) return { verdict: 'open', says: NOTHING_YET };
  const say = (isRight: boolean) =>
    known
      .filter((each) => each.isRight === isRight)
      .map(({ clock, value }) => `${CLOCK_WORDS[clock]} (${formatRatio(value)}${unit})`);
  const [right, wrong] = [say(true), say(false)];
  if (right.length === 0) return { verdict: 'wrong', says: `Not right for ${listWords(wrong)}.` };
  const rest = wrong.length === 0 ? '' : `, not for ${listWords(wrong)}`;
  return { verdict: 'right', says: `Right for ${listWords(right)}${rest}.` };
}

/** To the second decimal, as it is shown. */
export function formatRatio(value: number): string {
  return value < 100 ? value.toFixed(2) : String(Math.round(value));
}

function isWithin(value: number, [from, to]: readonly [number, number]): boolean {
  const shown = Math.round(value * 100) / 100;
  return shown >= from && shown <= to;
}

/** The network without anything that spoils the formulas, and the clock whose formula is in the range. */
function networkFor(
  { scenario, network, isSteady }: RuleInput,
  level: Qos,
  range: readonly [number, number],
  unit: number | undefined,
): Pick<Claim, 'network'> {
  const path = pathOf(scenario, level);
  const changes = differing(network, quiet(network));
  const hinders = latencyConditions(scenario, { ...network, ...changes });
  if (path === undefined || unit === undefined || hinders.length > 0) return {};
  const forms = latencyForms(path);
  const clock = LATENCY_CLOCKS.findLast((each) => {
    const inL = forms[each];
    return inL !== undefined && isWithin(inL / unit, range);
  });
  if (clock === undefined) return {};
  const isSetAlready = isSteady && Object.keys(changes).length === 0;
  return isSetAlready ? {} : { network: { changes, clock } };
}

/** What a network is without loss, jitter, and all that delays or stops packets. */
function quiet({ latencyMs }: NetworkSettings): Partial<NetworkSettings> {
  return {
    lossHop1Up: 0,
    lossHop1Down: 0,
    lossHop2Up: 0,
    lossHop2Down: 0,
    burstMs: 0,
    latencyMs: latencyMs === 0 ? 50 : latencyMs,
    jitterMs: 0,
    duplication: 0,
    reordering: 0,
    bytesPerSec: 0,
    cutsPerMin: 0,
  };
}

function differing(
  network: NetworkSettings,
  wanted: Partial<NetworkSettings>,
): Partial<NetworkSettings> {
  const keys = Object.keys(wanted) as (keyof NetworkSettings)[];
  return Object.fromEntries(
    keys.filter((key) => wanted[key] !== network[key]).map((key) => [key, wanted[key]]),
  );
}

function judgeStorage({ level, storage }: MeasuredLevel, rule: MeasuredRule): Claim {
  const text = FOLKLORE[level].storage;
  const label = { level, name: 'storage', text } as const;
  const { stayMs, completeMs, peak } = storage;
  if (stayMs.n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
  if (text === 'none') {
    const says = peak === 0 ? 'The broker forwards and forgets.' : 'The broker has stored some.';
    return { ...label, verdict: peak === 0 ? 'right' : 'wrong', says };
  }
  if (stayMs.formula === undefined || completeMs === undefined) {
    const why = listWords(rule.latencyUnmet.slice(0, 2));
    const says = `No formula to hold it against${why === '' ? '' : `: ${why}`}.`;
    return { ...label, verdict: 'open', says };
  }
  const [stay, complete] = [stayMs.formula, completeMs].map((ms) => `${Math.round(ms)} ms`);
  if (stayMs.formula === completeMs) {
    return { ...label, verdict: 'right', says: `Until the subscriber’s answer: ${stay} each.` };
  }
  const says = `Until PUBREC alone: ${stay} each, where until complete would be ${complete}. What is kept to the end is the Packet Identifier.`;
  return { ...label, verdict: 'wrong', says };
}

/** Of answers, in the network that shows second copies. */
const ANSWER_LOSS = 0.2;

function judgeDuplicates({ level, duplicates }: MeasuredLevel, input: RuleInput): Claim {
  const text = FOLKLORE[level].duplicates;
  const label = { level, name: 'duplicates', text } as const;
  const { count, n, formula } = duplicates;
  if (n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
  const found = `${count} in ${n} deliveries`;
  if (text === 'possible') {
    if (count > 0) return { ...label, verdict: 'right', says: `${found}.` };
    if ((formula ?? 0) > 0)
      return { ...label, verdict: 'right', says: `None yet in ${n} deliveries.` };
    const says = `${found}: no answer is lost, so nothing is sent again.`;
    return { ...label, verdict: 'wrong', says, ...losing(input.network) };
  }
  const isLowered = level === 2 && pathOf(input.scenario, 2)?.hop2Qos === 1;
  const spoilers = [
    ...(isLowered ? ['the subscriber’s hop is at QoS 1'] : []),
    ...spoilersOf(input.network),
  ];
  const says =
    level === 0
      ? `${found}: right as long as the network copies nothing.`
      : `${found}: right as long as both ends keep their state and the network keeps order.`;
  if (count === 0 && spoilers.length === 0) return { ...label, verdict: 'right', says };
  const why = spoilers.length === 0 ? '' : `: ${listWords(spoilers)}`;
  const changes = differing(input.network, { duplication: 0, reordering: 0, cutsPerMin: 0 });
  const isCure = Object.keys(changes).length > 0 && !isLowered;
  const network = isCure ? { network: { changes } } : {};
  return { ...label, verdict: count > 0 ? 'wrong' : 'right', says: `${found}${why}.`, ...network };
}

function spoilersOf({ model, duplication, reordering }: NetworkSettings): readonly string[] {
  if (model === 'tcp') return [];
  return [
    ...(duplication > 0 ? ['the network copies packets'] : []),
    ...(reordering > 0 ? ['packets overtake each other'] : []),
  ];
}

/** Lossy packets, a timer, and answers that are lost. */
function losing(network: NetworkSettings): Pick<Claim, 'network'> {
  const changes = differing(network, {
    model: 'lossy',
    lossHop1Down: ANSWER_LOSS,
    lossHop2Up: ANSWER_LOSS,
    resend: 'timer',
  });
  return { network: { changes } };
}
