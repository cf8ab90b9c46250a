// All that there is to learn, and what of it has been done: the course, the myths, the challenges, the
// glossary.

import { useStore } from 'zustand';
import { CHALLENGES } from '../../lessons/challenges.ts';
import { COURSE } from '../../lessons/course/course.ts';
import { ENGLISH } from '../../lessons/en/texts.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { MYTHS } from '../../lessons/myths.ts';
import { linkTo, nameOf, type Place } from '../../lessons/place.ts';
import type { Done, Progress } from '../../store/progress.ts';
import { Button } from '../../ui/Button.tsx';
import { Details } from '../../ui/Details.tsx';
import { InYourCode } from '../code/InYourCode.tsx';
import styles from './LearnList.module.css';
import { TITLE_ID } from './title.ts';

const { lessons, myths, challenges, glossary } = ENGLISH;

export function LearnList({ progress }: { readonly progress: Progress }) {
  const { done } = useStore(progress.state);
  return (
    <div className={styles.list}>
      <header className={styles.listHead}>
        <h2 id={TITLE_ID} tabIndex={-1}>
          Learn
        </h2>
        <p>
          Each lesson is a handful of small simulations: you say what will happen, and then you see
          what does. You can leave the rails at any step, and play. Who has never heard of MQTT
          begins with the first one.
        </p>
      </header>
      <section aria-labelledby="course">
        <h3 id="course">The course</h3>
        <ol className={styles.course}>
          {COURSE.map((lesson) => (
            <li key={lesson.name}>
              <LessonLink lesson={lesson} done={done} />
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="myths">
        <h3 id="myths">What people say</h3>
        <p>Fifteen sentences that one hears about MQTT. Run each, and see.</p>
        <ul className={styles.items}>
          {MYTHS.map((myth) => (
            <li key={myth.name}>
              <PlaceLink place={{ kind: 'myth', myth }} done={done}>
                “{myths[myth.name]?.saying}”
              </PlaceLink>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="challenges">
        <h3 id="challenges">Challenges</h3>
        <p>Make it happen. Each ticks itself when the simulation shows it.</p>
        <ul className={styles.items}>
          {CHALLENGES.map((challenge) => (
            <li key={challenge.name}>
              <PlaceLink place={{ kind: 'challenge', challenge }} done={done}>
                {challenges[challenge.name]?.title}
              </PlaceLink>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.rest} aria-labelledby="code">
        <h3 id="code">In your code</h3>
        <p>
          The setting that you have in Simulate, in the words of MQTT.js, paho-mqtt, the HiveMQ
          client, Mosquitto’s programs and ESP-IDF.
        </p>
        <p>
          <InYourCode />
        </p>
      </section>
      <section className={styles.rest} aria-label="Glossary and progress">
        <Details summary="The protocol’s words">
          <dl className={styles.glossary}>
            {glossary.map(({ word, means, number }) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>
                  {means} <small>{number}</small>
                </dd>
              </div>
            ))}
          </dl>
        </Details>
        <p className={styles.kept}>
          What you have done is noted in this browser alone.{' '}
          <Button variant="quiet" disabled={done.size === 0} onClick={() => progress.forget()}>
            Forget my progress
          </Button>
        </p>
      </section>
    </div>
  );
}

function LessonLink({ lesson, done }: { readonly lesson: Lesson; readonly done: Done }) {
  const texts = lessons[lesson.name];
  const places = lesson.steps.map((step): Place => ({ kind: 'step', lesson, step }));
  const isDone = (place: Place) => done.has(nameOf(place) ?? '');
  const count = places.filter(isDone).length;
  const next = places.find((place) => !isDone(place)) ?? places[0];
  if (texts === undefined || next === undefined) return undefined;
  return (
    <>
      <a href={linkTo(count === places.length ? (places[0] ?? next) : next)}>{texts.title}</a>
      <span className={styles.state}>{sayCount(count, places.length)}</span>
      <p>{texts.about}</p>
    </>
  );
}

function sayCount(count: number, of: number): string {
  if (count === 0) return `${of} steps`;
  return count === of ? '✓ done' : `${count} of ${of} steps done`;
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly done: Done;
  readonly children: React.ReactNode;
}

function PlaceLink({ place, done, children }: PlaceLinkProps) {
  return (
    <>
      <a href={linkTo(place)}>{children}</a>
      {done.has(nameOf(place) ?? '') ? <span className={styles.state}>✓ done</span> : undefined}
    </>
  );
}
