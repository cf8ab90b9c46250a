import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import { PRESETS } from '../../scenario/presets/presets.ts';
import { runPreset, runScenario } from '../../testing/presetRun.ts';
import { messageLife, presentOf } from '../../trace/messageLife.ts';
import { BOX, lifeDiagram } from './lifeDiagram.ts';
import { sayPresent } from './lifeText.ts';

test.each(PRESETS)(
  '$name: each side of an exchange has one state lit, the one that it is in',
  ({ scenario }) => {
    const { index } = runScenario(scenario, 20);
    const end = index.events.at(-1)?.at ?? 0;
    for (const { uid, publishedAt } of index.messages.slice(0, 20)) {
      for (const share of [0.01, 0.1, 0.5, 1]) {
        const t = Math.round(publishedAt + share * (end - publishedAt)) as SimTime;
        for (const exchange of messageLife(index, uid, t).exchanges) {
          const { boxes, width } = lifeDiagram(exchange);
          for (const side of ['sender', 'receiver'] as const) {
            const lit = boxes.filter((box) => box.side === side && box.reached === 'present');
            expect(lit.length).toBe(1);
            const present = presentOf(exchange[side]);
            if (present !== undefined) expect(lit[0]?.state).toBe(present.state);
          }
          for (const { x } of boxes) expect(x + BOX.width).toBeLessThanOrEqual(width);
        }
      }
    }
  },
);

test('the words say the lit states, and since when', () => {
  const { index, start } = runPreset('lost-pubrec', 10);
  const t = (start + fromMs(1600)) as SimTime;
  const [first] = messageLife(index, index.messages[0]?.uid ?? '', t).exchanges;
  if (first === undefined) throw new Error('No exchange');
  expect(sayPresent(first)).toBe(
    'pub wants PUBCOMP (since 2.800 s); the broker holds its identifier (since 1.500 s).',
  );
  const { boxes, arrows } = lifeDiagram(first);
  expect(boxes.find(({ state }) => state === 'wants PUBREC')?.sent).toBe(2);
  expect(arrows.find(({ label }) => label === 'PUBREC')?.lost).toBe(1);
});
