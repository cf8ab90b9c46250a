// What a sweep was, for whoever finds one of its files later: the settings that all of it comes from, the
// link that opens it and the command that runs it again. A plan says all of it, so that the page, the
// command and parts that were merged write the same.

import { changedSettings } from '../scenario/changedSettings.ts';
import { formatLink } from '../scenario/link.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { OWN_SCENARIO } from '../scenario/linkScenario.ts';
import { PRESETS, type Preset } from '../scenario/presets/presets.ts';
import { isSameData } from '../scenario/sameData.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import { type Axis, textsOfRange } from './axis.ts';
import { MEASURES, type MeasureName } from './measures.ts';
import type { SweepPlan } from './plan.ts';
import { commandOf } from './sweepCommand.ts';
import { ALL_LEVELS } from './sweepRequest.ts';
import { formatCount } from './words.ts';

/** As package.json has it. */
export const VERSION = '0.1.0';

export interface SweepRecord {
  /** Program and version. */
  readonly by: string;
  /** To be put behind the page's address. */
  readonly link: string | undefined;
  readonly command: string;
  /** The preset's name, or `own`. */
  readonly preset: string;
  readonly title: string | undefined;
  /** What differs from the preset, but for what varies. */
  readonly settings: Readonly<Record<string, string>>;
  readonly x: string;
  readonly y: string | undefined;
  readonly measure: MeasureName;
  readonly also: readonly MeasureName[] | undefined;
  /** Everything is published at each of them; absent where an axis is `qos`. */
  readonly levels: readonly Qos[] | undefined;
  readonly replications: number;
  /** Replications have this seed and those after it. */
  readonly seed: number;
  readonly untilMs: number | undefined;
  readonly interval: '95 %';
  /** The whole of it, as a scenario file has it. */
  readonly scenario: Scenario;
}

/** @param also further figures of the same runs */
export function recordOf(
  plan: SweepPlan,
  measure: MeasureName,
  also: readonly MeasureName[] = [],
): SweepRecord {
  const { base, replications, untilMs } = plan;
  const [x, y] = [formatAxis(plan.x), plan.y && formatAxis(plan.y)];
  const isOwnLevel = plan.x.name === 'qos' || plan.y?.name === 'qos';
  const levels = isOwnLevel ? undefined : plan.levels;
  const isSaid = levels !== undefined && levels.length < ALL_LEVELS.length;
  const preset = presetOf(base);
  const name = preset?.name ?? OWN_SCENARIO;
  const lab: Lab = {
    x,
    ...(y === undefined ? {} : { y }),
    measure,
    ...(also[0] === undefined ? {} : { also: also[0] }),
    ...(isSaid ? { levels: levels.join(',') } : {}),
    replications,
    ...(untilMs === undefined ? {} : { untilMs }),
  };
  const run = { preset: name, scenario: base, commands: [], speed: undefined, t: undefined };
  const changed = preset === undefined ? [] : [...changedSettings(preset.scenario, base)];
  const settings = changed.filter(([each]) => each !== plan.x.name && each !== plan.y?.name);
  const asked = { base, x, y, measure, levels: levels ?? ALL_LEVELS, replications, untilMs };
  const more = also.length === 0 ? [] : [`--also ${also.join(',')}`];
  return {
    by: `QoScope ${VERSION}`,
    link: formatLink({ ...run, view: 'lab', lab }),
    command: commandOf(name, asked, more),
    preset: name,
    title: base.title,
    settings: Object.fromEntries(settings),
    x,
    y,
    measure,
    also: also.length === 0 ? undefined : also,
    levels,
    replications,
    seed: base.seed,
    untilMs,
    interval: '95 %',
    scenario: base,
  };
}

/** The same in sentences, each a line; the link and the command are for whoever writes them to say. */
export function sayRecord(record: SweepRecord): readonly string[] {
  const { by, measure, also = [], x, y, levels, preset, title, settings } = record;
  const { replications, seed, untilMs, interval } = record;
  const named = [measure, ...also].map((name) => `${name} (${MEASURES[name].says})`);
  const varied = [x, y].filter((axis) => axis !== undefined).map(spaced);
  const set = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const from = preset === OWN_SCENARIO ? 'of one’s own' : `preset ${preset}`;
  const seeds =
    replications === 1
      ? `seed ${seed}`
      : `seeds ${formatCount(seed)} to ${formatCount(seed + replications - 1)}`;
  return [
    `${by}, a sweep: ${named.join(', ')}, with ${interval} intervals`,
    `Varied: ${varied.join(' and ')}${levels === undefined ? '' : `, published at QoS ${levels.join(', ')}`}`,
    `Scenario: ${title === undefined ? '' : `${title}, `}${from}${set.length === 0 ? '' : `, with ${set.join(', ')}`}`,
    `Runs at each point: ${formatCount(replications)}, ${seeds}${untilMs === undefined ? '' : `, each ended after ${formatCount(untilMs)} ms`}`,
  ].map((line) => line.replace(/\s+/g, ' '));
}

function spaced(axis: string): string {
  return axis.replace('=', ' = ');
}

/** Undefined: of none, or of one that settings alone do not make it of. */
function presetOf(base: Scenario): Preset | undefined {
  return PRESETS.find(({ title, scenario }) => {
    if (title !== base.title) return false;
    const made = applySettings(scenario, changedSettings(scenario, base), (name) => name);
    return isSameData(made.scenario, base);
  });
}

/** As a link and a flag say it: a range where its values are one. */
export function formatAxis({ name, texts }: Axis): string {
  const [from = '', next = ''] = texts;
  const step = Number((Number(next) - Number(from)).toPrecision(12));
  const range = `${from}:${texts.at(-1)}:${step}`;
  const same = textsOfRange(range, name);
  const isRange = texts.length > 2 && same.ok && same.value.join() === texts.join();
  return `${name}=${isRange ? range : texts.join(',')}`;
}
