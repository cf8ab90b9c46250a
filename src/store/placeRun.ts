// What is played, or to be done, at a place of the course.

import { captionsAt } from '../lessons/captions.ts';
import type { Place } from '../lessons/place.ts';
import { walkMyth, walkStep } from '../lessons/walk.ts';
import type { Played } from './stepPlayer.ts';
import type { Trying } from './trial.ts';

export function playedAt(place: Place): Played | undefined {
  if (place.kind === 'step' && place.step.kind === 'shown') {
    const { step } = place;
    return { run: step.run, captions: captionsAt(place), walk: (events) => walkStep(step, events) };
  }
  if (place.kind !== 'myth') return undefined;
  const { run } = place.myth;
  return { run, captions: captionsAt(place), walk: (events) => walkMyth(place.myth, events) };
}

export function tryingAt(place: Place): Trying | undefined {
  if (place.kind === 'step' && place.step.kind === 'task') return place.step;
  if (place.kind !== 'challenge') return undefined;
  const { challenge } = place;
  return { ...challenge, after: { done: challenge.goal } };
}
