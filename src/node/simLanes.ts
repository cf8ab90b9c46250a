// The lanes of a link to Compare, each run by itself: its label, a link to it alone, its metrics.

import type { SimTime } from '../base/time.ts';
import { formatLink } from '../scenario/link.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { applyVariant, applyVariantToAll, type Variant } from '../scenario/variants.ts';
import { type HeadlessReport, runHeadless } from './headlessRun.ts';
import type { ScenarioSource } from './scenarioSource.ts';

export interface LaneReport {
  readonly label: string;
  /** Opens this lane in Simulate; null where no link can say it. */
  readonly link: string | null;
  readonly metrics: HeadlessReport;
}

export function runLanes(
  base: ScenarioSource & { readonly until: SimTime | undefined },
  lanes: readonly Variant[],
): readonly LaneReport[] {
  const { preset = DEFAULT_PRESET.name, until } = base;
  return lanes.map((variant) => {
    const scenario = applyVariant(base.scenario, variant);
    const commands = applyVariantToAll(base.commands, variant);
    const options = until === undefined ? { commands } : { commands, until };
    const link = formatLink({ view: 'simulate', preset, scenario, commands, t: undefined });
    return {
      label: variant.label,
      link: link ?? null,
      metrics: runHeadless(scenario, options),
    };
  });
}
