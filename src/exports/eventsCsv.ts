// The events of a trace as a table for other programs (RFC 4180): a row for each event, the same columns
// whatever happens. What has no column of its own stands in the last one, as JSON.

import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';

/** A contract: new ones go before `more`. Times are microseconds since the start of the run. */
export const CSV_COLUMNS = [
  'at',
  'kind',
  'node',
  'client',
  'publisher',
  'subscriber',
  'from',
  'to',
  'connection',
  'hop',
  'type',
  'qos',
  'dup',
  'retain',
  'packetId',
  'messageUid',
  'level',
  'copy',
  'attempt',
  'uid',
  'transmission',
  'reasonCode',
  'bytes',
  'arrivesAt',
  'lostAt',
  'dueAt',
  'publishedAt',
  'callbacks',
  'duplicate',
  'cause',
  'reason',
  'because',
  'topic',
  'payload',
  'more',
] as const;

const OWN = CSV_COLUMNS.slice(0, -1);
const LINE_END = '\r\n';

/** With its line break. */
export const CSV_HEAD = `${CSV_COLUMNS.join(',')}${LINE_END}`;

/** Rows without the head, each with its line break. */
export function formatCsvRows(events: readonly TraceEvent[]): string {
  return events.map((event) => `${formatRow(event)}${LINE_END}`).join('');
}

function formatRow(event: TraceEvent): string {
  const facts = new Map<string, unknown>(Object.entries(JSON.parse(formatEvent(event))));
  const fields = OWN.map((name) => {
    const value = facts.get(name);
    facts.delete(name);
    return formatField(value);
  });
  const more = facts.size === 0 ? '' : JSON.stringify(Object.fromEntries(facts));
  return [...fields, quoted(more)].join(',');
}

function formatField(value: unknown): string {
  if (value === undefined || value === null) return '';
  return quoted(typeof value === 'string' ? harmless(value) : JSON.stringify(value));
}

/** A table program takes a text that begins so for a formula: an apostrophe says that it is none. */
function harmless(text: string): string {
  return /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
