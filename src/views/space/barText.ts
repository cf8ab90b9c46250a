// What is written in a bar: the message's letter and, where several share a band, whose it is; or
// sentences where there is a single exchange to follow. From the store's entry alone.

import type { NodeId, StoreEntry } from '../../trace/event.ts';
import type { Bar } from './bars.ts';
import type { BandPlace } from './cast.ts';

/** For each part of the bar, in order of length: the first that fits is written. */
export interface BarTexts {
  readonly solid: readonly string[];
  readonly hollow: readonly string[];
}

export type BarStyle = 'letter' | 'named' | 'sentence';

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

/** Whom a bar is about: who keeps it or, at the broker, whose session it is in. */
export function clientOfBar({ node, entry }: Pick<Bar, 'node' | 'entry'>): NodeId {
  return node === 'broker' ? entry.peer : node;
}

export function barTexts(bar: Bar, place: BandPlace, style: BarStyle): BarTexts {
  const { letter, entry, awaitsLater, diskSince } = bar;
  if (style !== 'sentence') {
    const name = style === 'named' ? [`${letter} ${clientOfBar(bar)}`, letter] : [letter];
    const back = diskSince === undefined ? [] : name.map((one) => `${one} from disk`);
    return { solid: [...back, ...name], hollow: [] };
  }
  const keeps = `${WHO[place]} keeps ${letter}`;
  const id = `only ${letter}’s identifier`;
  return {
    solid: [`${keeps} ${WAITS_FOR[entry.awaits]}`, keeps, letter],
    hollow: [`${id} ${WAITS_FOR[awaitsLater]}`, id],
  };
}
