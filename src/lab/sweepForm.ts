// A sweep as the page asks for it: what its link says, with what the Lab has by itself where the link
// says nothing; how much that is to run; and at which values a setting is first looked at.

import type { Result } from '../base/result.ts';
import type { Lab } from '../scenario/linkLab.ts';
import { patternsOf } from '../scenario/patterns.ts';
import { resendsByTimer } from '../scenario/resends.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { SETTINGS, type Setting, type SettingName } from '../scenario/settings.ts';
import type { Qos } from '../trace/event.ts';
import { PATIENCE_SEC } from './exploration.ts';
import { cellsOf, jobCount, type SweepPlan, type SweepRequest, scenarioOf } from './plan.ts';
import { type AskedSweep, checkSweep, type SweepField } from './sweepRequest.ts';

export interface SweepForm extends AskedSweep {
  readonly also: string | undefined;
  readonly xLog: boolean;
  readonly yLog: boolean;
}

/** Enough that bands are narrow, and over in a moment. */
const PAGE_REPLICATIONS = 40;
/** What a page runs; more is for the command. */
export const RUNS_MAX = 100_000;
export const POINTS_MAX = 3000;
/** So many messages are over in a moment: they need nobody to start them. */
const LIGHT_MESSAGES = 250_000;

export function formOf(base: Scenario, lab: Lab): SweepForm {
  const { x = 'loss=0:0.5:0.05', y, measure = 'delivered', also, levels = '0,1,2' } = lab;
  const { replications = PAGE_REPLICATIONS, untilMs, xLog = false, yLog = false } = lab;
  const published = levels.split(',').map((level) => Number(level) as Qos);
  return { base, x, y, measure, also, levels: published, replications, untilMs, xLog, yLog };
}

/** As the form calls them, and errors with it. */
export const FIELD_LABELS: Readonly<Record<SweepField, string>> = {
  x: 'Setting that varies',
  y: 'Second setting that varies',
  measure: 'Figure',
  levels: 'Published at',
  replications: 'Runs at each point',
  'until-ms': 'Ended after',
};

export function checkForm(form: SweepForm): Result<SweepRequest> {
  return checkSweep(form, {
    fieldOf: (name) => FIELD_LABELS[name],
    runsMax: RUNS_MAX,
    pointsMax: POINTS_MAX,
  });
}

export interface SweepSize {
  readonly points: number;
  readonly runs: number;
  /** Of all runs together; undefined: they publish until they are ended. */
  readonly messages: number | undefined;
  /** Messages, and for each that is sent again to the end as many as it is sent; undefined as above. */
  readonly work: number | undefined;
  /** Some runs never settle, and go on for as long as a run has patience. */
  readonly isLasting: boolean;
}

export function sizeOf(plan: SweepPlan): SweepSize {
  const cells = cellsOf(plan);
  const { replications } = plan;
  let [messages, work]: (number | undefined)[] = [0, 0];
  let isLasting = false;
  for (const cell of cells) {
    const scenario = scenarioOf(plan, cell, 0);
    const each = messagesOf(scenario);
    const rounds = roundsOf(scenario, cell.level, plan.untilMs);
    if (rounds > 1) isLasting = true;
    messages = plus(messages, each);
    work = plus(work, each && each * rounds);
  }
  const times = (count: number | undefined) => count && count * replications;
  return {
    points: cells.length,
    runs: jobCount(plan),
    messages: times(messages),
    work: times(work),
    isLasting,
  };
}

export function isLight({ work }: SweepSize): boolean {
  return work !== undefined && work <= LIGHT_MESSAGES;
}

function plus(sum: number | undefined, more: number | undefined): number | undefined {
  return sum === undefined || more === undefined ? undefined : sum + more;
}

/** How often a message is sent that is never acknowledged; 1 where each is, sooner or later. */
function roundsOf({ network, clients }: Scenario, level: Qos, untilMs = Infinity): number {
  const { lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down, resendMs } = network;
  const isCut = Math.max(lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down) === 1;
  const isWithheld = clients.some(({ withholds }) =>
    withholds.some((type) => (type === 'PUBACK') === (level === 1)),
  );
  if (level === 0 || !(isCut || isWithheld) || !resendsByTimer(network)) return 1;
  return Math.max(1, Math.ceil(Math.min(PATIENCE_SEC * 1000, untilMs) / resendMs));
}

function messagesOf(scenario: Scenario): number | undefined {
  const scripted = scenario.script.filter(({ command }) => command.kind === 'publish').length;
  return patternsOf(scenario).reduce<number | undefined>(
    (sum, { count }) => (sum === undefined || count === undefined ? undefined : sum + count),
    scripted,
  );
}

/** Varied most often. */
export const OFTEN_VARIED: readonly SettingName[] = [
  'loss',
  'burst-ms',
  'latency-ms',
  'jitter-ms',
  'resend-ms',
  'inflight',
  'rate',
  'cuts-per-min',
  'qos',
  'network',
  'qos2-handover',
];

const FIRST_VALUES: { readonly [K in SettingName]?: string } = {
  'burst-ms': '0,100,200,500,1000,2000',
  'latency-ms': '0:400:50',
  'jitter-ms': '0:400:50',
  'resend-ms': '100,200,500,1000,2000,5000',
  inflight: '1,2,5,10,20,50,100',
  rate: '1,2,5,10,20,50,100',
  messages: '10,20,50,100,200',
  'cuts-per-min': '0:10:1',
  queue: '0,1,5,20,100',
  'resend-limit': '0,1,2,5,unlimited',
  'reorder-ms': '0:200:50',
  'bytes-per-sec': '1000,2000,5000,10000,100000',
  'handler-ms': '0:200:25',
  'keep-alive-sec': '0,5,10,30,60',
  'session-expiry-sec': '0,1,10,60',
  'autosave-sec': '1,5,10,30',
  'reconnect-ms': '100,500,1000,5000',
  'reconnect-max-ms': '1000,5000,30000',
  withholds: 'none,PUBACK,PUBREC,PUBCOMP',
};

/** The axis that a setting starts as. */
export function firstAxisOf(name: SettingName): string {
  const { values }: Setting = SETTINGS[name];
  const chosen =
    FIRST_VALUES[name] ?? (values === '0..1' ? '0:0.5:0.05' : values.replaceAll('|', ','));
  return `${name}=${chosen}`;
}
