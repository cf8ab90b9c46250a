// How the Lab writes figures and says what they are: settings as axes, measures with their units.

import { MEASURES, type Measure, type MeasureName } from '../../lab/measures.ts';
import type { SweepAxis } from '../../lab/summary.ts';
import type { SettingName } from '../../scenario/settings.ts';
import { labelOf } from '../../scenario/variantLabel.ts';

/** As an axis says it; others are said by their name. */
const AXIS_WORDS: { readonly [K in SettingName]?: string } = {
  loss: 'loss of packets',
  'loss-hop1-up': 'loss, publisher to broker',
  'loss-hop1-down': 'loss, broker to publisher',
  'loss-hop2-up': 'loss, subscriber to broker',
  'loss-hop2-down': 'loss, broker to subscriber',
  'burst-ms': 'mean length of a burst',
  'latency-ms': 'latency of a hop, one way',
  'resend-ms': 'sent again after',
  inflight: 'window',
  rate: 'messages published',
  'cuts-per-min': 'cuts of each connection',
  qos: 'QoS',
  network: 'network',
  'qos2-handover': 'the subscriber hands over on',
  'qos2-forward': 'the broker forwards on',
};

const PERCENT: ReadonlySet<SettingName> = new Set<SettingName>([
  'loss',
  'loss-hop1-up',
  'loss-hop1-down',
  'loss-hop2-up',
  'loss-hop2-down',
  'duplication',
  'reordering',
]);

export function sayAxis(name: SettingName): string {
  return AXIS_WORDS[name] ?? name.replace(/-(ms|sec)$/, '').replaceAll('-', ' ');
}

/** The unit alone; empty where there is none. */
export function unitOfAxis({ name, unit }: Pick<SweepAxis, 'name' | 'unit'>): string {
  return PERCENT.has(name) ? '%' : unit;
}

/** Without its unit: `20` for a loss of 0.2, `PUBREL`. */
export function showAxisValue(name: SettingName, value: number | string): string {
  if (typeof value === 'number') return showNumber(PERCENT.has(name) ? value * 100 : value);
  return /^pub/.test(value) ? value.toUpperCase() : value === 'tcp' ? 'TCP' : value;
}

/** In a few words, with its unit: `loss 20 %`, `hands over on PUBREL`. */
export function sayAxisValue({ name, unit }: SweepAxis, value: number | string): string {
  const said = labelOf(new Map([[name, String(value)]]));
  // What is said by its name alone has no unit yet.
  return said === `${name.replaceAll('-', ' ')} ${value}`
    ? `${sayAxis(name)} ${showAxisValue(name, value)} ${unitOfAxis({ name, unit })}`.trim()
    : said;
}

function measureOf(name: MeasureName): Measure {
  return MEASURES[name];
}

const TITLES: Readonly<Record<MeasureName, string>> = {
  delivered: 'Delivered',
  lost: 'Lost',
  pending: 'Still under way',
  duplicates: 'Second copies',
  packets: 'Packets for each delivery',
  bytes: 'Bytes for each delivery',
  resent: 'Packets sent again',
  'delivery-p50': 'Delivery time, median',
  'delivery-p95': 'Delivery time, p95',
  'delivery-p99': 'Delivery time, p99',
  'delivery-mean': 'Delivery time, mean',
  'publisher-p50': 'Publisher handshake, median',
  'publisher-p95': 'Publisher handshake, p95',
  'subscriber-p50': 'Subscriber handshake, median',
  'subscriber-p95': 'Subscriber handshake, p95',
  throughput: 'Throughput',
  'stored-peak': 'Most stored at once',
  'stored-seconds': 'Storage for each delivery',
  subscribers: 'Subscribers each',
  'duplicates-sent': 'Second copies each',
  'bytes-sent': 'Bytes each published',
};

export function titleOfMeasure(name: MeasureName): string {
  return TITLES[name];
}

/** `share of messages that arrived, %`. */
export function sayMeasure(name: MeasureName): string {
  const unit = unitOfMeasure(name);
  const { says } = measureOf(name);
  const isSaid = unit === '' || says.includes(unit.replace(/\/.*/, ''));
  return isSaid ? says : `${says}, ${unit}`;
}

export function unitOfMeasure(name: MeasureName): string {
  const { unit, isShare } = measureOf(name);
  return isShare ? '%' : unit;
}

/** Three digits are what an interval is worth. */
export function showFigure(name: MeasureName, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const shown = measureOf(name).isShare ? value * 100 : value;
  return showNumber(Math.abs(shown) >= 1000 ? Math.round(shown) : Number(shown.toPrecision(3)));
}

/** Without the digits that binary fractions leave behind. */
function showNumber(value: number): string {
  return String(Number(value.toPrecision(10))).replace('-', '−');
}

/** `1,234`: of what is counted. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `2.4 s`, `3 min`. */
export function showDuration(ms: number): string {
  if (ms < 9500) return `${Math.round(ms / 100) / 10} s`;
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}
