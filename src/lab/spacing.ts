// Of two messages: how far apart they are published, and whether the first is over by then. Orders can only
// be lost among messages that are on their way at once.

import { patternsOf } from '../scenario/patterns.ts';
import { resendsByTimer } from '../scenario/resends.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { latencyForms, pathOf } from '../trace/closedForms.ts';
import type { ExploreRequest, SearchLimits } from './exploration.ts';
import { levelsOf } from './exploreRequest.ts';

/**
 * `overlapping`: the first is always on its way when the second is published. `apart`: never, whatever is
 * lost. `between`: it depends on what is lost.
 */
export type Spacing = 'overlapping' | 'apart' | 'between';

export function spacingMsOf(scenario: Scenario): number {
  const { ratePerSec = 1 } = patternsOf(scenario)[0] ?? {};
  return Number((1000 / ratePerSec).toPrecision(6));
}

export function spacingOf(request: ExploreRequest): Spacing {
  const { scenario, limits } = request;
  const path = pathOf(scenario, levelsOf(request).qos);
  if (path === undefined) return 'between';
  const ways = Object.values(latencyForms(path)).flatMap((inL) => inL ?? []);
  const wayMs = Math.max(...ways) * scenario.network.latencyMs;
  const ms = spacingMsOf(scenario);
  if (ms < wayMs) return 'overlapping';
  const { cuts, crashes, cleanReconnects, drops } = limits;
  const isHeldUp = cuts + crashes + cleanReconnects > 0;
  const isKnown = drops === 0 || resendsByTimer(scenario.network);
  return !isHeldUp && isKnown && ms > wayMs + drops * waitMs(scenario) ? 'apart' : 'between';
}

/** In units of L: the longest of any level's clocks, to the end of the second hop at QoS 2. */
const WAY_MAX = 7;

/** A spacing of whole seconds with which the first is over, whatever is lost, at any level. */
export function apartMs(scenario: Scenario, { drops }: SearchLimits): number {
  const longest = WAY_MAX * scenario.network.latencyMs + drops * waitMs(scenario);
  return (Math.floor(longest / 1000) + 1) * 1000;
}

/** What a loss takes at the most. */
function waitMs({ network }: Scenario): number {
  return network.resendMs;
}
