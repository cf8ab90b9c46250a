// One question of the guide: native radio buttons, each answer with messages for which one would give it.

import { useId } from 'react';
import type { Question } from '../../usecases/advice.ts';
import styles from './Choose.module.css';

interface QuestionFieldProps {
  readonly question: Question;
  readonly nth: number;
  readonly answer: string | undefined;
  readonly onAnswer: (value: string) => void;
}

export function QuestionField({ question, nth, answer, onAnswer }: QuestionFieldProps) {
  const id = useId();
  return (
    <fieldset className={styles.question}>
      <legend>
        <span className={styles.nth}>{nth}</span> {question.text}
      </legend>
      {question.answers.map(({ value, text, such }) => (
        <label key={value} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={answer === value}
            onChange={() => onAnswer(value)}
          />
          <span>
            {text}
            {such === undefined ? undefined : <span className={styles.such}>{such}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
