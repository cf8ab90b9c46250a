// Plans of sweeps for tests: the default preset with twenty messages, unless told otherwise.
import { formatInputError } from '../base/result.ts';
import { type Axis, parseAxis } from '../lab/axis.ts';
import type { SweepPlan } from '../lab/plan.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';

export function axis(text: string): Axis {
  const parsed = parseAxis(text, DEFAULT_PRESET.scenario, '--x');
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return parsed.value;
}

export function baseWith(settings: Partial<Record<SettingName, string>>): Scenario {
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  const { scenario, errors } = applySettings(DEFAULT_PRESET.scenario, texts, (name) => name);
  if (errors.length > 0) throw new Error(errors.map(formatInputError).join('\n'));
  return scenario;
}

export function planOf(x: string, more: Partial<SweepPlan> = {}): SweepPlan {
  const base = baseWith({ messages: '20' });
  const levels: readonly Qos[] = [0, 1, 2];
  return { base, x: axis(x), y: undefined, levels, replications: 3, untilMs: undefined, ...more };
}
