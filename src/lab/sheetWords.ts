// How the decision sheet writes its figures, and the sentence that a level comes to in a month.

import { listWords } from '../trace/words.ts';
import { DAYS, type LevelMonth, type MonthFigure, type SheetRequest } from './sheet.ts';
import { countOf, formatCount } from './words.ts';

/** To three digits, those before the point all: `0`, `0.42`, `38.5`, `1,230`, `1,230,000`. */
export function formatRounded(value: number): string {
  if (value === 0) return '0';
  if (value < 0.01) return 'less than 0.01';
  const rounded = Number(value.toPrecision(3));
  if (rounded >= 100) return formatCount(Math.round(rounded));
  return String(rounded);
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `41.2 MB`: of a thousand each. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (Number(value.toPrecision(3)) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatRounded(value)} ${UNITS[unit]}`;
}

/** `99.8 %`; never rounded to all or to none. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (share === 0 || share === 1) return `${percent} %`;
  for (let digits = 1; digits < 6; digits++) {
    const text = percent.toFixed(digits);
    if (Number(text) > 0 && Number(text) < 100) return `${Number(text)} %`;
  }
  return share < 0.5 ? 'nearly 0 %' : 'nearly 100 %';
}

/** `2.5 ms`, `100 ms`, `1.35 s`. */
export function formatDelay(ms: number): string {
  return ms < 1000 ? `${formatRounded(ms)} ms` : `${formatRounded(ms / 1000)} s`;
}

export interface FigureText {
  readonly value: string;
  /** `56,100 to 57,700`, `at most 385`; empty: all runs say the same. */
  readonly interval: string;
}

/** @param format of a value by itself */
export function sayFigure(
  { value, interval }: MonthFigure,
  format: (value: number) => string,
): FigureText {
  const text = format(value);
  if (interval === undefined) return { value: text, interval: '' };
  const [low, high] = [format(interval.low), format(interval.high)];
  if (value === 0) return { value: text, interval: `at most ${high}` };
  return { value: text, interval: low === high ? '' : `${low} to ${high}` };
}

/** The rows of the sheet's table: what is told of each level. */
export interface SheetRow {
  readonly name: string;
  readonly tone?: 'loss' | 'dup';
  /** Undefined: the level has no such figure. */
  figure(month: LevelMonth): MonthFigure | undefined;
  readonly format: (value: number) => string;
}

const ROWS: readonly SheetRow[] = [
  { name: 'arrive', figure: ({ delivered }) => delivered, format: formatShare },
  { name: 'lost a month', tone: 'loss', figure: ({ lost }) => lost, format: formatRounded },
  {
    name: 'come again a month',
    tone: 'dup',
    figure: ({ doubled }) => doubled,
    format: formatRounded,
  },
  { name: 'on the wire a month', figure: ({ bytes }) => bytes, format: formatBytes },
  { name: 'half arrive within', figure: ({ median }) => median, format: formatDelay },
  { name: '95 % arrive within', figure: ({ p95 }) => p95, format: formatDelay },
];
const PENDING: SheetRow = {
  name: 'under way when the runs ended',
  figure: ({ pending }) => pending,
  format: formatShare,
};

/** What was still under way has a row where there was any. */
export function rowsOf(months: readonly LevelMonth[]): readonly SheetRow[] {
  const isPending = months.some(({ pending }) => pending.value > 0);
  return isPending ? [...ROWS.slice(0, 2), PENDING, ...ROWS.slice(2)] : ROWS;
}

/** `QoS 1: 300,000 messages a month take 83.6 MB; about 30,600 come again. Of 3,000 simulated …` */
export function sayMonth(request: SheetRequest, month: LevelMonth): string {
  const { level, lost, doubled, bytes, pending, pairs } = month;
  const told = [
    ...(lost.value > 0 ? [`about ${formatRounded(lost.value)} are lost`] : []),
    ...(doubled.value > 0 ? [`about ${formatRounded(doubled.value)} come again`] : []),
  ];
  const unseen = [
    ...(lost.value > 0 ? [] : ['none was lost']),
    ...(doubled.value > 0 ? [] : ['none came again']),
  ];
  const messages = countOf(request.perDay * DAYS, 'message');
  const take = `QoS ${level}: ${messages} a month take ${formatBytes(bytes.value)} on the wire`;
  const few = told.length === 0 ? '' : `; ${listWords(told)}`;
  const none =
    unseen.length === 0 ? '' : ` Of ${formatCount(pairs)} simulated ${listWords(unseen)}.`;
  const open =
    pending.value > 0
      ? ` ${formatShare(pending.value)} were still under way when the runs ended: what became of them is not in these figures.`
      : '';
  return `${take}${few}.${none}${open}`;
}
