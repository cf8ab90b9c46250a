import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { type PresetRun, runPreset } from '../testing/presetRun.ts';
import { narrate, type Sentence, tell } from './narration.ts';
import { rankAtBest } from './rank.ts';

const RUNS = ['mixed', 'lost-puback', 'broker-crash-autosave', 'tcp-cut', 'flapping', 'queue-full'];

/** All sentences are made, and the latest of the most important is taken. */
function narrateSlowly({ index }: PresetRun, from: SimTime, to: SimTime): Sentence | undefined {
  let best: Sentence | undefined;
  for (const event of index.eventsBetween(from, to)) {
    const sentence = tell(event, index);
    if (sentence !== undefined && sentence.rank <= (best?.rank ?? Infinity)) best = sentence;
  }
  return best;
}

test.each(RUNS)('%s: no sentence is more important than its event can be', (preset) => {
  const { index } = runPreset(preset, 20);
  for (const event of index.events) {
    const rank = tell(event, index)?.rank ?? Infinity;
    expect(rankAtBest(event), event.kind).toBeLessThanOrEqual(rank);
  }
});

test.each(RUNS)('%s: what is told of a stretch is the best of all its sentences', (preset) => {
  const run = runPreset(preset, 20);
  for (let ms = 0; ms < 20_000; ms += 700) {
    const from = (run.start + fromMs(ms)) as SimTime;
    const to = (from + fromMs(2500)) as SimTime;
    expect(narrate(run.index, from, to)).toEqual(narrateSlowly(run, from, to));
  }
});
