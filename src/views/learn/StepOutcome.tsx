// What a step comes to, once its end has been seen: the prediction beside what happened, what is true
// then, behind a lesson's last step the one sentence to keep, and the way on.

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ENGLISH } from '../../lessons/en/texts.ts';
import type { ShownStep } from '../../lessons/lesson.ts';
import { type Place, placeAfter } from '../../lessons/place.ts';
import type { StepPlayer } from '../../store/stepPlayer.ts';
import { useRun } from '../scopeContext.ts';
import styles from './Learn.module.css';
import { MarkedText } from './MarkedText.tsx';
import { sayOutcome, trueAnswer } from './outcome.ts';
import { useSurroundings } from './surroundings.ts';
import { useComeIntoView } from './useComeIntoView.ts';

interface StepOutcomeProps {
  readonly place: Place & { readonly kind: 'step' };
  readonly step: ShownStep;
  readonly player: StepPlayer;
  /** The answer that was given. */
  readonly said: string | undefined;
  /** The button that shows the run as code. */
  readonly code: ReactNode;
}

export function StepOutcome({ place, step, player, said, code }: StepOutcomeProps) {
  const { walk, seen } = useStore(player.state);
  const events = useRun((state) => state.index).events;
  const texts = ENGLISH.lessons[place.lesson.name]?.steps[step.name];
  const until = seen ? walk?.until : undefined;
  const right =
    until === undefined || step.answers === undefined
      ? undefined
      : trueAnswer(step.answers, events, until);
  const nameOf = (answer: string) => texts?.answers?.[answer] ?? answer;
  const box = useComeIntoView(seen);
  return (
    <div ref={box} className={styles.outcome}>
      <div role="status" aria-label="What came of it" data-testid="outcome">
        {right === undefined ? undefined : (
          <p className={styles.said}>{sayOutcome(said && nameOf(said), nameOf(right))}</p>
        )}
        {seen ? (
          <p>
            <MarkedText text={Object.values(texts?.after ?? {}).join(' ')} />
          </p>
        ) : undefined}
        {seen ? <Keep place={place} /> : undefined}
      </div>
      {seen ? <ItsCode place={place} code={code} /> : undefined}
      <NextLink place={place} isDue={seen} />
    </div>
  );
}

/** Behind the last step of a lesson. */
export function Keep({ place: { lesson, step } }: Pick<StepOutcomeProps, 'place'>) {
  if (lesson.steps.at(-1) !== step) return undefined;
  return (
    <p className={styles.keep}>
      <b>To keep:</b> {ENGLISH.lessons[lesson.name]?.keep}
    </p>
  );
}

/** The lessons about what one chooses oneself; behind the last step, what that is as code. */
const CHOOSING: ReadonlySet<string> = new Set(['lower-of-two', 'sessions', 'choosing']);

export function ItsCode({ place, code }: Pick<StepOutcomeProps, 'place' | 'code'>) {
  const { lesson, step } = place;
  if (lesson.steps.at(-1) !== step || !CHOOSING.has(lesson.name)) return undefined;
  return <div>{code}</div>;
}

interface NextLinkProps {
  readonly place: Place & { readonly kind: 'step' };
  /** What was to be seen has been. */
  readonly isDue: boolean;
}

export function NextLink({ place, isDue }: NextLinkProps) {
  const { linkTo } = useSurroundings();
  const next = placeAfter(place);
  return (
    <p>
      <a className={isDue ? styles.next : styles.skip} {...linkTo(next)}>
        {sayNext(place, next, isDue)}
      </a>
    </p>
  );
}

function sayNext({ lesson }: NextLinkProps['place'], next: Place, isDue: boolean): string {
  if (next.kind !== 'step') return 'That was the course';
  if (next.lesson === lesson) return isDue ? 'Next' : 'Skip this step';
  return `Next lesson: ${ENGLISH.lessons[next.lesson.name]?.title ?? ''}`;
}
