// Who stands where: publishers on top, subscribers below, and which of them have a column of their
// own on the stage. A client that has subscriptions is a subscriber, else a publisher.

import type { ClientSettings } from '../../scenario/scenario.ts';
import type { NodeId, PacketRecord } from '../../trace/event.ts';

export type HopPlace = 'upper' | 'lower';
export type BandPlace = 'publishers' | 'broker' | 'subscribers';

export interface Troupe {
  /** Those with a column of their own. */
  readonly shown: readonly ClientSettings[];
  /** The others, of whom only the number is shown. */
  readonly folded: readonly ClientSettings[];
}

export interface Cast {
  readonly publishers: Troupe;
  readonly subscribers: Troupe;
  readonly places: ReadonlyMap<NodeId, BandPlace>;
}

/** Columns of one kind; the rest fold to "+8", for which there is a narrow one. */
const COLUMNS_MAX = 4;
const COLUMN_MIN = 56;
export const FOLD_WIDTH = 40;

/** @param stageWidth px that the columns of one kind share */
export function castOf(clients: readonly ClientSettings[], stageWidth: number): Cast {
  const isSubscriber = ({ subscriptions }: ClientSettings) => subscriptions.length > 0;
  const places = new Map<NodeId, BandPlace>([['broker', 'broker']]);
  for (const client of clients) {
    places.set(client.id, isSubscriber(client) ? 'subscribers' : 'publishers');
  }
  return {
    publishers: troupeOf(
      clients.filter((client) => !isSubscriber(client)),
      stageWidth,
    ),
    subscribers: troupeOf(clients.filter(isSubscriber), stageWidth),
    places,
  };
}

function troupeOf(clients: readonly ClientSettings[], stageWidth: number): Troupe {
  const { length } = clients;
  const fits = length <= COLUMNS_MAX && length * COLUMN_MIN <= stageWidth;
  const room = Math.floor((stageWidth - FOLD_WIDTH) / COLUMN_MIN);
  const count = fits ? length : Math.max(1, Math.min(COLUMNS_MAX, room));
  return { shown: clients.slice(0, count), folded: clients.slice(count) };
}

/** A packet's way over the screen. */
export interface Route {
  readonly client: NodeId;
  readonly place: HopPlace;
  readonly down: boolean;
}

/** By where its client stands, which for one that publishes and subscribes is below. */
export function routeOf(cast: Cast, { from, to, hop }: PacketRecord): Route {
  const client = from === 'broker' ? to : from;
  const band = cast.places.get(client) ?? (hop === 1 ? 'publishers' : 'subscribers');
  const place = band === 'publishers' ? 'upper' : 'lower';
  return { client, place, down: (from === 'broker') === (place === 'lower') };
}

export function laneName({ client, down }: Pick<Route, 'client' | 'down'>): string {
  return `${client} ${down ? 'down' : 'up'}`;
}
