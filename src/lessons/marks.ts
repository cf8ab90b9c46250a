// The marks in texts: [[words of the glossary]], *names of things on the screen* and “quotes” as they are.

import type { TermTexts } from './texts.ts';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** A word that the glossary explains. Behind it: punctuation that stays in its line. */
  | {
      readonly kind: 'term';
      readonly text: string;
      readonly term: TermTexts;
      readonly behind: string;
    }
  /** What something on the screen is called. */
  | { readonly kind: 'name'; readonly text: string };

/** @throws Error when a marked word is none of the glossary's */
export function splitMarks(text: string, glossary: readonly TermTexts[]): readonly TextPart[] {
  return text
    .split(/(\[\[[^\]]+\]\][.,:;!?)’”]*|\*[^*]+\*)/)
    .filter((part) => part !== '')
    .map((part): TextPart => {
      if (part.startsWith('[[')) {
        const [word = '', behind = ''] = part.slice(2).split(']]');
        return { kind: 'term', text: word, term: termOf(word, glossary), behind };
      }
      if (part.startsWith('*')) return { kind: 'name', text: part.slice(1, -1) };
      return { kind: 'text', text: part };
    });
}

function termOf(word: string, glossary: readonly TermTexts[]): TermTexts {
  const term = glossary.find(({ word: name, forms = [] }) => [name, ...forms].includes(word));
  if (term === undefined) throw new Error(`The glossary has no “${word}”`);
  return term;
}
