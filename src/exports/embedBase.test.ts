import { describe, expect, test } from 'vitest';
import { isOwnMachine, parseEmbedBase } from './embedBase.ts';

describe('the address of the embed’s files', () => {
  test.each([
    ['https://example.org', 'https://example.org/'],
    ['https://example.org/qoscope', 'https://example.org/qoscope/'],
    [' https://example.org/qoscope/ ', 'https://example.org/qoscope/'],
    ['https://example.org/a/index.html', 'https://example.org/a/'],
    ['https://example.org/a/embed.js?x#y', 'https://example.org/a/'],
    ['HTTP://Example.org:8080/Q', 'http://example.org:8080/Q/'],
  ])('%s is the folder %s', (text, base) => {
    expect(parseEmbedBase(text)).toEqual({ ok: true, value: base });
  });

  test.each([
    '',
    'example.org',
    'https://',
    'https:example.org',
    'javascript:alert(1)',
    'file:///tmp/dist/',
    '//example.org/',
    'https://me:secret@example.org/',
    'https://exa mple.org/',
  ])('"%s" is none', (text) => {
    const { errors } = parseEmbedBase(text) as { errors: readonly unknown[] };
    expect(errors).toMatchObject([{ value: JSON.stringify(text) }]);
  });
});

test.each([
  ['http://localhost:4173/', true],
  ['http://docs.localhost/', true],
  ['http://127.0.0.1:4817/', true],
  ['http://[::1]:80/', true],
  ['file:///tmp/dist/index.html', true],
  ['https://example.org/', false],
  ['https://127.example.org/', false],
  ['https://localhost.example.org/', false],
])('nobody else has %s: %s', (base, isOwn) => {
  expect(isOwnMachine(base)).toBe(isOwn);
});
