// The sentence of a first visit: what happens while it plays, what came of it at the end.

import * as m from 'framer-motion/m';
import { useStore } from 'zustand';
import type { Narrator } from '../../store/narrator.ts';
import type { Story } from '../../store/story.ts';
import { sayEnding } from '../../store/storyEnding.ts';
import { usePlayhead, useRun } from '../scopeContext.ts';
import styles from './Story.module.css';

interface StorySentenceProps {
  readonly story: Story;
  readonly narrator: Narrator;
}

export function StorySentence({ story, narrator }: StorySentenceProps) {
  const { run, ended } = useStore(story.state, (state) => state);
  const sentence = useStore(narrator.state, (state) => state.sentence);
  const t = usePlayhead((state) => (state.playing ? undefined : state.t));
  const index = useRun((state) => state.index);
  const byHand = useRun((state) => state.commands.length);
  const message = index.messages[0];
  const ending =
    ended && message !== undefined && t !== undefined
      ? sayEnding(index, message.uid, t)
      : undefined;
  const text = ending ?? sentence?.text ?? 'One message is on its way.';
  return (
    <>
      <p className={styles.sentence} aria-live="polite" data-testid="narration">
        <m.span key={text} initial={{ opacity: 0.3 }} animate={{ opacity: 1 }}>
          {text}
        </m.span>
      </p>
      <p className={styles.command}>
        A command in this run: <strong>{run.command}</strong>
        {byHand > 0 ? ', and what you did' : ''}
      </p>
    </>
  );
}
