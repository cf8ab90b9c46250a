// The figures of a lane, and how those of several lanes stand beside each other. Counts are those of all
// levels together; latencies are never mixed.

import { LEVELS } from '../../store/counters.ts';
import type { Qos } from '../../trace/event.ts';
import type { Counters, LatencyClock, LevelMetrics } from '../../trace/metrics.ts';
import { formatEach, formatMs, NONE } from '../counters/counterText.ts';

type LaneCounters = Pick<Counters, 'levels' | 'broker'>;

export interface FigureLine {
  readonly name: string;
  /** When its figures mean something. */
  readonly note?: string;
  /** Undefined: there is none. */
  readonly figures: readonly (number | undefined)[];
  readonly show: (figure: number) => string;
  readonly tone?: 'loss' | 'dup';
}

function sum(lane: LaneCounters, read: (level: LevelMetrics) => number): number {
  return LEVELS.reduce<number>((total, level) => total + read(lane.levels[level]), 0);
}

export function totalsOf(lane: LaneCounters) {
  const packets = sum(lane, ({ packetsSent }) =>
    Object.values(packetsSent).reduce((total, count) => total + count, 0),
  );
  const delivered = sum(lane, (level) => level.delivered);
  return {
    published: sum(lane, (level) => level.published),
    delivered,
    lost: sum(lane, (level) => level.lost),
    pending: sum(lane, (level) => level.pending),
    duplicates: sum(lane, (level) => level.duplicates),
    packets,
    packetsEach: delivered === 0 ? undefined : packets / delivered,
    resent: sum(lane, (level) => level.packetsResent),
    bytes: sum(lane, (level) => level.bytesSent),
    bytesEach: delivered === 0 ? undefined : sum(lane, (level) => level.bytesSent) / delivered,
  };
}

export function countLines(lanes: readonly LaneCounters[]): readonly FigureLine[] {
  const totals = lanes.map(totalsOf);
  const line = (
    name: string,
    read: (of: ReturnType<typeof totalsOf>) => number | undefined,
    more: Partial<FigureLine> = {},
  ): FigureLine => ({ name, figures: totals.map(read), show: String, ...more });
  const stored = (name: string, read: (broker: Counters['broker']) => number, digits: number) => ({
    name,
    figures: lanes.map(({ broker }) => read(broker)),
    show: (figure: number) => figure.toFixed(digits),
  });
  return [
    line('published', (of) => of.published),
    line('delivered', (of) => of.delivered),
    line('lost', (of) => of.lost, { tone: 'loss' }),
    line('pending', (of) => of.pending),
    line('second copies', (of) => of.duplicates, { tone: 'dup' }),
    line('packets sent', (of) => of.packets),
    line('of these again', (of) => of.resent),
    line('packets per delivery', (of) => of.packetsEach, { show: formatEach }),
    line('bytes sent', (of) => of.bytes),
    line('bytes per delivery', (of) => of.bytesEach, { show: formatEach }),
    stored('broker stored, at most', ({ storedPeak }) => storedPeak, 0),
    stored('message-seconds stored', (broker) => broker.storedMessageSeconds, 1),
  ];
}

/** A group for all lanes where each has one level alone, else one for each level. */
export function latencyLines(
  lanes: readonly LaneCounters[],
  clock: LatencyClock,
): readonly FigureLine[] {
  const own = lanes.map(levelsIn);
  if (own.every((levels) => levels.length <= 1)) {
    return linesOf(
      '',
      lanes.map((lane, i) => of(lane, own[i]?.[0], clock)),
    );
  }
  const all = LEVELS.filter((level) => own.some((levels) => levels.includes(level)));
  return all.flatMap((level) =>
    linesOf(
      `, QoS ${level}`,
      lanes.map((lane, i) => {
        return of(lane, own[i]?.includes(level) === true ? level : undefined, clock);
      }),
    ),
  );
}

type Latency = LevelMetrics[LatencyClock] | undefined;

function of(lane: LaneCounters, level: Qos | undefined, clock: LatencyClock): Latency {
  return level === undefined ? undefined : lane.levels[level][clock];
}

function linesOf(which: string, spreads: readonly Latency[]): readonly FigureLine[] {
  return [
    {
      name: `median ms${which}`,
      figures: spreads.map((one) => one?.p50 ?? undefined),
      show: formatMs,
    },
    {
      name: `p95 ms${which}`,
      figures: spreads.map((one) => one?.p95 ?? undefined),
      show: formatMs,
    },
    { name: `n${which}`, figures: spreads.map((one) => one?.n), show: String },
  ];
}

function levelsIn({ levels }: LaneCounters): readonly Qos[] {
  return LEVELS.filter((level) => levels[level].published > 0);
}

export function showFigure({ show }: FigureLine, figure: number | undefined): string {
  return figure === undefined ? NONE : show(figure);
}

/** Whether the lanes differ, as far as it is shown. */
export function differs(line: FigureLine): boolean {
  const [first, ...others] = line.figures.map((figure) => showFigure(line, figure));
  return others.some((text) => text !== first);
}

/** Against the first lane: `+3`, `−12.5`, `same`. Undefined: there is nothing to compare. */
export function sayAgainst(line: FigureLine, lane: number): string | undefined {
  const [first] = line.figures;
  const figure = line.figures[lane];
  if (lane === 0 || first === undefined || figure === undefined) return undefined;
  const shown = [first, figure].map((one) => Number(line.show(one)));
  const by = (shown[1] ?? 0) - (shown[0] ?? 0);
  if (by === 0) return 'same';
  const text = String(Math.round(Math.abs(by) * 100) / 100);
  return by > 0 ? `+${text}` : `−${text}`;
}
