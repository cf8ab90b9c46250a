// Makes one export of a stretch of a run. In a chunk of its own, with all formatters, loaded when the
// first one is asked for.

import { TIME_ZERO } from '../../base/time.ts';
import { describeRun } from '../../exports/describeRun.ts';
import { CSV_HEAD, formatCsvRows } from '../../exports/eventsCsv.ts';
import { formatNdjson } from '../../exports/eventsNdjson.ts';
import {
  formatLadderSvg,
  LADDER_PACKETS_MAX,
  type LadderOptions,
} from '../../exports/ladderSvg.ts';
import { formatMermaid } from '../../exports/mermaid.ts';
import { formatMetrics } from '../../exports/metricsJson.ts';
import type { Span } from '../../exports/span.ts';
import type { ShownRun } from '../../store/shownRun.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { MetricsFold } from '../../trace/metrics.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import type { ExportFormat } from './formats.ts';
import { indexPast, readPast } from './past.ts';

export type Picture = Omit<LadderOptions, 'span' | 'width'>;

/** Why there is none, for the person who asked. */
export class Refusal extends Error {}

export interface Exported {
  readonly content: Blob;
  /** What is to be known of it. */
  readonly note?: string;
}

/** px, of a picture. */
const WIDTH = 1200;
/** Where it is not told otherwise, Mermaid draws no longer text. */
const MERMAID_LENGTH_MAX = 50_000;

/** @throws Refusal where it cannot be had, Error where the simulation has stopped */
export async function exportRun(
  run: ShownRun,
  { name, type }: ExportFormat,
  span: Span,
  picture: Picture,
): Promise<Exported> {
  const file = (...parts: BlobPart[]): Exported => ({ content: new Blob(parts, { type }) });
  switch (name) {
    case 'mermaid': {
      const text = formatMermaid(await indexOf(run, span), span, picture.title);
      if (text.length <= MERMAID_LENGTH_MAX) return file(text);
      const note = 'Mermaid draws 50,000 characters, and more where its maxTextSize says so.';
      return { ...file(text), note };
    }
    case 'svg':
      return file(await pictureOf(run, span, picture));
    case 'png': {
      const { pngOf } = await import('../../views/charts/chartImage.ts');
      return { content: await pngOf(await pictureOf(run, span, picture)) };
    }
    case 'words':
      return file(`${describeRun(await indexOf(run, span), span).join('\n')}\n`);
    case 'csv':
      return file(CSV_HEAD, ...(await pieces(run, span, formatCsvRows)));
    case 'ndjson':
      return file(...(await pieces(run, span, formatNdjson)));
    case 'metrics': {
      const fold = new MetricsFold(true);
      for await (const { events } of readPast(run, { ...span, from: TIME_ZERO })) {
        for (const event of events) fold.add(event);
      }
      return file(formatMetrics(fold, run.state.getState().scenario, span.to));
    }
    case 'pcapng': {
      const { from, to } = span;
      const bytes = await run.question?.((api, runId) => api.capture(runId, from, to));
      if (bytes === undefined) throw new Error('the simulation has stopped');
      return file(bytes as Uint8Array<ArrayBuffer>);
    }
  }
}

async function indexOf(run: ShownRun, span: Span): Promise<TraceIndex> {
  const index = await indexPast(run, span);
  if (index === undefined)
    throw new Refusal('Too much happens in this stretch: choose a shorter one.');
  return index;
}

async function pictureOf(run: ShownRun, span: Span, picture: Picture): Promise<string> {
  const svg = formatLadderSvg(await indexOf(run, span), { ...picture, span, width: WIDTH });
  if (svg !== undefined) return svg;
  const most = LADDER_PACKETS_MAX.toLocaleString('en');
  throw new Refusal(`A picture has room for ${most} packets: choose a shorter stretch.`);
}

async function pieces(
  run: ShownRun,
  span: Span,
  format: (events: readonly TraceEvent[]) => string,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const { events } of readPast(run, span)) texts.push(format(events));
  return texts;
}
