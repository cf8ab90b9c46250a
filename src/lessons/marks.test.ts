import { describe, expect, test } from 'vitest';
import { COURSE } from './course/course.ts';
import { ENGLISH } from './en/texts.ts';
import { splitMarks } from './marks.ts';

const { glossary, lessons, myths, challenges } = ENGLISH;

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.values((value ?? {}) as object).flatMap(stringsIn);
}

describe('the glossary', () => {
  test('has each word and each form once', () => {
    const words = glossary.flatMap(({ word, forms = [] }) => [word, ...forms]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('explains each word that a text marks', () => {
    for (const text of stringsIn([lessons, myths, challenges])) splitMarks(text, glossary);
  });

  test.each(glossary)('has $word marked where the course says it first', ({ word, forms = [] }) => {
    const texts = COURSE.flatMap(({ name }) =>
      Object.values(lessons[name]?.steps ?? {}).flatMap(({ title, ...said }) => stringsIn(said)),
    );
    const words = [word, ...forms];
    const first = texts.find((text) => new RegExp(`\\b(${words.join('|')})\\b`, 'i').test(text));
    const isMarked = first === undefined || words.some((form) => first.includes(`[[${form}]]`));
    expect(isMarked, first).toBe(true);
  });
});

test('marks are told from the text around them, and punctuation stays with its word', () => {
  expect(
    splitMarks('A [[hop]], then *Kill*.', glossary).map(({ kind, text }) => [kind, text]),
  ).toEqual([
    ['text', 'A '],
    ['term', 'hop'],
    ['text', ' then '],
    ['name', 'Kill'],
    ['text', '.'],
  ]);
});
