// Where on the picture everyone stands: publishers on top, the broker in the middle, subscribers below.
// A client that has subscriptions is a subscriber, else a publisher.

import type { ClientSettings } from '../scenario/scenario.ts';

export type HopPlace = 'upper' | 'lower';
export type BandPlace = 'publishers' | 'broker' | 'subscribers';

export function bandOf({
  subscriptions,
}: Pick<ClientSettings, 'subscriptions'>): 'publishers' | 'subscribers' {
  return subscriptions.length > 0 ? 'subscribers' : 'publishers';
}
