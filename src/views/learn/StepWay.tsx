// Where a step stands: the way back to the list, its lesson, and the lesson's steps as links.

import { useStore } from 'zustand';
import { ENGLISH } from '../../lessons/en/texts.ts';
import { nameOf, type Place } from '../../lessons/place.ts';
import type { Progress } from '../../store/progress.ts';
import styles from './Learn.module.css';
import { useSurroundings } from './surroundings.ts';

interface StepWayProps {
  readonly place: Place & { readonly kind: 'step' };
  readonly progress: Pick<Progress, 'state'>;
}

export function StepWay({ place: { lesson, step }, progress }: StepWayProps) {
  const { done } = useStore(progress.state);
  const { linkTo } = useSurroundings();
  const texts = ENGLISH.lessons[lesson.name];
  return (
    <div className={styles.way}>
      <WayHere to={texts?.title} />
      <nav aria-label={`Steps of “${texts?.title ?? ''}”`}>
        <ol className={styles.steps}>
          {lesson.steps.map((one, i) => {
            const place: Place = { kind: 'step', lesson, step: one };
            const { href, ...going } = linkTo(place);
            const isDone = done.has(nameOf(place) ?? '');
            return (
              <li key={one.name}>
                <a
                  href={href}
                  {...going}
                  title={texts?.steps[one.name]?.title}
                  aria-label={`Step ${i + 1}: ${texts?.steps[one.name]?.title ?? ''}${isDone ? ', done' : ''}`}
                  aria-current={one === step ? 'step' : undefined}
                  data-done={isDone}
                >
                  {i + 1}
                </a>
              </li>
            );
          })}
        </ol>
      </nav>
    </div>
  );
}

interface WayHereProps {
  /** What it is a part of. A frame says it over everything. */
  readonly to: string | undefined;
}

export function WayHere({ to }: WayHereProps) {
  const { isFrame, linkTo } = useSurroundings();
  if (isFrame) return undefined;
  return (
    <>
      <p className={styles.back}>
        <a {...linkTo({ kind: 'list' })}>‹ All lessons, myths and challenges</a>
      </p>
      {to === undefined ? undefined : <p className={styles.lessonTitle}>{to}</p>}
    </>
  );
}
