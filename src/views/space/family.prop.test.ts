// The labels of a family in whole runs, at three sizes: which packets have one, and on whose line it is.
import { describe, expect, test } from 'vitest';
import { addTime, fromMs, type SimTime } from '../../base/time.ts';
import { presetScenario, runScenario } from '../../testing/presetRun.ts';
import { crosses, type Segment } from './boxes.ts';
import { placesOf } from './cast.ts';
import { familyLabels } from './family.ts';
import { layOut } from './geometry.ts';
import { SpacePlan } from './plan.ts';
import { tapeY } from './spot.ts';
import { wayCorners } from './spotWay.ts';

interface Look {
  readonly width: number;
  readonly height: number;
  /** Px for a virtual second. */
  readonly zoom: number;
  readonly textSize: number;
}

const DESKTOP: Look = { width: 800, height: 516, zoom: 147, textSize: 11 };
const PHONE: Look = { width: 358, height: 426, zoom: 110, textSize: 13 };
const SMALL: Look = { width: 288, height: 336, zoom: 87, textSize: 13 };

function look(preset: string, sec: number, { width, height, zoom, textSize }: Look) {
  const scenario = presetScenario(preset);
  const { index, start } = runScenario(scenario, sec);
  const geometry = layOut(width, height, width < 500);
  const plan = new SpacePlan(index, {
    ...{ places: placesOf(scenario.clients), hopHeight: geometry.hops.upper.height },
    ...{ pxPerUs: zoom / 1_000_000, charWidth: textSize * 0.6, stepped: false },
    marksMax: { upper: 4, lower: 4 },
  });
  plan.catchUp();
  const rules = { charWidth: textSize * 0.6, height: textSize + 3, showIdentifiers: false };
  const labelsAt = (uid: string, t: SimTime) =>
    familyLabels(plan, uid, t, { ...rules, trailFrom: start });
  return { plan, index, start, labelsAt };
}

/** The family's lines on a hop, as far as `t` knows. */
function linesOf(plan: SpacePlan, uid: string, place: 'upper' | 'lower', t: SimTime): Segment[] {
  const { pxPerUs } = plan.spots.rules;
  return plan.familyOf(uid).flatMap(({ name, from }) => {
    const spot = plan.spots.spotOf(name);
    if (spot === undefined || spot.route.place !== place || from > t) return [];
    const corners = wayCorners(spot, spot.until).map(([at, share]) => ({
      ...{ x: at * pxPerUs, y: tapeY(plan.spots.rules, spot.route, share) },
    }));
    return corners.slice(1).map(({ x, y }, i) => {
      const { x: x1 = 0, y: y1 = 0 } = corners[i] ?? {};
      return { x1, y1, x2: x, y2: y };
    });
  });
}

describe.each([
  ['a desktop', DESKTOP],
  ['a phone', PHONE],
  ['a small phone', SMALL],
])('on %s', (_, size) => {
  test('the packet that was killed says so, whatever else has room', () => {
    const { index, start, labelsAt } = look('lost-puback', 4, size);
    const uid = index.messages[0]?.uid ?? '';
    for (let ms = 1000; ms < 3500; ms += 100) {
      const { upper } = labelsAt(uid, addTime(start, fromMs(ms)));
      const lost = upper.filter(({ label }) => label.lost).map(({ label }) => label.text);
      expect(lost).toHaveLength(1);
      expect(['PUBACK A killed', 'ACK A killed', 'killed']).toContain(lost[0]);
    }
  });

  test.each(['lost-puback', 'mixed', 'lost-pubrec'])(
    'no label lies across a line: %s',
    (preset) => {
      const { plan, index, start, labelsAt } = look(preset, 12, size);
      let labels = 0;
      for (const { uid } of index.messages) {
        for (let ms = 200; ms < 12_000; ms += 700) {
          const t = addTime(start, fromMs(ms));
          const family = labelsAt(uid, t);
          for (const place of ['upper', 'lower'] as const) {
            const lines = linesOf(plan, uid, place, t);
            for (const { label, box } of family[place]) {
              labels++;
              if (!label.lost) expect(lines.filter((line) => crosses(line, box))).toEqual([]);
            }
          }
        }
      }
      expect(labels).toBeGreaterThan(10);
    },
  );
});

test('with room for it each packet of an exchange has its label', () => {
  const { index, start, labelsAt } = look('lost-puback', 4, DESKTOP);
  const { upper, lower } = labelsAt(index.messages[0]?.uid ?? '', addTime(start, fromMs(3500)));
  const texts = (labels: typeof upper) => labels.map(({ label }) => label.text).sort();
  expect(texts(upper)).toEqual(['PUBACK A', 'PUBLISH A', 'PUBLISH A DUP', 'killed']);
  expect(texts(lower)).toEqual(['PUBACK A', 'PUBACK A', 'PUBLISH A', 'PUBLISH A']);
});
