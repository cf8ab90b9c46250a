// What is written in a bar: the message's letter, or sentences where there is a single exchange to
// follow. From the store's entry alone.

import type { StoreEntry } from '../../trace/event.ts';
import type { Bar } from './bars.ts';
import type { BandPlace } from './cast.ts';

/** For each part of the bar, in order of length: the first that fits is written. */
export interface BarTexts {
  readonly solid: readonly string[];
  readonly hollow: readonly string[];
}

const WHO: Readonly<Record<BandPlace, string>> = {
  publishers: 'publisher',
  broker: 'broker',
  subscribers: 'subscriber',
};

const WAITS_FOR: Readonly<Record<StoreEntry['awaits'], string>> = {
  PUBACK: 'until a PUBACK comes',
  PUBREC: 'until a PUBREC comes',
  PUBREL: 'until a PUBREL comes',
  PUBCOMP: 'until a PUBCOMP comes',
  window: 'until there is room to send it',
  handler: 'until its application is ready',
};

export function barTexts(bar: Bar, place: BandPlace, sentences: boolean): BarTexts {
  const { letter, entry, awaitsLater } = bar;
  if (!sentences) return { solid: [letter], hollow: [] };
  const keeps = `${WHO[place]} keeps ${letter}`;
  const id = `only ${letter}’s identifier`;
  return {
    solid: [`${keeps} ${WAITS_FOR[entry.awaits]}`, keeps, letter],
    hollow: [`${id} ${WAITS_FOR[awaitsLater]}`, id],
  };
}
