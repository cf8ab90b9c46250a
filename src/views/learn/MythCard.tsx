// A myth: what people say and the button that runs it; then what happened, what the specification says,
// and what to do about it.

import { useStore } from 'zustand';
import { ENGLISH } from '../../lessons/en/texts.ts';
import type { Myth } from '../../lessons/myth.ts';
import { MYTHS } from '../../lessons/myths.ts';
import { captionAt } from '../../lessons/walk.ts';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import { useInstant } from '../scopeContext.ts';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';
import { ShowButton } from './ShowButton.tsx';
import { WayHere } from './StepWay.tsx';
import { useSurroundings } from './surroundings.ts';
import { TITLE_ID } from './title.ts';
import { useComeIntoView } from './useComeIntoView.ts';

interface MythProps {
  readonly myth: Myth;
  readonly player: StepPlayer;
}

export function MythIntro({ myth, player }: MythProps) {
  return (
    <div className={styles.intro}>
      <WayHere to="What people say" />
      <h2 id={TITLE_ID} tabIndex={-1}>
        “{ENGLISH.myths[myth.name]?.saying}”
      </h2>
      <ShowButton player={player} show="Run it" />
    </div>
  );
}

export function MythOutcome({ myth, player }: MythProps) {
  const { walk, seen } = useStore(player.state);
  const t = useInstant();
  const { linkTo } = useSurroundings();
  const texts = ENGLISH.myths[myth.name];
  const told = walk && captionAt(walk, t);
  const count = seen ? Number.POSITIVE_INFINITY : told === undefined ? 0 : told + 1;
  const next = MYTHS[MYTHS.indexOf(myth) + 1];
  const box = useComeIntoView(seen);
  return (
    <div ref={box} className={styles.outcome}>
      <h3>What happened</h3>
      {count === 0 ? (
        <p className={styles.state}>Run it to see.</p>
      ) : (
        <ol className={styles.happened} aria-label="What happened">
          {Object.values(texts?.happened ?? {})
            .slice(0, count)
            .map((text) => (
              <li key={text}>
                <MarkedText text={text} />
              </li>
            ))}
        </ol>
      )}
      <h3>What the specification says</h3>
      <p>
        <MarkedText text={texts?.statement ?? ''} /> <small>{myth.numbers.join(' · ')}</small>
      </p>
      <h3>What to do</h3>
      <p>
        <MarkedText text={texts?.practice ?? ''} />
      </p>
      <p>
        {next === undefined ? (
          <a className={seen ? styles.next : styles.skip} {...linkTo({ kind: 'list' })}>
            That was the last one
          </a>
        ) : (
          <a className={seen ? styles.next : styles.skip} {...linkTo({ kind: 'myth', myth: next })}>
            Next
          </a>
        )}
      </p>
    </div>
  );
}
