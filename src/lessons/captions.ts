// What is said at the instants of a place's walk, and how long that takes to read.

import { ENGLISH } from './en/texts.ts';
import type { Place } from './place.ts';

/** About 17 characters a second, as subtitles have it, ... */
const READING_MS = 60;
/** ... and a moment to see that there is another one. */
const NOTICING_MS = 400;

/** In the order of the walk's. */
export function captionsAt(place: Place): readonly string[] {
  if (place.kind === 'myth') return Object.values(ENGLISH.myths[place.myth.name]?.happened ?? {});
  if (place.kind !== 'step') return [];
  const { captions = {} } = ENGLISH.lessons[place.lesson.name]?.steps[place.step.name] ?? {};
  return Object.values(captions);
}

/** Milliseconds of screen time. */
export function readingMs(caption: string): number {
  return NOTICING_MS + READING_MS * caption.length;
}
