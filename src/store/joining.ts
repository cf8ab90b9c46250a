// What a client that joins the run by hand is: its id, and what it subscribes to.

import type { SimTime } from '../base/time.ts';
import { DEFAULT_CLIENT } from '../scenario/defaults.ts';
import type { ClientSettings } from '../scenario/scenario.ts';
import type { ClientId, Qos } from '../trace/event.ts';
import { clientsAt, subscriberOf, topicsOf } from './clients.ts';
import type { RunState } from './run.ts';

type Members = Pick<RunState, 'index' | 'scenario'>;

/** How many of a kind the controls let into a run. */
export const CLIENTS_MAX = 16;

/** What joins as `sub-2`: it subscribes to what the first subscriber has, at this QoS. */
export function newSubscriber(run: Members, t: SimTime, qos: Qos): ClientSettings {
  const clients = clientsAt(run, t);
  const filters = subscriberOf(clients)?.subscriptions.map(({ filter }) => filter);
  const { script } = run.scenario;
  const subscriptions = (filters ?? [topicsOf({ clients, script })[0]]).map((filter) => ({
    filter,
    qos,
  }));
  return { ...DEFAULT_CLIENT, id: freeId(run, 'sub'), subscriptions, publishes: [] };
}

/** What joins as `pub-2`: it publishes by hand until it is told to do so by itself. */
export function newPublisher(run: Members): ClientSettings {
  return { ...DEFAULT_CLIENT, id: freeId(run, 'pub'), subscriptions: [], publishes: [] };
}

/** Nobody in the run has ever had it. */
function freeId({ index, scenario }: Members, stem: string): ClientId {
  const taken = new Set(index.allClients(scenario.clients).map(({ id }) => id));
  for (let nth = 2; ; nth++) if (!taken.has(`${stem}-${nth}`)) return `${stem}-${nth}`;
}
