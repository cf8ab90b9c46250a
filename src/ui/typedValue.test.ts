// What typedValue.ts takes, what it refuses, and what it says when it refuses.
import { describe, expect, test } from 'vitest';
import { parseTypedValue, type ValueRule } from './typedValue.ts';

const latency: ValueRule = { label: 'Latency, one way', min: 0, max: 2000, unit: 'ms' };
const seed: ValueRule = { label: 'Seed', min: 0, max: 4294967295, integer: true };

function messageOf(text: string, rule: ValueRule): string {
  const parsed = parseTypedValue(text, rule);
  return parsed.kind === 'problem' ? parsed.message : `taken as ${parsed.value}`;
}

describe('parseTypedValue', () => {
  test.each([
    ['300', 300],
    [' 300 ', 300],
    ['300 ms', 300],
    ['300MS', 300],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['12.', 12],
    ['1e3', 1000],
    ['1 800', 1800],
    ['1\u202f800', 1800],
    ['1\u00a0800.25 ms', 1800.25],
    ['0', 0],
    ['2000', 2000],
  ])('takes %j as %d', (text, value) => {
    expect(parseTypedValue(text, latency)).toEqual({ kind: 'value', value });
  });

  test('a typographic minus sign is a minus sign', () => {
    expect(parseTypedValue('\u22125', { label: 'Offset', min: -10, max: 10 })).toEqual({
      kind: 'value',
      value: -5,
    });
  });

  test.each(['abc', 'NaN', 'Infinity', '1e999', '0x10', '12 5', '3 0 0', '--3', '300 s', 'ms'])(
    '%j is not a number',
    (text) => {
      expect(messageOf(text, latency)).toBe(
        `Latency, one way: “${text}” is not a number. Expected 0 to 2000 ms.`,
      );
    },
  );

  test('a value out of range is refused and never clamped', () => {
    expect(messageOf('2000.1', latency)).toBe(
      'Latency, one way: “2000.1” is too large. Expected 0 to 2000 ms.',
    );
    expect(messageOf('-1 ms', latency)).toBe(
      'Latency, one way: “-1 ms” is too small. Expected 0 to 2000 ms.',
    );
  });

  test('a fraction is refused where whole numbers are wanted', () => {
    expect(messageOf('1.5', seed)).toBe(
      'Seed: “1.5” is not a whole number. Expected a whole number from 0 to 4294967295.',
    );
  });

  test('an empty field is named as such', () => {
    expect(messageOf('  ', seed)).toMatch(/^Seed: nothing is typed\. Expected/);
  });

  test('a comma is not guessed at: the sentence says how to write the number', () => {
    expect(messageOf('1,5', latency)).toContain('decimals take a point, thousands a space');
  });

  test('a pasted novel is quoted by its beginning', () => {
    expect(messageOf('x'.repeat(5000), latency).length).toBeLessThan(120);
  });
});
