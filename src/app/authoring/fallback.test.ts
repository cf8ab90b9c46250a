import { describe, expect, test } from 'vitest';
import { fromSec, toSec } from '../../base/time.ts';
import { describeRun } from '../../exports/describeRun.ts';
import { openBeside } from '../../store/besideRun.ts';
import { findEnd } from '../../store/runEnd.ts';
import { presetScenario } from '../../testing/presetRun.ts';
import { createInProcessApi } from '../../worker/inProcess.ts';
import { makeFallback, SENTENCES_MAX } from './fallback.ts';

const WHOLE = { start: undefined, end: undefined, theme: 'light' } as const;

async function openPreset(presetName: string) {
  const start = { presetName, scenario: presetScenario(presetName) };
  const api = createInProcessApi();
  const beside = openBeside(start, async () => ({ api, dispose: () => {} }));
  await beside.opened;
  return beside.run;
}

const svgOf = (image = ''): string => atob(image.replace('data:image/svg+xml;base64,', ''));

describe('the fallback of an embed', () => {
  test('tells the run from the start of publishing to its end, and draws the same', async () => {
    const run = await openPreset('lost-puback');
    const { image, alt, sentences } = await makeFallback(run, WHOLE);
    const { index, publishingSince: from = fromSec(0) } = run.state.getState();
    const to = (await findEnd(run)) ?? from;
    expect(sentences).toEqual(describeRun(index, { from, to }));
    expect(sentences.join(' ')).toContain('A arrived twice');
    expect(alt).toBe(`Ladder of packets: A lost PUBACK, ${toSec(from)} to ${toSec(to)} s.`);
    expect(svgOf(image)).toMatch(/^<svg .*<title>A lost PUBACK<\/title>/s);
    expect(svgOf(image)).toContain(`${toSec(from)} to ${toSec(to)} s, seed`);
  });

  test('tells what the author shows alone', async () => {
    const run = await openPreset('lost-puback');
    const { index } = run.state.getState();
    const span = { start: fromSec(1.4), end: fromSec(1.9) };
    const { image, sentences } = await makeFallback(run, { ...WHOLE, ...span, theme: 'dark' });
    expect(sentences).toEqual(describeRun(index, { from: span.start, to: span.end }));
    expect(sentences.length).toBeGreaterThan(0);
    expect(svgOf(image)).toContain('1.4 to 1.9 s');
    expect(svgOf(image)).toContain('fill="#0f1113"');
  });

  test('of a run without an end tells its beginning, and counts what it leaves out', async () => {
    const run = await openPreset('mixed');
    const { sentences } = await makeFallback(run, WHOLE);
    const { index, publishingSince: from = fromSec(0) } = run.state.getState();
    const all = describeRun(index, { from, to: fromSec(toSec(from) + 10) });
    expect(sentences).toHaveLength(SENTENCES_MAX);
    expect(sentences.slice(0, -1)).toEqual(all.slice(0, SENTENCES_MAX - 1));
    expect(sentences.at(-1)).toBe(`And ${all.length - SENTENCES_MAX + 1} more events.`);
  });

  test('has no picture where one would be too large for a page’s source', async () => {
    const run = await openPreset('mixed');
    const { image, sentences } = await makeFallback(run, { ...WHOLE, end: fromSec(300) });
    expect(image).toBeUndefined();
    expect(sentences).toHaveLength(SENTENCES_MAX);
  });

  test('without a simulation says so', async () => {
    const start = { presetName: 'mixed', scenario: presetScenario('mixed') };
    const beside = openBeside(start, () => Promise.reject(new Error('no worker')));
    await beside.opened;
    await expect(makeFallback(beside.run, WHOLE)).rejects.toThrow('the simulation has stopped');
    beside.close();
  });
});
