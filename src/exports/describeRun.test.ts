// A run in sentences: those of the narration, each once, at its instant.

import { expect, test } from 'vitest';
import { fromSec, TIME_ZERO } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { runPreset } from '../testing/presetRun.ts';
import { narrateAt } from '../trace/narration.ts';
import { describeRun } from './describeRun.ts';

test('a lost PUBACK', () => {
  const { index } = runPreset('lost-puback', 4);
  expect(describeRun(index, { from: fromSec(1.2), to: fromSec(4) })).toMatchInlineSnapshot(`
    [
      "1.200 s: Everyone is connected and subscribed.",
      "1.200 s: The publisher publishes A at QoS 1.",
      "1.672 s: The PUBACK of A was killed by a command on its way to the publisher.",
      "1.800 s: A reached the subscriber, 600 ms after it was published.",
      "2.200 s: No PUBACK for A came in time, so the publisher sends its PUBLISH again, with DUP set.",
      "2.800 s: The publisher has the PUBACK of A: the broker has taken it over. Nothing tells the publisher when a subscriber has it.",
      "2.800 s: A arrived twice. The publisher could not know that its first PUBLISH had got through.",
    ]
  `);
});

test.each(PRESETS.map(({ name }) => name))(
  '%s: what the page tells of any instant is in it, in order',
  (name) => {
    const { index } = runPreset(name, 10);
    const lines = describeRun(index, { from: TIME_ZERO, to: fromSec(10) });
    expect(new Set(lines).size).toBeGreaterThan(3);
    const times = lines.map((line) => Number.parseFloat(line));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (let sec = 0.5; sec <= 10; sec += 0.5) {
      const told = narrateAt(index, fromSec(sec));
      expect(lines.some((line) => line.endsWith(`: ${told?.text}`))).toBe(true);
    }
  },
);

test('what happens at the ends of a span is in it, what happens before and after is not', () => {
  const { index } = runPreset('lost-puback', 4);
  const at = fromSec(1.8);
  expect(describeRun(index, { from: at, to: at })).toEqual([
    '1.800 s: A reached the subscriber, 600 ms after it was published.',
  ]);
});
