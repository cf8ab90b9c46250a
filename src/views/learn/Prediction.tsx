// What somebody thinks will happen, before it does: native radio buttons. When the end has been seen it
// stays as it was said.

import { useId } from 'react';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';

interface PredictionProps {
  readonly question: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly said: string | undefined;
  readonly onSay: (name: string) => void;
}

export function Prediction({ question, answers, said, onSay }: PredictionProps) {
  const id = useId();
  return (
    <fieldset className={styles.question}>
      <legend>
        <MarkedText text={question} />
      </legend>
      {Object.entries(answers).map(([name, text]) => (
        <label key={name} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={name}
            checked={said === name}
            onChange={() => onSay(name)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
