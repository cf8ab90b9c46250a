// Events as CSV and NDJSON, and what they add up to: each says all that the trace does.

import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { simulate } from '../sim/simulate.ts';
import { playScenario, presetScenario } from '../testing/presetRun.ts';
import type { TraceEvent } from '../trace/event.ts';
import { MetricsFold } from '../trace/metrics.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { CSV_COLUMNS, CSV_HEAD, formatCsvRows } from './eventsCsv.ts';
import { formatNdjson } from './eventsNdjson.ts';
import { formatMetrics } from './metricsJson.ts';

const UNTIL = fromSec(20);

/** By RFC 4180 alone. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw new Error('not RFC 4180');
    const [, inQuotes, plain = '', end] = found;
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

/** What a row says, as the line of JSON does. */
function factsOf(row: readonly string[], line: Record<string, unknown>): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  CSV_COLUMNS.forEach((name, i) => {
    const text = row[i] ?? '';
    if (name === 'more') Object.assign(facts, text === '' ? {} : JSON.parse(text));
    else if (typeof line[name] === 'string') facts[name] = text.replace(/^'/, '');
    else if (text !== '') facts[name] = JSON.parse(text);
  });
  return facts;
}

describe.each(PRESETS.map(({ name, scenario }) => ({ name, scenario })))('$name', (preset) => {
  const { events, metrics } = playScenario(preset.scenario, UNTIL);

  test('as CSV: a row an event, as wide as the head, with all that its line of JSON says', () => {
    const [head, ...rows] = readCsv(CSV_HEAD + formatCsvRows(events));
    expect(head).toEqual(CSV_COLUMNS);
    expect(rows.length).toBe(events.length);
    rows.forEach((row, i) => {
      expect(row.length).toBe(CSV_COLUMNS.length);
      const line = JSON.parse(formatEvent(events[i] as TraceEvent)) as Record<string, unknown>;
      expect(factsOf(row, line)).toEqual(line);
    });
  });

  test('as NDJSON: the lines of sim --trace', () => {
    const lines: string[] = [];
    simulate(preset.scenario, {
      until: UNTIL,
      onEvent: (event) => lines.push(`${formatEvent(event)}\n`),
    });
    expect(formatNdjson(events)).toBe(lines.join(''));
  });

  test('as counters: those of sim --json', () => {
    const fold = new MetricsFold(true);
    for (const event of events) fold.add(event);
    const end = fromSec(metrics.simulatedMs / 1000);
    const { events: _, ...counted } = metrics;
    expect(JSON.parse(formatMetrics(fold, preset.scenario, end))).toEqual(
      JSON.parse(JSON.stringify(counted)),
    );
  });
});

test('a lost PUBACK, the first rows to the letter', () => {
  const { events } = playScenario(presetScenario('lost-puback'), UNTIL);
  const told = events.filter(({ kind }) => /^message-|^packet-lost$/.test(kind));
  expect(CSV_HEAD + formatCsvRows(told)).toMatchInlineSnapshot(`
    "at,kind,node,client,publisher,subscriber,from,to,connection,hop,type,qos,dup,retain,packetId,messageUid,level,copy,attempt,uid,transmission,reasonCode,bytes,arrivesAt,lostAt,dueAt,publishedAt,callbacks,duplicate,cause,reason,because,topic,payload,more
    1200000,message-published,,,pub,,,,,,,1,,,,pub/hand/1,,,,,,,,,,,,,,,,,qoscope/demo,"Hey, are you free?","{""subscribers"":[""sub""]}"
    1671796,packet-lost,,,,,broker,pub,0,1,PUBACK,1,false,,1,pub/hand/1,1,1,1,pub/hand/1:PUBACK.1,,0,4,,,,,,,rule,,qos1-puback,,,
    1800000,message-delivered,,,,sub,,,,,,1,,,,pub/hand/1,1,1,,,,,,,,,1200000,1,false,,,,,,
    2100000,message-acknowledged,,sub,,,,,,2,,,,,,pub/hand/1,1,1,,,,,,,,,1200000,,,,,,,,"{""first"":true}"
    2800000,message-acknowledged,,pub,,,,,,1,,,,,,pub/hand/1,1,1,,,,,,,,,1200000,,,,,,,,"{""first"":true}"
    2800000,message-delivered,,,,sub,,,,,,1,,,,pub/hand/1,1,2,,,,,,,,,1200000,2,true,publisherResend,,,,,
    3100000,message-acknowledged,,sub,,,,,,2,,,,,,pub/hand/1,1,2,,,,,,,,,1200000,,,,,,,,"{""first"":false}"
    "
  `);
});

test('what a payload holds cannot end a row, nor be a formula to a table program', () => {
  const at = fromSec(1);
  const publish = (payload: string): TraceEvent => ({
    at,
    kind: 'message-published',
    messageUid: 'pub/hand/1',
    publisher: 'pub',
    topic: 'a',
    qos: 1,
    payload,
    subscribers: ['sub'],
  });
  const payloads = ['=1+1', '+1', '-1', '@a', "'a", '\t=1', 'a,"b"\r\nc', '"', ''];
  const rows = readCsv(formatCsvRows(payloads.map(publish)));
  const shown = rows.map((row) => row[CSV_COLUMNS.indexOf('payload')]);
  expect(shown).toEqual(["'=1+1", "'+1", "'-1", "'@a", "''a", "'\t=1", 'a,"b"\r\nc', '"', '']);
});
