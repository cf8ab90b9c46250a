// The one sentence that says what just happened. It is the screen reader's live region too.

import * as m from 'framer-motion/m';
import { useStore } from 'zustand';
import type { Narrator } from '../../store/narrator.ts';
import styles from './Narration.module.css';

export function Narration({ narrator, idle }: { narrator: Narrator; idle: string }) {
  const sentence = useStore(narrator.state, (state) => state.sentence);
  return (
    <p className={styles.narration} aria-live="polite" data-testid="narration">
      <m.span key={sentence?.text} initial={{ opacity: 0.3 }} animate={{ opacity: 1 }}>
        {sentence === undefined ? idle : sentence.text}
        {sentence?.point === undefined ? undefined : <strong> {sentence.point}</strong>}
      </m.span>
    </p>
  );
}
