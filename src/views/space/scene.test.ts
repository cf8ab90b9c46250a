// Whole runs on the stage: what stands there at each instant, in every size, never overlaps.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../../base/time.ts';
import { addTime, fromMs } from '../../base/time.ts';
import { Run } from '../../sim/run.ts';
import { play, rulesFor, scenario } from '../../testing/stageRuns.ts';
import { TraceIndex } from '../../trace/traceIndex.ts';
import { boxAround, intersects } from './boxes.ts';
import { castOf } from './cast.ts';
import { textOf } from './deliveries.ts';
import { familyLabels } from './family.ts';
import { CODE_CHAR_WIDTH } from './glyphText.ts';
import { glyphY } from './glyphView.ts';
import { nodesAt } from './nodeText.ts';
import type { SpacePlan } from './plan.ts';
import { type SceneRules, sceneAt } from './scene.ts';
import { shapeShare } from './spot.ts';

/** Every 7 ms, which is no divisor of anything in the run. */
function* instants(from: SimTime, ms: number): Generator<SimTime> {
  for (let i = 0; i < ms / 7; i++) yield addTime(from, fromMs(i * 7));
}

function overlaps(rules: SceneRules, t: SimTime): readonly string[] {
  const { glyphs } = sceneAt(rules, t);
  const boxes = glyphs.map((glyph) =>
    boxAround(glyph.x, glyphY(glyph, t), glyph.width, glyph.height),
  );
  return boxes.flatMap((box, i) =>
    boxes.flatMap((other, j) =>
      i < j && intersects(box, other)
        ? [`${glyphs[i]?.packet.uid} and ${glyphs[j]?.packet.uid} at ${t}`]
        : [],
    ),
  );
}

const WIDE = [1110, 600] as const;
const SIZES = [WIDE, [800, 560], [360, 520]] as const;

describe('on the stage no two packets overlap', () => {
  test.each(
    SIZES.flatMap((size) =>
      [
        [1, 4],
        [1, 50],
        [2, 6],
        [4, 12],
        [6, 12],
      ].map(([pairs = 1, rate = 1]) => ({ size, pairs, rate })),
    ),
  )('at $size.0 px with $pairs clients of a kind and $rate messages/s', ({ size, pairs, rate }) => {
    const of = scenario(pairs, rate);
    const played = play(of, 2500);
    const rules = rulesFor(played, of, size);
    const still = rulesFor(played, of, size, { stepped: true });
    for (const t of instants(played.start, 2500)) {
      expect(overlaps(rules, t)).toEqual([]);
      expect(overlaps(still, t)).toEqual([]);
    }
  });

  test('nor over TCP, where what is lost goes again', () => {
    const of = scenario(1, 12, { model: 'tcp' });
    const played = play(of, 4000);
    const rules = rulesFor(played, of, WIDE);
    const names = new Set<string>();
    for (const t of instants(played.start, 4000)) {
      expect(overlaps(rules, t)).toEqual([]);
      for (const { box } of sceneAt(rules, t).glyphs) names.add(box.rider.uid);
    }
    expect([...names].some((name) => name.endsWith('#2'))).toBe(true);
  });

  test('nor when one family is in focus and identifiers are shown', () => {
    const of = scenario(1, 6);
    const played = play(of, 4000);
    const focus = played.index.messages.find(({ level }) => level === 2)?.uid;
    const rules = rulesFor(played, of, WIDE, { focus, showIdentifiers: true });
    for (const t of instants(played.start, 4000)) expect(overlaps(rules, t)).toEqual([]);
  });
});

test.each(SIZES)('at %i×%i every text has room in its glyph', (...size) => {
  for (const [pairs = 1, rate = 1] of [
    [1, 4],
    [1, 50],
    [4, 12],
    [4, 60],
  ]) {
    const of = scenario(pairs, rate);
    const played = play(of, 1500);
    const rules = rulesFor(played, of, size);
    for (const t of instants(played.start, 1500)) {
      for (const { packet, size: drawn, text, width, count } of sceneAt(rules, t).glyphs) {
        const shape = drawn === 'mark' && count === 1 ? 18 : 0;
        const room = text === '' ? width : width - shape;
        expect([packet.uid, text.length * CODE_CHAR_WIDTH <= room]).toEqual([packet.uid, true]);
      }
    }
  }
});

describe('the picture is a function of trace and instant', () => {
  test('a trace taken in piece by piece shows what it shows when taken in at once', () => {
    const of = scenario(1, 12);
    const { index, start } = play(of, 3000);
    const whole = rulesFor({ index }, of, WIDE);
    const grown = new TraceIndex();
    const rules = rulesFor({ index: grown }, of, WIDE);
    let taken = 0;
    for (const t of instants(start, 3000)) {
      const count = index.countUntil(t);
      grown.append(index.events.slice(taken, count));
      taken = count;
      rules.plan.catchUp();
      const look = (given: SceneRules) =>
        sceneAt(given, t).glyphs.map(({ packet, x, size, width, text, lost, ...glyph }) => {
          const y = glyphY({ packet, x, size, width, text, lost, ...glyph }, t);
          return [packet.uid, x, y, size, width, text, lost];
        });
      expect(look(rules)).toEqual(look(whole));
      const more = { cast: castOf(of.clients, 400, undefined), broker: of.broker };
      expect(nodesAt({ ...rules, ...more }, t)).toEqual(nodesAt({ ...whole, ...more }, t));
    }
  });

  test('nor does the ladder know more of an instant when the trace goes on', () => {
    const of = scenario(1, 12);
    const { index, start } = play(of, 3000);
    const whole = rulesFor({ index }, of, WIDE).plan;
    const grown = new TraceIndex();
    const { plan } = rulesFor({ index: grown }, of, WIDE);
    const labelRules = { charWidth: 7, height: 14, showIdentifiers: false, trailFrom: start };
    let taken = 0;
    for (const t of instants(start, 3000)) {
      const count = index.countUntil(t);
      grown.append(index.events.slice(taken, count));
      taken = count;
      plan.catchUp();
      const look = (given: SpacePlan) => ({
        shapes: given.spots.spots
          .overlapping(start, t)
          .filter(({ from }) => from <= t)
          .map((spot) => {
            const says = spot.lost && spot.until <= t && (spot.saysLostUntil ?? 0) > t;
            return [spot.packet.uid, shapeShare(spot, t), says];
          }),
        bars: given.bars
          .barsIn('broker', start, t)
          .filter(({ from }) => from <= t)
          .map(({ row, from, identifierFrom }) => [row, from, (identifierFrom ?? t + 1) <= t]),
        texts: given.deliveries.marks
          .overlapping(start, t)
          .filter(({ from }) => from <= t)
          .map((mark) => [mark.messageUid, mark.wide, textOf(mark, t)?.side]),
        labels: grown.messages.map(({ uid }) => familyLabels(given, uid, t, labelRules)),
      });
      expect(look(plan)).toEqual(look(whole));
    }
  });

  test('after a fork it shows the new trace alone', () => {
    const of = scenario(1, 12);
    const run = new Run(of);
    const index = new TraceIndex();
    const start = run.advanceToPublishing(fromMs(60_000));
    index.append(start.events);
    index.append(run.advance(addTime(start.now, fromMs(2000))).events);
    const at = addTime(start.now, fromMs(1000));
    const forked = rulesFor({ index }, of, WIDE);
    const victim = index.flightsAt(at)[0]?.packet.uid ?? '';
    const report = run.command(at, { kind: 'kill-packet', uid: victim });
    index.truncate(report.keep);
    index.append(report.events);
    index.append(run.advance(addTime(start.now, fromMs(2000))).events);
    forked.plan.catchUp();
    const fresh = rulesFor({ index }, of, WIDE);
    const t = addTime(at, fromMs(120));
    const look = (rules: SceneRules) =>
      sceneAt(rules, t).glyphs.map(({ packet, x, lost }) => [packet.uid, x, lost]);
    expect(look(forked)).toEqual(look(fresh));
    expect(look(fresh).filter(([uid, , lost]) => uid === victim && lost)).toHaveLength(1);
  });
});

test('of the focused family no label meets another, in a run with every kind of packet', () => {
  const of = scenario(1, 5);
  const played = play(of, 6000);
  const { plan } = rulesFor(played, of, WIDE);
  for (const { uid } of played.index.messages) {
    const rules = { charWidth: 7, height: 14, showIdentifiers: false, trailFrom: played.start };
    const labels = familyLabels(plan, uid, addTime(played.start, fromMs(6000)), rules);
    for (const placed of [labels.upper, labels.lower]) {
      placed.forEach(({ box }, i) => {
        expect(placed.slice(i + 1).filter((other) => intersects(box, other.box))).toEqual([]);
      });
    }
  }
});
