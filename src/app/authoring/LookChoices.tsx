// What of the frame is shown.

import type { EmbedChoices } from '../../exports/embedParameters.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import styles from './Authoring.module.css';

export interface ChoicesProps {
  readonly choices: EmbedChoices;
  readonly onChange: (change: Partial<EmbedChoices>) => void;
}

const PARTS = [
  ['caption', 'Sentence on what just happened'],
  ['trail', 'Ladder behind the now line'],
  ['counters', 'Counters'],
  ['controls', 'Play, steps and speed'],
  ['interactive', 'Packets can be pressed and killed'],
] as const;

export function LookChoices({ choices, onChange }: ChoicesProps) {
  const { controls, autoplay, load } = choices;
  const isStill = !controls && !autoplay && load === 'visible';
  return (
    <section className={styles.part} aria-label="What is shown">
      <h3 className={styles.title}>What is shown</h3>
      <Segmented
        label="Theme"
        options={[
          { value: 'auto', label: 'the page’s' },
          { value: 'light', label: 'light' },
          { value: 'dark', label: 'dark' },
        ]}
        value={choices.theme}
        onChange={(theme) => onChange({ theme })}
      />
      <div>
        {PARTS.map(([name, label]) => (
          <Switch
            key={name}
            label={label}
            checked={choices[name]}
            onChange={(on) => onChange({ [name]: on })}
          />
        ))}
      </div>
      {isStill ? (
        <Hint>Without those nobody plays it: it stands still unless it plays by itself.</Hint>
      ) : undefined}
      {!controls && autoplay ? (
        <Hint>
          It plays by itself, and without Play nobody can stop it: where it moves for more than five
          seconds, readers must be able to (WCAG 2.2.2).
        </Hint>
      ) : undefined}
    </section>
  );
}
