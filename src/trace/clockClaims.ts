// The rule of thumb's claims about time, round trips and latencies: for which clock each is right, and
// where another network makes a figure right, which.

import type { NetworkSettings } from '../scenario/scenario.ts';
import { type Claim, differing, formatRatio, NOTHING_YET } from './claim.ts';
import { latencyConditions, latencyForms, pathOf, type Unmet } from './closedForms.ts';
import type { Qos } from './event.ts';
import type { LatencyClock } from './metrics.ts';
import {
  FOLKLORE,
  LATENCY_CLOCKS,
  type MeasuredLevel,
  type MeasuredRule,
  type RuleInput,
  TOUCHED,
} from './ruleOfThumb.ts';
import { capital } from './sentence.ts';
import { listWords } from './words.ts';

export const CLOCK_WORDS: Readonly<Record<LatencyClock, string>> = {
  deliveryMs: 'delivery',
  publisherHandshakeMs: 'the publisher’s handshake',
  subscriberHandshakeMs: 'the subscriber’s handshake',
};

export function judgeRoundTrips(
  { level, roundTrips, duplicates }: MeasuredLevel,
  rule: MeasuredRule,
  input: RuleInput,
): Claim {
  const claimed = FOLKLORE[level].roundTrips;
  const label = { level, name: 'roundTrips', text: String(claimed) } as const;
  const { deliveryMs, publisherHandshakeMs } = roundTrips;
  if (claimed === 0) {
    if (duplicates.n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
    if (publisherHandshakeMs.n > 0) {
      return { ...label, verdict: 'wrong', says: 'Something is answered.' };
    }
    const says = 'Nothing is answered, so nothing is waited for.';
    if (!input.isSteady) return { ...label, verdict: 'right', says };
    const trips = formatRatio(deliveryMs.measured ?? 0);
    const more = `Delivery takes ${trips} of a round trip all the same.`;
    return { ...label, verdict: 'right', says: `${says} ${more}` };
  }
  const figure = (clock: LatencyClock) => roundTrips[clock];
  const range = [claimed, claimed] as const;
  const judged = judgeClocks(range, figure, '', rule, input);
  return { ...label, ...judged, ...networkFor(input, level, range, 2) };
}

export function judgeLatency(
  { level, latency }: MeasuredLevel,
  rule: MeasuredRule,
  input: RuleInput,
): Claim {
  const range = FOLKLORE[level].latency;
  const [from, to] = range;
  const text = from === to ? `${from}×` : `${from}–${to}×`;
  const label = { level, name: 'latency', text } as const;
  const figure = (clock: LatencyClock) => latency[clock].median;
  if (level === 0) {
    const isKnown = figure('deliveryMs').measured !== undefined;
    const says = isKnown ? 'The unit of all others: from publish to the application.' : NOTHING_YET;
    return { ...label, verdict: isKnown ? 'right' : 'open', says };
  }
  const basePath = pathOf(input.scenario, 0);
  const unit = basePath && latencyForms(basePath).deliveryMs;
  const judged = judgeClocks(range, figure, '×', rule, input);
  return { ...label, ...judged, ...networkFor(input, level, range, unit) };
}

/** Where luck plays a part, medians of fewer are not judged. */
const SAMPLES_LEAST = 10;

/** A median is right within so much of what is claimed: a rule of thumb is no more exact. */
export const TOLERANCE = 0.1;

function judgeClocks(
  [from, to]: readonly [number, number],
  figure: (clock: LatencyClock) => { readonly measured: number | undefined; readonly n: number },
  unit: string,
  { latencyUnmet }: MeasuredRule,
  { isSteady }: RuleInput,
): Pick<Claim, 'verdict' | 'says'> {
  const known = LATENCY_CLOCKS.flatMap((clock) => {
    const { measured: value, n } = figure(clock);
    return value === undefined ? [] : { clock, value, n };
  });
  if (known.length === 0) return { verdict: 'open', says: NOTHING_YET };
  if (!isSteady) {
    const says = 'The network has changed on the way: what is measured is of no one network.';
    return { verdict: 'open', says };
  }
  const least = latencyUnmet.length === 0 ? 1 : SAMPLES_LEAST;
  const enough = known.filter(({ n }) => n >= least);
  const few = known.filter(({ n }) => n < least).map(({ clock }) => CLOCK_WORDS[clock]);
  const isNear = (value: number) =>
    value >= from * (1 - TOLERANCE) && value <= to * (1 + TOLERANCE);
  const say = (isRight: boolean) =>
    enough
      .filter(({ value }) => isNear(value) === isRight)
      .map(({ clock, value }) => `${CLOCK_WORDS[clock]} (${formatRatio(value)}${unit})`);
  const [right, wrong] = [say(true), say(false)];
  const parts = [
    ...(right.length === 0 ? [] : [`right for ${listWords(right)}`]),
    ...(wrong.length === 0
      ? []
      : [`not ${right.length > 0 ? '' : 'right '}for ${listWords(wrong)}`]),
    ...(few.length === 0 ? [] : [`too few to tell for ${listWords(few)}`]),
  ];
  const undecided = few.length === 0 ? 'wrong' : 'open';
  return { verdict: right.length > 0 ? 'right' : undecided, says: `${capital(parts.join(', '))}.` };
}

/** The network without anything that spoils the formulas, and the clock whose formula is in the range. */
function networkFor(
  input: RuleInput,
  level: Qos,
  range: readonly [number, number],
  unit: number | undefined,
): Pick<Claim, 'network'> {
  const { scenario, network, isSteady } = input;
  const path = pathOf(scenario, level);
  if (path === undefined || unit === undefined || hinders(input).length > 0) return {};
  const forms = latencyForms(path);
  const clock = LATENCY_CLOCKS.findLast((each) => {
    const inL = forms[each];
    return inL !== undefined && isWithin(inL / unit, range);
  });
  if (clock === undefined) return {};
  const changes = differing(network, quiet(network));
  const isSetAlready = isSteady && Object.keys(changes).length === 0;
  return isSetAlready ? {} : { network: { changes, clock } };
}

/** What keeps latencies from being those of the formulas, whatever network is set. */
export function hinders({ scenario, network, isUntouched }: RuleInput): readonly Unmet[] {
  const conditions = latencyConditions(scenario, { ...network, ...quiet(network) });
  return isUntouched ? conditions : [...conditions, TOUCHED];
}

function isWithin(value: number, [from, to]: readonly [number, number]): boolean {
  const shown = Math.round(value * 100) / 100;
  return shown >= from && shown <= to;
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
