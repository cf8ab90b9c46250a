import { expect, test } from 'vitest';
import { addTime, fromMs } from '../../base/time.ts';
import { play, rulesFor, scenario } from '../../testing/stageRuns.ts';
import { sceneAt } from './scene.ts';

test('a bundle has a level where all of its packets have that one, else none', () => {
  const of = scenario(1, 40);
  const played = play(of, 4000);
  const rules = rulesFor(played, of, [1110, 600]);
  const seen = { one: 0, several: 0 };
  for (let ms = 1000; ms < 4000; ms += 90) {
    for (const glyph of sceneAt(rules, addTime(played.start, fromMs(ms))).glyphs) {
      const levels = new Set(glyph.riding.map((uid) => played.index.flight(uid)?.packet.level));
      if (glyph.count < 2) continue;
      const isOne = levels.size === 1;
      expect(glyph.level).toBe(isOne ? [...levels][0] : undefined);
      seen[isOne ? 'one' : 'several']++;
    }
  }
  expect(seen.one).toBeGreaterThan(0);
  expect(seen.several).toBeGreaterThan(0);
});
