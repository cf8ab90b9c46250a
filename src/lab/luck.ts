// Where a scenario leaves anything to luck, and whether luck strikes messages one by one: what is to be
// known before anybody says how sure a figure is.

import type { Scenario } from '../scenario/scenario.ts';
import { losesAnything } from '../trace/closedForms.ts';
import { cellsOf, type SweepPlan, scenarioOf } from './plan.ts';

/**
 * `none`: a run is the same with every seed. `each`: a packet's fate is its own. `together`: whole
 * stretches of messages share theirs, so that a run is one trial rather than as many as it has messages.
 */
export type Luck = 'none' | 'each' | 'together';

export function luckOf({ network, broker, clients, script }: Scenario): Luck {
  const { model, jitterMs, duplication, reordering, cutsPerMin, burstMs } = network;
  const hasScript = script.some(({ command }) => command.kind !== 'publish');
  const hasLuck =
    losesAnything(network) ||
    jitterMs + cutsPerMin > 0 ||
    (model === 'lossy' && duplication + reordering > 0) ||
    script.some(({ command }) => command.kind === 'set-network');
  if (!hasLuck) return 'none';
  const published = clients.flatMap(({ publishes }) => publishes);
  const most = published.reduce((sum, { count = Infinity }) => sum + count, 0);
  const windows = [broker, ...clients].map(({ receiveMaximum }) => receiveMaximum);
  const canOverflow = most > Math.min(...windows) + broker.queueLimit;
  const isShared = model === 'tcp' || burstMs > 0 || cutsPerMin > 0 || hasScript || canOverflow;
  return isShared ? 'together' : 'each';
}

/** Of each point, found out once for a plan. */
export function lucksOf(plan: SweepPlan): readonly Luck[] {
  const known = LUCKS.get(plan);
  if (known !== undefined) return known;
  const lucks = cellsOf(plan).map((cell) => luckOf(scenarioOf(plan, cell, 0)));
  LUCKS.set(plan, lucks);
  return lucks;
}

const LUCKS = new WeakMap<SweepPlan, readonly Luck[]>();
