// What each level is for: the kinds of message, with the use cases of each.

import type { Qos } from '../../trace/event.ts';
import type { UseCaseGroup } from '../../usecases/useCase.ts';
import { USE_CASES } from '../../usecases/useCases.ts';
import styles from './Choose.module.css';

const KINDS: readonly {
  readonly group: UseCaseGroup;
  readonly level: Qos;
  readonly what: string;
}[] = [
  { group: 'transient', level: 0, what: 'a state that passes' },
  { group: 'event', level: 1, what: 'an event that must be heard of' },
  { group: 'irreversible', level: 2, what: 'an act that cannot be taken back' },
];

export function Kinds() {
  return (
    <dl className={styles.kinds}>
      {KINDS.map(({ group, level, what }) => (
        <div key={group}>
          <dt>
            <span className={styles[`q${level}`]}>QoS {level}</span>: {what}
          </dt>
          <dd>
            {USE_CASES.filter((useCase) => useCase.group === group).map(({ preset, title }) => (
              <a key={preset} href={`#/compare?preset=${preset}`}>
                {title}
              </a>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
