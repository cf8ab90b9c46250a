// Stretches in which nodes were not there, in whole runs: where they are seen, and that their labels meet
// no bar and no other label.
import { expect, test } from 'vitest';
import { addTime, fromMs, fromSec, type SimTime, TIME_ZERO } from '../../base/time.ts';
import type { Scenario, TimedCommand } from '../../scenario/scenario.ts';
import { presetScenario, runScenario } from '../../testing/presetRun.ts';
import { type PlacedAway, placeAway } from './awayBoxes.ts';
import { placeBars } from './barBoxes.ts';
import { intersects } from './boxes.ts';
import { type BandPlace, placesOf } from './cast.ts';
import { defaultZoom, layOut } from './geometry.ts';
import { frameAt, type LadderView } from './ladderView.ts';
import type { Palette } from './palette.ts';
import { SpacePlan } from './plan.ts';

const BANDS = ['publishers', 'broker', 'subscribers'] as const;

function look(scenario: Scenario, sec: number, commands: readonly TimedCommand[] = []) {
  const { index } = runScenario(scenario, sec, commands);
  const geometry = layOut(770, 516, false, 4);
  const zoom = defaultZoom(scenario.network.latencyMs);
  const plan = new SpacePlan(index, {
    ...{ places: placesOf(scenario.clients), hopHeight: geometry.hops.upper.height },
    ...{ pxPerUs: zoom / 1_000_000, charWidth: 7, stepped: false },
    marksMax: { upper: 4, lower: 4 },
  });
  plan.catchUp();
  const view: Omit<LadderView, 'labels'> = {
    ...{ plan, geometry, zoom, trailFrom: TIME_ZERO, timeZero: TIME_ZERO, focus: undefined },
    ...{ big: false, palette: { charShare: 0.6 } as Palette },
  };
  const at = (t: SimTime, place: BandPlace) => {
    const frame = frameAt({ ...view, labels: undefined }, t, 1);
    const bars = placeBars(view, frame, place);
    return { away: placeAway(view, frame, place, bars), bars, frame };
  };
  return { at, geometry };
}

const texts = (away: readonly PlacedAway[]) => away.map(({ label }) => label?.text);

test('a crash is seen in the broker’s band, and its cause in those that it has cut off', () => {
  const { at, geometry } = look(presetScenario('broker-crash-autosave-twice'), 10);
  expect(BANDS.flatMap((place) => at(fromMs(4100), place).away)).toEqual([]);
  const { away, frame } = at(fromMs(5500), 'broker');
  expect(away).toHaveLength(1);
  expect(away[0]?.box).toEqual({
    ...{ left: frame.x(fromMs(4200)), right: frame.x(fromMs(5000)) },
    ...{ top: 0, bottom: geometry.bands.broker.height },
  });
  expect(BANDS.map((place) => texts(at(fromMs(5500), place).away))).toEqual([
    ...[['broker crashed'], ['crashed'], ['broker crashed']],
  ]);
});

test('a cut is seen in its client’s band alone, and what began out of sight is still named', () => {
  const { at } = look(presetScenario('window-full'), 10);
  expect(BANDS.map((place) => texts(at(fromMs(7000), place).away))).toEqual([[], [], ['cut']]);
  const offline = look(presetScenario('subscriber-offline'), 10).at(fromMs(5500), 'subscribers');
  expect(offline.away[0]?.begins).toBe(false);
  expect(offline.away[0]?.box.left).toBeLessThanOrEqual(0);
  expect(texts(offline.away)).toEqual(['offline']);
});

test('several in a band have a part of its height each, and say who it was; no label meets anything', () => {
  const mixed = presetScenario('mixed');
  const [pub, sub] = mixed.clients;
  if (pub === undefined || sub === undefined) throw new Error('two clients are needed');
  const many = (of: typeof pub) => [1, 2, 3, 4].map((n) => ({ ...of, id: `${of.id}-${n}` }));
  const scenario = { ...mixed, script: [], clients: [...many(pub), ...many(sub)] };
  const command = (sec: number, client: string): TimedCommand => ({
    ...{ at: fromSec(sec), command: { kind: 'cut-connection', client } },
  });
  const crash: TimedCommand = {
    ...{ at: fromSec(9), command: { kind: 'crash-broker', restartMs: 1500 } },
  };
  const cuts = [command(3, 'sub-2'), command(4, 'sub-3'), command(4.1, 'pub-1')];
  const { at, geometry } = look(scenario, 14, [...cuts, crash]);
  const { height } = geometry.bands.subscribers;
  const [second] = at(fromMs(3600), 'subscribers').away;
  expect(second?.box).toMatchObject({ top: height / 4, bottom: height / 2 });
  expect(second?.label?.text).toBe('sub-2 cut');
  let labels = 0;
  for (let t = TIME_ZERO; t < fromSec(14); t = addTime(t, fromMs(67))) {
    for (const place of BANDS) {
      const { away, bars } = at(t, place);
      const half = bars.rows.barHeight / 2;
      const taken = [
        ...bars.bars.map(({ left, right, middle }) => {
          return { left, right, top: middle - half, bottom: middle + half };
        }),
        ...away.flatMap(({ label }) => label?.box ?? []),
      ];
      for (const { label } of away) {
        if (label === undefined) continue;
        labels++;
        expect(taken.filter((box) => intersects(box, label.box))).toEqual([label.box]);
        expect(label.box.bottom).toBeLessThanOrEqual(geometry.bands[place].height);
        expect(label.box.right).toBeLessThanOrEqual(geometry.nowX);
      }
    }
  }
  expect(labels).toBeGreaterThan(100);
});
