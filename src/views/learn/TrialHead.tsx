// Over the run of a task or a challenge: what is to be done and with what, whether it is, hints in two
// stages, and a solution.

import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { sayCondition } from '../../lessons/en/conditions.ts';
import type { Place } from '../../lessons/place.ts';
import type { Trial, Trying } from '../../store/trial.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';
import { useSurroundings } from './surroundings.ts';
import { TITLE_ID } from './title.ts';
import { useComeIntoView } from './useComeIntoView.ts';

export interface TrialTexts {
  readonly title: string;
  readonly text: readonly string[];
  readonly task: string;
  /** None, or first a vague one and then a plain one. */
  readonly hints: readonly string[];
  /** Said when it is done, by the names of what was true then. */
  readonly after: Readonly<Record<string, string>>;
}

interface TrialHeadProps {
  readonly texts: TrialTexts;
  readonly trying: Trying;
  readonly trial: Trial;
  /** Where it stands, and how one goes back. */
  readonly way: ReactNode;
  readonly place: Place;
  /** What follows when it is done. */
  readonly next: ReactNode;
  readonly onAgain: () => void;
}

export function TrialHead(props: TrialHeadProps) {
  const { texts, trying, trial, way, place, next, onAgain } = props;
  const { linkTo } = useSurroundings();
  const { done, isShown } = useStore(trial.state);
  const [hints, setHints] = useState(0);
  const allowed = trying.conditions.flatMap((one) => sayCondition(one) ?? []);
  return (
    <div className={styles.trial}>
      {way}
      <h2 id={TITLE_ID} tabIndex={-1}>
        {texts.title}
      </h2>
      {texts.text.map((paragraph) => (
        <p key={paragraph}>
          <MarkedText text={paragraph} />
        </p>
      ))}
      <p className={styles.task} data-done={done}>
        <span aria-hidden="true">{done ? '☑' : '☐'}</span> <MarkedText text={texts.task} />
      </p>
      {allowed.length === 0 ? undefined : (
        <p className={styles.state}>You may use: {allowed.join('; ')}.</p>
      )}
      <Verdict {...props} />
      <ul className={styles.hints}>
        {texts.hints.slice(0, hints).map((hint) => (
          <li key={hint}>
            <MarkedText text={hint} />
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        {hints < texts.hints.length ? (
          <Button onClick={() => setHints(hints + 1)}>
            {hints === 0 ? 'A hint' : 'Say it plainly'}
          </Button>
        ) : undefined}
        {isShown ? (
          <a {...linkTo(place)}>Try it yourself</a>
        ) : (
          <a {...linkTo(place, true)}>Show a solution</a>
        )}
        <Button variant="quiet" onClick={onAgain}>
          Start again
        </Button>
        {done || isShown ? next : undefined}
      </div>
    </div>
  );
}

/** Ticks itself: said when it happens. */
function Verdict({ texts, trial }: TrialHeadProps) {
  const { done, broken, isShown, true: isTrue } = useStore(trial.state);
  const said = isTrue.flatMap((name) => texts.after[name] ?? []);
  const box = useComeIntoView(done);
  return (
    <div
      ref={box}
      className={styles.verdict}
      role="status"
      aria-label="Whether it is done"
      data-testid="verdict"
    >
      {isShown && !done ? <p>This run has a solution in it. Press Play and watch.</p> : undefined}
      {done ? (
        <p className={styles.said}>
          <b>Done.</b> <MarkedText text={said.join(' ')} />
        </p>
      ) : undefined}
      {broken && !done ? (
        <p>More was used than is allowed here. Undo it, or start again.</p>
      ) : undefined}
    </div>
  );
}
