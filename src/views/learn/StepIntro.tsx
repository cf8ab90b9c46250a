// What a step says before anything moves, what it asks, and the button that shows what happens.

import type { ReactNode } from 'react';
import type { StepTexts } from '../../lessons/texts.ts';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';
import { Prediction } from './Prediction.tsx';
import { ShowButton } from './ShowButton.tsx';
import { TITLE_ID } from './title.ts';

interface StepIntroProps {
  readonly texts: StepTexts;
  readonly way: ReactNode;
  readonly player: StepPlayer;
  /** The answer that was given. */
  readonly said: string | undefined;
  readonly onSay: (name: string) => void;
}

export function StepIntro({ texts, way, player, said, onSay }: StepIntroProps) {
  const { title, text, question, answers } = texts;
  const isAsked = question !== undefined && answers !== undefined;
  return (
    <div className={styles.intro}>
      {way}
      <h2 id={TITLE_ID} tabIndex={-1}>
        {title}
      </h2>
      {text.map((paragraph) => (
        <p key={paragraph}>
          <MarkedText text={paragraph} />
        </p>
      ))}
      {isAsked ? (
        <Prediction question={question} answers={answers} said={said} onSay={onSay} />
      ) : undefined}
      <ShowButton
        player={player}
        show={isAsked && said === undefined ? 'I do not know: show me' : 'Show me'}
      />
    </div>
  );
}
