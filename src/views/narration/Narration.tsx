// The one sentence that says what just happened. It is the screen reader's live region too.

import * as m from 'framer-motion/m';
import { useStore } from 'zustand';
import type { Narrator } from '../../store/narrator.ts';
import styles from './Narration.module.css';
import { SentenceText } from './SentenceText.tsx';

export function Narration({ narrator, idle }: { narrator: Narrator; idle: string }) {
  const sentence = useStore(narrator.state, (state) => state.sentence);
  return (
    <p className={styles.narration} aria-live="polite" data-testid="narration">
      <m.span key={sentence?.text} initial={{ opacity: 0.3 }} animate={{ opacity: 1 }}>
        <SentenceText sentence={sentence} idle={idle} />
      </m.span>
    </p>
  );
}
