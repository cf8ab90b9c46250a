// At which levels everything is published: any of them, each a line of its own.

import type { Qos } from '../../trace/event.ts';
import { classNames } from '../../ui/classNames.ts';
import { Hint } from '../../ui/Hint.tsx';
import findings from './Findings.module.css';
import styles from './Form.module.css';

interface LevelChoiceProps {
  readonly levels: readonly Qos[];
  /** In order; never none. */
  readonly onChange: (levels: readonly Qos[]) => void;
}

const LEVELS: readonly Qos[] = [0, 1, 2];

export function LevelChoice({ levels, onChange }: LevelChoiceProps) {
  return (
    <fieldset className={styles.levels}>
      <legend className="visually-hidden">Published at</legend>
      {LEVELS.map((level) => {
        const isChosen = levels.includes(level);
        return (
          <label key={level} className={classNames(styles.level, findings[`q${level}`])}>
            <input
              type="checkbox"
              checked={isChosen}
              // The last one stays: without a level nothing is published.
              disabled={isChosen && levels.length === 1}
              onChange={() => {
                onChange(LEVELS.filter((one) => (one === level) !== levels.includes(one)));
              }}
            />
            QoS {level}
          </label>
        );
      })}
      {levels.length === 1 ? (
        <Hint>The last one stays: at no level nothing is sent.</Hint>
      ) : undefined}
    </fieldset>
  );
}
