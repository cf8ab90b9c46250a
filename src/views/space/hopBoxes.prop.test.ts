// All that stands in the ladder's hops, of whole runs: no two boxes meet, with and without a family.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTime, fromMs, TIME_ZERO } from '../../base/time.ts';
import { runScenario } from '../../testing/presetRun.ts';
import { lossEverywhere, scenarioOf } from '../../testing/scenarios.ts';
import { intersects } from './boxes.ts';
import { placesOf } from './cast.ts';
import { familyLabels } from './family.ts';
import { defaultZoom, layOut } from './geometry.ts';
import { hopBoxes } from './hopBoxes.ts';
import type { Palette } from './palette.ts';
import { SpacePlan } from './plan.ts';

const SIZES = [
  [1110, 600],
  [760, 520],
  [390, 480],
] as const;

const runs = fc.record({
  seed: fc.nat(10_000),
  ratePerSec: fc.constantFrom(1, 4, 15),
  latencyMs: fc.constantFrom(60, 300),
  jitterMs: fc.constantFrom(0, 0, 50),
  loss: fc.constantFrom(0.1, 0.3, 0.5),
  model: fc.constantFrom('lossy', 'lossy', 'tcp'),
  subscribers: fc.integer({ min: 1, max: 3 }),
});

test('no two boxes of the hops intersect: shapes, crosses, words and a family’s labels', () => {
  fc.assert(
    fc.property(runs, fc.array(fc.nat(9000), { minLength: 4, maxLength: 4 }), (of, instants) => {
      const { seed, ratePerSec, loss, subscribers, ...network } = of;
      const pattern = (qos: number) => ({
        ...{ name: `p${qos}`, topic: 't', qos, payload: 'x', count: 500, ratePerSec },
      });
      const subs = Array.from({ length: subscribers }, (_, i) => ({
        ...{ id: `sub${i}`, subscriptions: [{ filter: 't', qos: 2 }] },
      }));
      const scenario = scenarioOf({
        seed,
        clients: [{ id: 'pub', publishes: [pattern(0), pattern(1), pattern(2)] }, ...subs],
        network: { ...network, resendMs: 1000, ...lossEverywhere(loss) },
      });
      const { index, start } = runScenario(scenario, 9);
      for (const [width, height] of SIZES) {
        const geometry = layOut(width, height, width < 500);
        const zoom = defaultZoom(of.latencyMs);
        const plan = new SpacePlan(index, {
          ...{ places: placesOf(scenario.clients), hopHeight: geometry.hops.upper.height },
          ...{ pxPerUs: zoom / 1_000_000, charWidth: 6.2, stepped: false },
          marksMax: { upper: 3, lower: 3 },
        });
        plan.catchUp();
        for (const ms of instants) {
          const now = addTime(start, fromMs(ms));
          const uids = index.flightsAt(now).flatMap(({ packet }) => packet.messageUid ?? []);
          for (const focus of [undefined, uids.at(-1), uids[0]]) {
            const rules = {
              charWidth: 6.2,
              height: 14,
              showIdentifiers: true,
              trailFrom: TIME_ZERO,
            };
            const labels = focus && familyLabels(plan, focus, now, rules);
            const palette = {} as Palette;
            const view = { plan, geometry, palette, zoom, focus, labels: labels || undefined };
            const shown = { ...view, trailFrom: TIME_ZERO, timeZero: TIME_ZERO, big: false };
            const boxes = hopBoxes(shown, now, 1);
            boxes.forEach((one, i) => {
              const met = boxes.slice(i + 1).filter(({ box }) => intersects(one.box, box));
              expect(met.length > 0 ? [one, ...met] : []).toEqual([]);
            });
          }
        }
      }
    }),
    { seed: 11, numRuns: 8, endOnFailure: true },
  );
});
