// A sentence of the narration, its point in bold.

import type { Sentence } from '../../trace/sentence.ts';

interface SentenceTextProps {
  readonly sentence: Sentence | undefined;
  /** What stands there while there is none. */
  readonly idle: string;
}

export function SentenceText({ sentence, idle }: SentenceTextProps) {
  return (
    <>
      {sentence === undefined ? idle : sentence.text}
      {sentence?.point === undefined ? undefined : <strong> {sentence.point}</strong>}
    </>
  );
}
