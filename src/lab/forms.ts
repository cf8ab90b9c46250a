// What theory says of a point of a sweep, where it says anything: the closed forms of trace/closedForms
// as the figures that a sweep measures, and why there is none where there is none.

import type { Scenario } from '../scenario/scenario.ts';
import {
  latencyConditions,
  latencyForms,
  losesAnything,
  lossConditions,
  lossForms,
  type Path,
  pathOf,
  storageForm,
  type Unmet,
  WAITING,
} from '../trace/closedForms.ts';
import type { Qos } from '../trace/event.ts';
import type { LatencyClock } from '../trace/metrics.ts';
import { takesValue } from './axis.ts';
import { meanConditions, sweepConditions } from './formConditions.ts';
import type { MeasureName } from './measures.ts';
import { type Cell, cellsOf, type SweepPlan, scenarioOf } from './plan.ts';
import type { SweepPoint } from './summary.ts';
import { meanDelivery, throughputForm } from './timeForms.ts';

type Form = (path: Path, scenario: Scenario) => number | undefined;

const LOSS_FORMS: { readonly [K in MeasureName]?: Form } = {
  delivered: (path, { network }) => lossForms(path, network)?.delivered,
  lost: (path, { network }) => {
    const forms = lossForms(path, network);
    return forms && 1 - forms.delivered;
  },
  duplicates: (path, { network }) => {
    const forms = lossForms(path, network);
    return forms && ratio(forms.secondCopies, forms.delivered);
  },
  packets: (path, { network }) => {
    const forms = lossForms(path, network);
    return forms && ratio(forms.packets, forms.delivered);
  },
  resent: (path, { network }) => {
    const forms = lossForms(path, network);
    return forms && ratio(forms.resent, forms.delivered);
  },
  'duplicates-sent': (path, { network }) => lossForms(path, network)?.secondCopies,
};

const LATENCY_FORMS: { readonly [K in MeasureName]?: Form } = {
  'delivery-p50': clock('deliveryMs'),
  'delivery-p95': clock('deliveryMs'),
  'delivery-p99': clock('deliveryMs'),
  'delivery-mean': (path, scenario) =>
    losesAnything(scenario.network)
      ? meanDelivery(path, scenario)
      : clock('deliveryMs')(path, scenario),
  throughput: throughputForm,
  'publisher-p50': clock('publisherHandshakeMs'),
  'publisher-p95': clock('publisherHandshakeMs'),
  'subscriber-p50': clock('subscriberHandshakeMs'),
  'subscriber-p95': clock('subscriberHandshakeMs'),
  'stored-seconds': (path, { network }) => (storageForm(path) * network.latencyMs) / 1000,
};

/** Undefined: there is none, or it does not hold there. */
export function formAt(plan: SweepPlan, cell: Cell, measure: MeasureName): number | undefined {
  return formIn(plan, scenarioOf(plan, cell, 0), cell.level, measure);
}

function formIn(
  { untilMs }: SweepPlan,
  scenario: Scenario,
  level: Qos,
  measure: MeasureName,
): number | undefined {
  const form = LOSS_FORMS[measure] ?? LATENCY_FORMS[measure];
  if (form === undefined || unmetIn(scenario, untilMs, measure).length > 0) return undefined;
  const path = pathOf(scenario, level);
  return path && form(path, scenario);
}

function unmetIn(
  scenario: Scenario,
  untilMs: number | undefined,
  measure: MeasureName,
): readonly Unmet[] {
  const { network } = scenario;
  const isMeanOfLoss = measure === 'delivery-mean' && losesAnything(network);
  const isOfLoss = LOSS_FORMS[measure] !== undefined || isMeanOfLoss;
  const conditions = (isOfLoss ? lossConditions : latencyConditions)(scenario, network);
  const isTime = !isOfLoss && measure !== 'stored-seconds' && measure !== 'throughput';
  return [
    // A window is what throughput’s form is about.
    ...conditions.filter((clause) => measure !== 'throughput' || clause !== WAITING),
    ...sweepConditions(scenario, untilMs, measure, isTime),
    ...(isMeanOfLoss ? meanConditions(scenario) : []),
  ];
}

export interface FormPoint {
  readonly x: number;
  readonly y: number;
}

/** So many places of a curve between the ends of an axis. */
const CURVE_POINTS = 64;

/**
 * The form as a curve over a numeric axis, drawn where it holds.
 *
 * @param xs the axis's values @param at the level, and the other axis's value
 */
export function curveOf(
  plan: SweepPlan,
  xs: readonly number[],
  at: Omit<Cell, 'x'>,
  measure: MeasureName,
): readonly FormPoint[] {
  if (!hasForm(measure)) return [];
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const between = Array.from({ length: CURVE_POINTS + 1 }, (_, i) =>
    Number((from + ((to - from) * i) / CURVE_POINTS).toPrecision(6)),
  );
  const all = [...new Set([...xs, ...between])].sort((a, b) => a - b);
  return all.flatMap((x): FormPoint[] => {
    const text = String(x);
    if (!xs.includes(x) && !takesValue(plan.base, plan.x.name, text)) return [];
    const y = formAt(plan, { ...at, x: text }, measure);
    return y === undefined ? [] : [{ x, y }];
  });
}

/** What theory says of a sweep's figure. Each thing is found out once: it takes a scenario each time. */
export class Theory {
  readonly plan: SweepPlan;
  readonly measure: MeasureName;
  private readonly values = new Map<string, number | undefined>();
  private readonly curves = new Map<string, readonly FormPoint[]>();

  constructor(plan: SweepPlan, measure: MeasureName) {
    this.plan = plan;
    this.measure = measure;
  }

  at(cell: Cell): number | undefined {
    const key = `${cell.level} ${cell.y ?? ''} ${cell.x}`;
    if (!this.values.has(key)) this.values.set(key, formAt(this.plan, cell, this.measure));
    return this.values.get(key);
  }

  ofPoint({ x, y, level }: SweepPoint): number | undefined {
    return this.at({ x: String(x), y: y === undefined ? undefined : String(y), level });
  }

  /** @param xs the axis's values, the same ones each time */
  curve(xs: readonly number[], at: Omit<Cell, 'x'>): readonly FormPoint[] {
    const key = `${at.level} ${at.y ?? ''}`;
    const known = this.curves.get(key);
    if (known !== undefined) return known;
    const curve = curveOf(this.plan, xs, at, this.measure);
    this.curves.set(key, curve);
    return curve;
  }
}

/** Why there is no form at some of the points: clauses, each once. Empty too where there never is one. */
export function unmetOf(plan: SweepPlan, measure: MeasureName): readonly Unmet[] {
  if (!hasForm(measure)) return [];
  const all = cellsOf(plan).flatMap((cell) =>
    unmetIn(scenarioOf(plan, cell, 0), plan.untilMs, measure),
  );
  return [...new Set(all)];
}

export function hasForm(measure: MeasureName): boolean {
  return LOSS_FORMS[measure] !== undefined || LATENCY_FORMS[measure] !== undefined;
}

function clock(name: LatencyClock): Form {
  return (path, { network }) => {
    const inL = latencyForms(path)[name];
    return inL === undefined ? undefined : inL * network.latencyMs;
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
