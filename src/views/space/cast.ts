// Who stands where: publishers on top, subscribers below, and which of them have a column of their
// own on the stage. A client that has subscriptions is a subscriber, else a publisher.

import type { ClientSettings } from '../../scenario/scenario.ts';
import type { NodeId, PacketRecord } from '../../trace/event.ts';
import { type BandPlace, bandOf, type HopPlace } from '../../trace/places.ts';

export { type BandPlace, bandOf, type HopPlace } from '../../trace/places.ts';

export interface Troupe {
  /** Those with a column of their own. */
  readonly shown: readonly ClientSettings[];
  /** The others, of whom only the number is shown. */
  readonly folded: readonly ClientSettings[];
}

export interface Cast {
  readonly publishers: Troupe;
  readonly subscribers: Troupe;
}

/** In which band each node stands; of all clients that a run ever has. */
export type Places = ReadonlyMap<NodeId, BandPlace>;

/** Columns of one kind; the rest fold to "+8", for which there is a narrow one. */
const COLUMNS_MAX = 4;
const COLUMN_MIN = 66;
export const FOLD_WIDTH = 44;

/** @param clients those of now or of all time: where a client stands does not change */
export function placesOf(clients: readonly ClientSettings[]): Map<NodeId, BandPlace> {
  const places = new Map<NodeId, BandPlace>([['broker', 'broker']]);
  for (const client of clients) places.set(client.id, bandOf(client));
  return places;
}

/**
 * @param clients those that are in the run at the instant shown
 * @param stageWidth px that the columns of one kind share
 * @param kept has a column, whoever else folds
 */
export function castOf(
  clients: readonly ClientSettings[],
  stageWidth: number,
  kept: NodeId | undefined,
): Cast {
  const troupe = (band: 'publishers' | 'subscribers') =>
    troupeOf(
      clients.filter((client) => bandOf(client) === band),
      stageWidth,
      kept,
    );
  return { publishers: troupe('publishers'), subscribers: troupe('subscribers') };
}

/** How many columns the larger of the two kinds would like. */
export function columnsWanted(clients: readonly ClientSettings[]): number {
  const subscribers = clients.filter((client) => bandOf(client) === 'subscribers').length;
  return Math.min(COLUMNS_MAX, Math.max(subscribers, clients.length - subscribers));
}

/** The first ones, in their order; the kept one takes the last column if it would have none. */
function troupeOf(
  clients: readonly ClientSettings[],
  stageWidth: number,
  kept: NodeId | undefined,
): Troupe {
  const { length } = clients;
  if (length <= COLUMNS_MAX && length * COLUMN_MIN <= stageWidth) {
    return { shown: clients, folded: [] };
  }
  const room = Math.floor((stageWidth - FOLD_WIDTH) / COLUMN_MIN);
  const count = Math.max(1, Math.min(COLUMNS_MAX, room, length));
  const place = clients.findIndex(({ id }) => id === kept);
  const last = place >= count ? place : count - 1;
  const isShown = (i: number) => i < count - 1 || i === last;
  return {
    shown: clients.filter((_, i) => isShown(i)),
    folded: clients.filter((_, i) => !isShown(i)),
  };
}

/** A packet's way over the screen. */
export interface Route {
  readonly client: NodeId;
  readonly place: HopPlace;
  readonly down: boolean;
}

/** By where its client stands, which for one that publishes and subscribes is below. */
export function routeOf(places: Places, { from, to, hop }: PacketRecord): Route {
  const client = from === 'broker' ? to : from;
  const band = places.get(client) ?? (hop === 1 ? 'publishers' : 'subscribers');
  const place = band === 'publishers' ? 'upper' : 'lower';
  return { client, place, down: (from === 'broker') === (place === 'lower') };
}

export function laneName({ client, down }: Pick<Route, 'client' | 'down'>): string {
  return `${client} ${down ? 'down' : 'up'}`;
}
