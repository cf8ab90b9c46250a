// A text of the course: its glossary words explain themselves, names of things on the screen stand out.

import { ENGLISH } from '../../lessons/en/texts.ts';
import { splitMarks, type TextPart } from '../../lessons/marks.ts';
import { Term } from './Term.tsx';

export function MarkedText({ text }: { readonly text: string }) {
  const seen = new Map<string, number>();
  return splitMarks(text, ENGLISH.glossary).map((part) => {
    const nth = (seen.get(part.text) ?? 0) + 1;
    seen.set(part.text, nth);
    return <Part key={`${part.text} ${nth}`} part={part} />;
  });
}

function Part({ part }: { readonly part: TextPart }) {
  if (part.kind === 'term') return <Term {...part} />;
  return part.kind === 'name' ? <b>{part.text}</b> : part.text;
}
