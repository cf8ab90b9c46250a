// The counters of a run as a table for people: published levels as columns.

import type { LevelMetrics } from '../trace/metrics.ts';
import type { Spread } from '../trace/samples.ts';
import type { ApplicationVerdict, HeadlessReport } from './headlessRun.ts';

const LEVELS = ['0', '1', '2'] as const;
const LABEL_WIDTH = 38;
const COLUMN_WIDTH = 10;

type Row = readonly [label: string, figure: (level: LevelMetrics) => string];

const ROWS: readonly Row[] = [
  ['published', ({ published }) => String(published)],
  ['delivered', ({ delivered }) => String(delivered)],
  ['lost', ({ lost }) => String(lost)],
  ['pending', ({ pending }) => String(pending)],
  ['second copies', ({ duplicates }) => String(duplicates)],
  ...spreadRows('delivery, of those delivered', ({ deliveryMs }) => deliveryMs),
  ...spreadRows("publisher's handshake", ({ publisherHandshakeMs }) => publisherHandshakeMs),
  ...spreadRows("subscriber's handshake", ({ subscriberHandshakeMs }) => subscriberHandshakeMs),
  ['packets sent, hop 1', ({ hops }) => String(hops['1'].packetsSent)],
  ['packets sent, hop 2', ({ hops }) => String(hops['2'].packetsSent)],
  ['of these PUBLISH', ({ packetsSent }) => String(packetsSent.PUBLISH)],
  ['of these sent again', ({ packetsResent }) => String(packetsResent)],
  ['packets lost', ({ hops }) => String(hops['1'].packetsLost + hops['2'].packetsLost)],
  ['bytes sent', ({ bytesSent }) => String(bytesSent)],
  ['TCP segments sent', ({ hops }) => String(hops['1'].segmentsSent + hops['2'].segmentsSent)],
  ['TCP segments lost', ({ hops }) => String(hops['1'].segmentsLost + hops['2'].segmentsLost)],
];

function spreadRows(label: string, spread: (level: LevelMetrics) => Spread): readonly Row[] {
  return [
    [`${label}, ms: p50`, (level) => formatFigure(spread(level).p50)],
    ['  p95', (level) => formatFigure(spread(level).p95)],
    ['  p99', (level) => formatFigure(spread(level).p99)],
    ['  max', (level) => formatFigure(spread(level).max)],
    ['  n', (level) => String(spread(level).n)],
  ];
}

function formatFigure(figure: number | null): string {
  return figure === null ? '–' : String(figure);
}

export function formatReport(metrics: HeadlessReport): string {
  const { seed, simulatedMs, events, levels, broker } = metrics;
  const published = LEVELS.filter((name) => levels[name].published > 0);
  const lines = [
    `seed ${seed}, ${Math.round(simulatedMs * 1000) / 1_000_000} s simulated, ${events} events`,
    '',
  ];
  if (published.length === 0) {
    lines.push('Nothing was published.');
  } else {
    lines.push(
      formatLine(
        '',
        published.map((name) => `QoS ${name}`),
      ),
    );
    for (const [label, figure] of ROWS) {
      lines.push(
        formatLine(
          label,
          published.map((name) => figure(levels[name])),
        ),
      );
    }
  }
  const { storedNow, storedPeak, storedMessageSeconds } = broker;
  lines.push(
    '',
    `broker stores ${storedNow} messages, at most ${storedPeak}, ${storedMessageSeconds} message-seconds`,
  );
  if (metrics.application !== undefined) lines.push('', ...metrics.application.map(formatVerdict));
  return `${lines.join('\n')}\n`;
}

/** What has become of an application, and what that would cost. */
function formatVerdict({ useCase, client, sentence, cost }: ApplicationVerdict): string {
  return `${useCase} (${client}): ${sentence}${cost === undefined ? '' : ` ${cost}`}`;
}

function formatLine(label: string, figures: readonly string[]): string {
  return label.padEnd(LABEL_WIDTH) + figures.map((text) => text.padStart(COLUMN_WIDTH)).join('');
}
