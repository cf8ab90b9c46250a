// What a press on the ladder finds, in whole runs.
import { expect, test } from 'vitest';
import { addTime, fromMs, type SimTime, TIME_ZERO } from '../../base/time.ts';
import { presetScenario, runScenario } from '../../testing/presetRun.ts';
import { placeBars } from './barBoxes.ts';
import { placesOf } from './cast.ts';
import { defaultZoom, layOut } from './geometry.ts';
import { pressedAt } from './hitTest.ts';
import { selectedBoxes } from './hopText.ts';
import { frameAt, type LadderView } from './ladderView.ts';
import type { Palette } from './palette.ts';
import { SpacePlan } from './plan.ts';
import { shapeShare, tapeY } from './spot.ts';
import { wayShare, wayTime } from './spotWay.ts';

function look(preset: string, sec: number) {
  const scenario = presetScenario(preset);
  const { index, start } = runScenario(scenario, sec);
  const geometry = layOut(770, 516, false);
  const zoom = defaultZoom(scenario.network.latencyMs);
  const plan = new SpacePlan(index, {
    ...{ places: placesOf(scenario.clients), hopHeight: geometry.hops.upper.height },
    ...{ pxPerUs: zoom / 1_000_000, charWidth: 7, stepped: false },
    marksMax: { upper: 4, lower: 4 },
  });
  plan.catchUp();
  const view: Omit<LadderView, 'labels'> = {
    ...{ plan, geometry, zoom, trailFrom: TIME_ZERO, timeZero: TIME_ZERO, focus: undefined },
    ...{ big: false, palette: {} as Palette },
  };
  return { view, plan, geometry, start };
}

/** Where the shapes stand that are in sight at `t`. */
function shapesAt({ view, plan, geometry }: ReturnType<typeof look>, t: SimTime) {
  const frame = frameAt({ ...view, labels: undefined }, t, 1);
  return plan.spots.spots.overlapping(frame.since, t).flatMap((spot) => {
    const share = shapeShare(spot, t);
    const end = wayShare(spot, Math.min(t, spot.until));
    if (share === undefined || share > end || spot.from > t) return [];
    const { top } = geometry.hops[spot.route.place];
    const y = top + tapeY(plan.spots.rules, spot.route, share);
    return [{ packet: spot.packet, x: frame.x(wayTime(spot, share)), y }];
  });
}

test('a press on a packet’s shape finds that packet, whatever lines lie there', () => {
  const seen = look('mixed', 20);
  const types = new Set<string>();
  for (let ms = 0; ms < 20_000; ms += 310) {
    const t = addTime(seen.start, fromMs(ms));
    for (const { packet, x, y } of shapesAt(seen, t)) {
      if (x < 0) continue;
      types.add(packet.type);
      expect(pressedAt(seen.view, t, x + 2, y - 2)).toEqual({ packet: packet.uid });
    }
  }
  expect([...types].sort()).toEqual(
    expect.arrayContaining(['CONNECT', 'PUBACK', 'PUBCOMP', 'PUBLISH', 'PUBREC', 'PUBREL']),
  );
});

test('a press beside a line finds its packet, one in a bar its message, one on nothing nothing', () => {
  const seen = look('lost-puback', 4);
  const { view, plan, geometry, start } = seen;
  const t = addTime(start, fromMs(3000));
  const frame = frameAt({ ...view, labels: undefined }, t, 1);
  const first = plan.spots.spots.items.find(({ packet }) => packet.type === 'PUBLISH');
  if (first === undefined) throw new Error('nothing was sent');
  const { hops, bands } = geometry;
  const at = (share: number) => ({
    x: frame.x(wayTime(first, share)) + 3,
    y: hops.upper.top + tapeY(plan.spots.rules, first.route, share),
  });
  for (const share of [0.15, 0.9]) {
    const { x, y } = at(share);
    expect(pressedAt(view, t, x, y)).toEqual({ packet: first.packet.uid });
  }
  const { messageUid } = first.packet;
  const bar = placeBars(view, frame, 'publishers').bars[0]?.middle ?? 0;
  const inBar = pressedAt(view, t, frame.x(first.from) + 8, bands.publishers.top + bar);
  expect(inBar).toEqual({ message: messageUid });
  expect(pressedAt(view, t, frame.x(first.from) - 40, hops.upper.top + 40)).toBeUndefined();
});

test('the selected packet has a mark of its own around its shape, also one of no message', () => {
  const seen = look('mixed', 5);
  const t = addTime(seen.start, fromMs(700));
  const frame = frameAt({ ...seen.view, labels: undefined }, t, 1);
  const shapes = shapesAt(seen, t);
  expect(shapes.some(({ packet }) => packet.messageUid === undefined)).toBe(true);
  for (const { packet, x, y } of shapes) {
    const boxes = selectedBoxes({ ...seen.view, selected: packet.uid, labels: undefined }, frame);
    expect(boxes).toHaveLength(1);
    const { left, right, top, bottom } = boxes[0] as (typeof boxes)[number];
    expect((left + right) / 2).toBeCloseTo(x, 3);
    expect((top + bottom) / 2).toBeCloseTo(y, 3);
  }
  expect(selectedBoxes({ ...seen.view, labels: undefined }, frame)).toEqual([]);
});
