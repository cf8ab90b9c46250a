// Where a step stands: the way back to the list, its lesson, and the lesson's steps as links.

import { useStore } from 'zustand';
import { ENGLISH } from '../../lessons/en/texts.ts';
import { linkTo, nameOf, type Place } from '../../lessons/place.ts';
import type { Progress } from '../../store/progress.ts';
import styles from './Learn.module.css';

interface StepWayProps {
  readonly place: Place & { readonly kind: 'step' };
  readonly progress: Progress;
}

export function StepWay({ place: { lesson, step }, progress }: StepWayProps) {
  const { done } = useStore(progress.state);
  const texts = ENGLISH.lessons[lesson.name];
  return (
    <div className={styles.way}>
      <BackToList />
      <p className={styles.lessonTitle}>{texts?.title}</p>
      <nav aria-label={`Steps of “${texts?.title ?? ''}”`}>
        <ol className={styles.steps}>
          {lesson.steps.map((one, i) => {
            const place: Place = { kind: 'step', lesson, step: one };
            const isDone = done.has(nameOf(place) ?? '');
            return (
              <li key={one.name}>
                <a
                  href={linkTo(place)}
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

export function BackToList() {
  return (
    <p className={styles.back}>
      <a href={linkTo({ kind: 'list' })}>‹ All lessons, myths and challenges</a>
    </p>
  );
}
