// The assumptions as texts: whole sentences, each once, and the numbers that they should name.
import { describe, expect, test } from 'vitest';
import { ASSUMPTIONS } from './assumptions.ts';

describe.each(['lossy', 'tcp'] as const)('the assumptions of the model %s', (model) => {
  const lines = ASSUMPTIONS[model];

  test('are sentences of one line each, none of them twice', () => {
    for (const line of lines) expect(line).toMatch(/^[A-Z][^\n]+\.$/);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(10);
  });

  test('name numbers, not what could not be worked out', () => {
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|Infinity|\d\.\d{3}/);
  });
});

test('the numbers are those that the models are known for', () => {
  const lossy = ASSUMPTIONS.lossy.join('\n');
  const tcp = ASSUMPTIONS.tcp.join('\n');
  expect(lossy).toContain('between 35 and 65 % of its way');
  for (const fact of [
    'waits 1 s before',
    'at least 200 ms',
    'up to 120 s',
    '15 failed re-sends',
    '925 s after sending where the first wait was 200 ms, 1207 s where it was 1 s',
    'When 3 segments',
    '40 bytes of header',
  ]) {
    expect(tcp).toContain(fact);
  }
});
