import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { parseLink } from '../scenario/link.ts';
import { runPreset, runScenario } from '../testing/presetRun.ts';
import { tellEnding } from './ending.ts';
import { narrate, narrateAt, tell } from './narration.ts';
import { sayWhyRepeated } from './repeats.ts';
import { formatCountdown, ordinalNumber, ordinalWord, timesWord } from './words.ts';

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

  test('begins with a client’s id as it is, where there are several', () => {
    const { scenario } = parseLink('#/simulate?preset=lost-puback');
    const clients = scenario.clients.flatMap((client) =>
      client.id === 'pub' ? [client, { ...client, id: 'pub-2', publishes: [] }] : [client],
    );
    const { index, start } = runScenario({ ...scenario, clients }, 10);
    expect(narrateAt(index, start)?.text).toBe('pub publishes A at QoS 1.');
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

describe('a sentence stays true when more than one thing goes wrong', () => {
  /** All sentences of a link's run up to its instant, one after the other. */
  function allOf(link: string, sec: number): string[] {
    const { scenario, commands } = parseLink(link);
    const { index } = runScenario(scenario, sec, commands);
    return index.events.flatMap((event) => {
      const sentence = tell(event, index);
      return sentence === undefined ? [] : [`${sentence.text} ${sentence.point ?? ''}`.trim()];
    });
  }

  test('a first PUBLISH that was killed is not said to have got through', () => {
    const told = allOf('#/simulate?preset=lost-puback&do=1.35:kill,pub/hand/1:PUBLISH.1', 10);
    expect(told).toContain(
      'A arrived twice. The publisher could not know that its second PUBLISH had got through.',
    );
  });

  test('an answer is named by the attempt that it answers', () => {
    const told = allOf('#/simulate?preset=lost-puback&do=1.35:kill,pub/hand/1:PUBLISH.1', 10);
    expect(told).toContain(
      'The PUBACK to the second PUBLISH of A was killed by a command on its way to the publisher.',
    );
  });

  test('a message lost on a QoS 0 subscription is not said to have had one PUBLISH', () => {
    const told = allOf('#/simulate?preset=lost-puback&loss=0.4&seed=3&qos=2&sub-qos=0', 20);
    expect(told).toContain(
      'The broker sent A on at QoS 0, where nothing is sent again, and it was lost: the subscriber will never see A.',
    );
  });

  test('every repeat at random is explained by an answer that was lost or late', () => {
    const link = '#/simulate?qos=1&sub-qos=1&loss=0.3&jitter-ms=900&messages=200&latency-ms=300';
    const { scenario } = parseLink(link);
    const { index } = runScenario(scenario, 60);
    const repeats = index.deliveries.filter(({ callbacks }) => callbacks > 1);
    expect(repeats.length).toBeGreaterThan(50);
    for (const repeat of repeats) {
      const said = sayWhyRepeated(index, repeat);
      const [, ordinal] = /its (\w+) PUBLISH/.exec(said) ?? [];
      const hop = said.startsWith('The broker') ? 2 : 1;
      const named = index.flights.items.find(
        ({ packet }) =>
          packet.messageUid === repeat.messageUid &&
          packet.hop === hop &&
          (hop === 1 || packet.copy === repeat.copy) &&
          packet.type === 'PUBLISH' &&
          ordinalWord(packet.attempt) === ordinal,
      );
      expect(named?.fate, said).toBe('arrives');
      expect(named?.until, said).toBeLessThanOrEqual(repeat.at);
    }
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

test('a countdown never says that nothing is left, and its steps can be read', () => {
  expect(formatCountdown(640_000, 1_000_000)).toBe('0.7 s');
  expect(formatCountdown(1, 1_000_000)).toBe('0.1 s');
  expect(formatCountdown(64_000, 100_000)).toBe('70 ms');
  expect(formatCountdown(62_400_000, 90_000_000)).toBe('63 s');
});
