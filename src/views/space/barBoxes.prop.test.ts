// Bars and what is written in them, in whole runs: nothing meets anything else.
import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { presetScenario, runScenario } from '../../testing/presetRun.ts';
import { barTextSize, placeBars } from './barBoxes.ts';
import { intersects } from './boxes.ts';
import { placesOf } from './cast.ts';
import { defaultZoom, layOut } from './geometry.ts';
import { frameAt, type LadderView } from './ladderView.ts';
import type { Palette } from './palette.ts';
import { SpacePlan } from './plan.ts';

const CHAR_SHARE = 0.6;
const BANDS = ['publishers', 'broker', 'subscribers'] as const;

function crowd(publishers: number, subscribers: number): Scenario {
  const mixed = presetScenario('mixed');
  const [pub, sub] = mixed.clients;
  if (pub === undefined || sub === undefined) throw new Error('two clients are needed');
  const copies = (of: typeof pub, n: number) =>
    Array.from({ length: n }, (_, i) => ({ ...of, id: `${of.id}-${i + 1}` }));
  return {
    ...mixed,
    script: [],
    clients: [...copies(pub, publishers), ...copies(sub, subscribers)],
  };
}

function viewOf(scenario: Scenario, sec: number, focusNode?: string) {
  const { index, start } = runScenario(scenario, sec);
  const geometry = layOut(1110, 640, false, 4);
  const zoom = defaultZoom(scenario.network.latencyMs) * 2;
  const plan = new SpacePlan(index, {
    ...{ places: placesOf(scenario.clients), hopHeight: geometry.hops.upper.height },
    ...{ pxPerUs: zoom / 1_000_000, charWidth: 7, stepped: false },
    marksMax: { upper: 4, lower: 4 },
  });
  plan.catchUp();
  const view: Omit<LadderView, 'labels'> = {
    ...{ plan, geometry, zoom, trailFrom: start, timeZero: start, focus: undefined, focusNode },
    ...{ big: false, palette: { charShare: CHAR_SHARE } as Palette },
  };
  return { view, start };
}

test.each([
  [1, 1],
  [2, 2],
  [4, 4],
])('with %i publishers and %i subscribers no two bars meet, and texts stay inside them', (p, s) => {
  const { view, start } = viewOf(crowd(p, s), 20);
  let texts = 0;
  for (let ms = 0; ms < 20_000; ms += 173) {
    const frame = frameAt({ ...view, labels: undefined }, (start + fromMs(ms)) as SimTime, 1);
    for (const place of BANDS) {
      const { bars, rows, height } = placeBars(view, frame, place);
      const boxes = bars.map(({ left, right, middle }) => ({
        ...{ left, right, top: middle - rows.barHeight / 2 },
        bottom: middle + rows.barHeight / 2,
      }));
      boxes.forEach((box, i) => {
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.bottom).toBeLessThanOrEqual(height);
        const met = boxes.slice(i + 1).filter((other) => intersects(shrunk(box), shrunk(other)));
        expect(met).toEqual([]);
      });
      for (const { left, right, texts: written } of bars) {
        texts += written.length;
        for (const { text, left: from } of written) {
          expect(from).toBeGreaterThanOrEqual(left);
          const end = from + text.length * barTextSize(false) * CHAR_SHARE;
          expect(end).toBeLessThanOrEqual(right);
        }
      }
    }
  }
  expect(texts).toBeGreaterThan(100);
});

/** Bars may touch, and a short one is drawn longer than it was. */
function shrunk<T extends { readonly left: number; readonly right: number }>(box: T): T {
  return { ...box, left: box.left + 1.6, right: box.right - 1.6 };
}

test('where several share a band a bar says whose it is, and a selected node’s stand out', () => {
  const { view, start } = viewOf(crowd(2, 2), 20, 'pub-2');
  const seen = new Set<string>();
  for (let ms = 0; ms < 20_000; ms += 173) {
    const frame = frameAt({ ...view, labels: undefined }, (start + fromMs(ms)) as SimTime, 1);
    const { bars } = placeBars(view, frame, 'publishers');
    const owners = new Set(bars.map(({ bar }) => bar.node));
    for (const { bar, isDim, texts } of bars) {
      const isNamed = texts.some(({ text }) => text.includes(' pub-'));
      if (owners.size === 1) expect(isNamed).toBe(false);
      if (owners.has('pub-2') && owners.size > 1) expect(isDim).toBe(bar.node !== 'pub-2');
      if (isNamed) seen.add(texts.find(({ text }) => text.includes(bar.node))?.text ?? '?');
    }
  }
  expect(seen.size).toBeGreaterThan(5);
  expect(seen).not.toContain('?');
});
