// The diagram is read by Mermaid's own parser, and tells each packet of the trace once, in its order.

import mermaid from 'mermaid';
import { describe, expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { simulate } from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { formatMermaid } from './mermaid.ts';
import { WHOLE_RUN } from './span.ts';

const UNTIL = fromSec(20);

function indexOf(scenario: Scenario): TraceIndex {
  const events: TraceEvent[] = [];
  simulate(scenario, { until: UNTIL, onEvent: (event) => events.push(event) });
  const index = new TraceIndex();
  index.append(events);
  return index;
}

function scenarioOf(name: string): Scenario {
  const preset = PRESETS.find((one) => one.name === name);
  if (preset === undefined) throw new Error(name);
  return preset.scenario;
}

describe.each(PRESETS.map(({ name, scenario }) => ({ name, scenario })))('$name', (preset) => {
  test('is a diagram to Mermaid, with an arrow for each packet and a cross for each that is lost', async () => {
    const index = indexOf(preset.scenario);
    const text = formatMermaid(index, WHOLE_RUN, preset.name);
    expect(await mermaid.parse(text)).toMatchObject({ diagramType: 'sequence' });
    const arrows = text
      .split('\n')
      .flatMap((line) => /^ {2}\w+(-x|->>)\w+: (\w+)/.exec(line) ?? []);
    const types = arrows.filter((_, i) => i % 3 === 2);
    const sent = index.events.flatMap((event) =>
      event.kind === 'packet-sent' ? [event.packet] : [],
    );
    expect(types).toEqual(sent.map(({ type }) => type));
    const lost = new Set(
      index.events.flatMap((event) => (event.kind === 'packet-lost' ? [event.packet.uid] : [])),
    );
    expect(arrows.filter((part) => part === '-x').length).toBe(
      sent.filter(({ uid }) => lost.has(uid)).length,
    );
  });
});

test('a lost PUBACK: the cross, the PUBLISH again with DUP, and the second delivery', () => {
  const text = formatMermaid(indexOf(scenarioOf('lost-puback')), WHOLE_RUN);
  expect(text).toMatchInlineSnapshot(`
    "sequenceDiagram
      participant client1 as pub
      participant broker as Broker
      participant client2 as sub
      Note over client1: connects, at 0.000 s
      client1->>broker: CONNECT
      Note over client2: connects, at 0.000 s
      client2->>broker: CONNECT
      broker->>client1: CONNACK
      broker->>client2: CONNACK
      client2->>broker: SUBSCRIBE #35;1
      broker->>client2: SUBACK #35;1
      Note over client1: publish A, QoS 1, at 1.200 s
      client1->>broker: PUBLISH A #35;1, QoS 1
      broker-xclient1: PUBACK A #35;1, killed by a command
      broker->>client2: PUBLISH A #35;1, QoS 1
      client2->>broker: PUBACK A #35;1
      Note over client2: A delivered, at 1.800 s
      Note over client1: no answer in time, sends again, at 2.200 s
      client1->>broker: PUBLISH A #35;1, QoS 1, DUP
      broker->>client1: PUBACK A #35;1
      broker->>client2: PUBLISH A #35;2, QoS 1
      client2->>broker: PUBACK A #35;2
      Note over client2: A delivered a second time, at 2.800 s
    "
  `);
});

test('a span has what happens in it, both ends included', () => {
  const index = indexOf(scenarioOf('lost-puback'));
  const text = formatMermaid(index, { from: fromSec(1.8), to: fromSec(1.8) });
  expect(text).toContain('A delivered, at 1.800 s');
  expect(text).not.toContain('publish A');
  expect(text).not.toContain('a second time');
});

test('what is sent again has a note that says why, whoever sends it and whatever it is', () => {
  const ofPubrel = formatMermaid(indexOf(scenarioOf('lost-pubcomp')), WHOLE_RUN);
  expect(ofPubrel).toMatch(
    /Note over client1: no answer in time, sends again, at [\d.]+ s\n {2}client1->>broker: PUBREL A/,
  );
  const onReconnect = formatMermaid(indexOf(scenarioOf('broker-crash-before-puback')), WHOLE_RUN);
  expect(onReconnect).toMatch(
    /Note over broker: connected again, sends again, at [\d.]+ s\n {2}broker->>client2: PUBLISH A/,
  );
});

test('a copy that the network makes is told from what it is a copy of', () => {
  const text = formatMermaid(indexOf(scenarioOf('network-copies')), WHOLE_RUN);
  expect(text).toContain(', copied by the network');
});

test('what is lost after the end of a span is a cross in it all the same', () => {
  const whole = indexOf(scenarioOf('mixed'));
  const lost = new Map(
    whole.events.flatMap((event) =>
      event.kind === 'packet-lost' ? [[event.packet.uid, event.at] as const] : [],
    ),
  );
  expect(lost.size).toBeGreaterThan(3);
  for (const event of whole.events) {
    if (event.kind !== 'packet-sent' || !lost.has(event.packet.uid)) continue;
    const to = event.at;
    const index = new TraceIndex();
    index.append(whole.events.filter(({ at }) => at <= to));
    const crosses = formatMermaid(index, { from: to, to })
      .split('\n')
      .filter((line) => /-x/.test(line));
    expect(crosses).toHaveLength(1);
  }
});

test('what a name holds cannot end a line or begin something of Mermaid’s own', async () => {
  const base = scenarioOf('lost-puback');
  const id = 'a;b\n#c: "d" %% -->> <e>';
  const clients = base.clients.map((client) => (client.id === 'pub' ? { ...client, id } : client));
  const text = formatMermaid(
    indexOf({ ...base, clients, script: [] }),
    WHOLE_RUN,
    'a "title": --- #',
  );
  expect(await mermaid.parse(text)).toMatchObject({ diagramType: 'sequence' });
  expect(text).toContain(
    'participant client1 as a#59;b#10;#35;c#58; #34;d#34; #37;#37; --#62;#62; #60;e#62;',
  );
});
