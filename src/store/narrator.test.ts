// Sentences while playing and when paused, on a screen's clock that the test moves.
import { describe, expect, test } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import * as narration from '../trace/narration.ts';
import { RANK } from '../trace/sentence.ts';
import { createNarrator } from './narrator.ts';
import type { Scope } from './scope.ts';

/** A run that is known for some seconds, and its narrator. */
async function openNarrator(preset: string, knownMs: number) {
  const scope = await openScope(preset);
  const start = startOf(scope);
  await scope.run.advance(later(start, knownMs));
  let screenMs = 0;
  const narrator = createNarrator(scope, () => screenMs, narration);
  const shown: { readonly screenMs: number; readonly text: string; readonly rank: number }[] = [];
  narrator.state.subscribe(({ sentence }) => {
    if (sentence !== undefined) shown.push({ screenMs, ...sentence });
  });
  return {
    scope,
    narrator,
    shown,
    start,
    sentence: () => narrator.state.getState().sentence,
    place: (ms: number, playing: boolean) => place(scope, later(start, ms), playing),
    /** Plays in frames of 10 ms of screen. */
    play(fromMs: number, toMs: number, speed: number) {
      for (let ms = fromMs; ms <= toMs; ms += 10 * speed) {
        place(scope, later(start, Math.round(ms)), true);
        screenMs += 10;
      }
    },
    wait: (ms: number) => {
      screenMs += ms;
    },
  };
}

function place(scope: Scope, t: SimTime, playing: boolean): void {
  scope.playhead.state.setState({ t, playing });
}

describe('while playing', () => {
  test.each([0.3, 1, 10])('at %f× no sentence stands for less than 2.5 s', async (speed) => {
    const { play, shown } = await openNarrator('mixed', 40_000);
    play(0, 40_000, speed);
    expect(shown.length).toBeGreaterThan(1);
    shown.slice(1).forEach(({ screenMs }, i) => {
      expect(screenMs - (shown[i]?.screenMs ?? 0)).toBeGreaterThanOrEqual(2500);
    });
  });

  test('a sentence is not cut short by something more important; that comes after it', async () => {
    // The PUBLISH is sent again 1 s after the first, and its second copy arrives at 1.6 s.
    const { place, sentence, wait } = await openNarrator('lost-puback', 3000);
    place(1000, true);
    expect(sentence()?.rank).toBe(RANK.resend);
    wait(2400);
    place(1600, true);
    expect(sentence()?.rank).toBe(RANK.resend);
    wait(100);
    place(1650, true);
    expect(sentence()?.rank).toBe(RANK.duplicate);
  });

  test('the most important of what has happened meanwhile is told, not the latest', async () => {
    const { place, sentence, wait } = await openNarrator('lost-puback', 3000);
    place(0, true);
    wait(2500);
    // By now: delivered, its PUBACK killed, sent again, delivered a second time, acknowledged.
    place(2500, true);
    expect(sentence()?.text).toContain('arrived twice');
  });

  test('what happens after a quiet while is told at once', async () => {
    const { place, sentence, wait } = await openNarrator('lost-puback', 3000);
    place(0, true);
    wait(2500);
    place(100, true);
    expect(sentence()?.rank).toBe(RANK.published);
    wait(5000);
    // By now its first PUBACK is killed.
    place(590, true);
    expect(sentence()?.rank).toBe(RANK.packetLost);
  });

  test('nothing is told twice', async () => {
    const { play, shown } = await openNarrator('lost-puback', 8000);
    play(0, 8000, 1);
    expect(new Set(shown.map(({ text }) => text)).size).toBe(shown.length);
  });

  test('from an earlier instant it tells that instant', async () => {
    const { place, sentence, scope, start } = await openNarrator('lost-puback', 3000);
    place(1600, true);
    place(600, true);
    const { index } = scope.run.state.getState();
    expect(sentence()).toEqual(narration.narrateAt(index, later(start, 600)));
  });
});

describe('when paused', () => {
  test('each step is told, however soon it follows', async () => {
    const { place, sentence, scope, start } = await openNarrator('lost-puback', 3000);
    const { index } = scope.run.state.getState();
    for (const ms of [0, 300, 600, 750, 1000, 1600, 1000, 0]) {
      place(ms, false);
      expect(sentence()).toEqual(narration.narrateAt(index, later(start, ms)));
    }
  });

  test('a command at the instant shown is told there', async () => {
    const { place, sentence, scope, start } = await openNarrator('lost-puback', 100);
    place(100, false);
    await scope.run.give(later(start, 100), {
      kind: 'crash-broker',
      restartMs: 1000,
    });
    place(100, false);
    expect(sentence()?.text).toContain('crashes');
  });
});

test('of equals that a command makes at one instant the latest is told, as on going there', async () => {
  const { scope, sentence, start } = await openNarrator('queue-full', 5000);
  const t = later(start, 3950);
  await scope.playhead.seek(t);
  await scope.run.give(t, { kind: 'remove-client', client: 'sub' });
  scope.playhead.state.setState({ t, playing: false });
  const { index } = scope.run.state.getState();
  const told = index
    .eventsBetween(later(start, 3949), t)
    .map((event) => narration.tell(event, index));
  const rank = Math.min(...told.map((one) => one?.rank ?? Infinity));
  const equals = told.filter((one) => one?.rank === rank);
  expect(new Set(equals.map((one) => one?.text)).size).toBeGreaterThan(1);
  expect(sentence()).toEqual(equals.at(-1));
  expect(sentence()).toEqual(narration.narrateAt(index, t));
});

test('what a command does is told before what had happened at its instant, and undo takes that back', async () => {
  const { scope, sentence, start } = await openNarrator('lost-puback', 3000);
  await scope.playhead.seek(later(start, 1000));
  expect(sentence()?.rank).toBe(RANK.resend);
  const again = scope.run.state.getState().index.flightsAt(later(start, 1000)).at(-1);
  scope.selection.selectPacket(again?.packet.uid ?? '');
  await scope.commands.killSelected();
  expect(sentence()?.text).toBe('The second PUBLISH of A was killed on its way to the broker.');
  await scope.commands.undo();
  await scope.playhead.seek(later(start, 1000));
  expect(sentence()?.rank).toBe(RANK.resend);
});

test('until all words are there the common ones tell, and then the instant shown is told anew', async () => {
  const scope = await openScope('broker-crash-autosave-twice');
  const start = startOf(scope);
  await scope.run.advance(later(start, 4000));
  const words = Promise.resolve(narration);
  const narrator = createNarrator(scope, () => 0, words);
  const sentence = () => narrator.state.getState().sentence?.text;
  place(scope, later(start, 3000), false);
  expect(sentence()).toContain('A reached the subscriber');
  await words;
  expect(sentence()).toBe('The broker crashes.');
});

test('words that cannot be loaded leave what is common', async () => {
  const scope = await openScope('lost-puback');
  const words = Promise.reject<typeof narration>(new Error('no network'));
  const narrator = createNarrator(scope, () => 0, words);
  await words.catch(() => undefined);
  place(scope, startOf(scope), false);
  expect(narrator.state.getState().sentence?.text).toContain('publishes A');
});
