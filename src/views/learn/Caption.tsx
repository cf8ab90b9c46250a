// The sentence over the picture, and the screen reader's live region: what a lesson says of this instant
// or, where it says nothing, what happens.

import { useStore } from 'zustand';
import { captionAt, type Walk } from '../../lessons/walk.ts';
import type { Narrator } from '../../store/narrator.ts';
import { useInstant } from '../scopeContext.ts';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';

interface CaptionProps {
  /** Undefined: not known yet. */
  readonly walk: Walk | undefined;
  /** In the order of the walk's; undefined: off the rails. */
  readonly captions: readonly string[] | undefined;
  readonly narrator: Narrator;
}

export function Caption({ walk, captions, narrator }: CaptionProps) {
  const t = useInstant();
  const sentence = useStore(narrator.state, (state) => state.sentence);
  const isTold = captions === undefined || (captions.length === 0 && walk && t > walk.from);
  const nth = walk && captionAt(walk, t);
  const caption = nth === undefined ? undefined : captions?.[nth];
  const told = isTold ? sentence : undefined;
  return (
    <p className={styles.caption} aria-live="polite" data-testid="narration">
      <span key={caption ?? told?.text} className={styles.coming}>
        {caption === undefined ? told?.text : <MarkedText text={caption} />}
        {told?.point === undefined ? undefined : <strong> {told.point}</strong>}
      </span>
    </p>
  );
}
