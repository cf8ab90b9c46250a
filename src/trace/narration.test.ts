import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { runPreset } from '../testing/presetRun.ts';
import { tellEnding } from './ending.ts';
import { narrate, narrateAt } from './narration.ts';
import { ordinalNumber, ordinalWord, timesWord } from './words.ts';

/** @param ms after the start of publishing */
function said(preset: string, ms: number): string | undefined {
  const { index, start } = runPreset(preset, 10);
  const sentence = narrateAt(index, (start + fromMs(ms)) as SimTime);
  return [sentence?.text, sentence?.point].filter(Boolean).join(' ');
}

describe('the sentence at an instant', () => {
  test('tells a publish', () => {
    expect(said('lost-puback', 0)).toBe('The publisher publishes A at QoS 1.');
  });

  test('tells the first delivery with its latency', () => {
    expect(said('lost-puback', 600)).toBe(
      'A reached the subscriber, 600 ms after it was published.',
    );
  });

  test('tells a re-send with what did not come', () => {
    expect(said('lost-puback', 1000)).toBe(
      'No PUBACK for A came in time, so the publisher sends its PUBLISH again, with DUP set.',
    );
  });

  test('tells a second copy, and whose ignorance made it', () => {
    expect(said('lost-puback', 1600)).toBe(
      'A arrived twice. The publisher could not know that its first PUBLISH had got through.',
    );
  });

  test('names the packet that a command killed', () => {
    expect(said('lost-publish', 200)).toBe(
      'The PUBLISH of A was killed by a command on its way to the broker.',
    );
  });

  test('stays with the latest instant that has something to tell', () => {
    expect(said('lost-puback', 1001)).toBe(said('lost-puback', 1000));
  });

  test('says that the broker has the message when its PUBACK is back, and not more', () => {
    const { index, start } = runPreset('lost-publish', 10);
    const told = narrate(index, start, (start + fromMs(1600)) as SimTime);
    expect(told?.text).toContain('sends its PUBLISH again');
    const { index: other, start: from } = runPreset('lost-puback', 10);
    const end = narrateAt(other, (from + fromMs(1600)) as SimTime);
    expect(end?.rank).toBe(0);
  });
});

describe('the sentence for a stretch of time', () => {
  test('is about the most important event in it, not the last', () => {
    const { index, start } = runPreset('lost-puback', 10);
    const sentence = narrate(index, start, (start + fromMs(5000)) as SimTime);
    expect(sentence?.text).toContain('A arrived twice.');
  });

  test('is missing where nothing happens', () => {
    const { index, start } = runPreset('lost-puback', 10);
    const from = (start + fromMs(4000)) as SimTime;
    expect(narrate(index, from, (from + fromMs(1000)) as SimTime)).toBeUndefined();
  });
});

describe('the ending of a message’s story', () => {
  function ending(preset: string) {
    const { index, start } = runPreset(preset, 10);
    const uid = index.messages[0]?.uid ?? '';
    return tellEnding(index, uid, (start + fromMs(10_000)) as SimTime);
  }

  test('after a lost PUBACK: twice, and the publisher could not know', () => {
    expect(ending('lost-puback')).toEqual({
      arrived: 2,
      text: 'A arrived twice. The publisher could not know that its first PUBLISH had got through.',
    });
  });

  test('after a lost PUBLISH: once, because the first never came', () => {
    expect(ending('lost-publish')).toEqual({
      arrived: 1,
      text: 'A arrived once. Its first PUBLISH never reached the broker, so the one that was sent again is the only one.',
    });
  });

  test('after a lost PUBREC: once, because the broker held the identifier', () => {
    expect(ending('lost-pubrec')).toEqual({
      arrived: 1,
      text: 'A arrived once. The broker still held its identifier, so it answered the second PUBLISH and did not hand it on again.',
    });
  });
});

test('small numbers have words', () => {
  expect([1, 2, 8, 21].map(ordinalWord)).toEqual(['first', 'second', '8th', '21st']);
  expect([1, 2, 3, 11, 12, 13, 22].map(ordinalNumber)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '11th',
    '12th',
    '13th',
    '22nd',
  ]);
  expect([0, 1, 2, 3].map(timesWord)).toEqual(['never', 'once', 'twice', '3 times']);
});
