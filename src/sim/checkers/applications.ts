// Claim: a client's application has one message at a time, for as long as its handler takes, and the
// inbox its identifier; what comes meanwhile waits there whole, and is handed over in its order, the
// next as soon as the one before is done.

import type { Scenario } from '../../scenario/scenario.ts';
import type { ClientId, StoreEntry, TraceEvent } from '../../trace/event.ts';
import { atEachInstant, type Checker, type TellFault } from './checker.ts';
import { ClientsNow } from './clientsNow.ts';

interface Application {
  readonly inbox: string[];
  /** What the inbox keeps the identifier of. */
  inHand: string | undefined;
  /** When its handler is done. */
  busyUntil: number | undefined;
  /** A message has just been handed over, and takes time: its handler begins. */
  begins: boolean;
}

export function checkApplications(fault: TellFault, scenario: Scenario): Checker {
  const clients = new ClientsNow(scenario);
  const applications = new Map<ClientId, Application>();
  for (const { id } of scenario.clients) open(id);

  function open(client: ClientId): void {
    const application = { inbox: [], inHand: undefined, busyUntil: undefined, begins: false };
    applications.set(client, application);
  }

  function begin(client: ClientId, application: Application, uid: string): void {
    if (application.busyUntil !== undefined) fault(`${client} is handed ${uid} and is busy`);
    application.begins = clients.of(client).handlerMs > 0;
  }

  function work(client: ClientId, application: Application, at: number, firesAt: number): void {
    const { handlerMs } = clients.of(client);
    if (!application.begins) fault(`a handler of ${client} begins without a message`);
    if (firesAt - at !== Math.round(handlerMs * 1000)) {
      fault(`a handler of ${client} takes ${firesAt - at} µs`);
    }
    application.begins = false;
    application.busyUntil = firesAt;
  }

  function finish(client: ClientId, application: Application, at: number): void {
    if (application.busyUntil !== at) fault(`a handler of ${client} is done at another time`);
    application.busyUntil = undefined;
  }

  function store(client: ClientId, application: Application, entry: StoreEntry): void {
    const isBusy = application.busyUntil !== undefined;
    if (isBusy !== (entry.holds === 'message')) {
      fault(`${nameOf(entry)} is in the inbox of ${client} with its ${entry.holds}`);
    }
    if (entry.holds === 'message') application.inbox.push(nameOf(entry));
    else application.inHand = nameOf(entry);
  }

  function takeOut(application: Application, entry: StoreEntry): void {
    const [first] = application.inbox;
    const name = nameOf(entry);
    if (first !== name) fault(`${name} leaves the inbox before ${first}`);
    application.inbox.splice(Math.max(0, application.inbox.indexOf(name)), 1);
    if (entry.holds === 'identifier') application.inHand = name;
  }

  function release(application: Application, entry: StoreEntry): void {
    if (entry.holds === 'message') {
      takeOut(application, entry);
      return;
    }
    const { inHand, busyUntil } = application;
    if (inHand !== nameOf(entry)) fault(`${nameOf(entry)} is let go of, in hand is ${inHand}`);
    if (busyUntil !== undefined) fault(`${nameOf(entry)} is let go of and is being handled`);
    application.inHand = undefined;
  }

  function look(event: TraceEvent): void {
    if (event.kind === 'client-added') open(event.client);
    const application = applications.get(clientOfEvent(event) ?? '');
    const client = clientOfEvent(event) ?? '';
    if (application === undefined) return;
    if (event.kind === 'message-delivered' || event.kind === 'message-received') {
      begin(client, application, event.messageUid);
    } else if (event.kind === 'timer-set') work(client, application, event.at, event.firesAt);
    else if (event.kind === 'timer-fired') finish(client, application, event.at);
    else if (event.kind === 'session-stored') store(client, application, event.entry);
    else if (event.kind === 'session-updated') takeOut(application, event.entry);
    else if (event.kind === 'session-released') release(application, event.entry);
    else application.busyUntil = undefined;
  }

  function leaveInstant(): void {
    for (const [client, application] of applications) {
      const { busyUntil, begins, inbox, inHand } = application;
      if ((busyUntil === undefined) !== (inHand === undefined)) {
        fault(`${client} handles nothing of what is in its hand: ${inHand}`);
        application.inHand = undefined;
      }
      if (begins) fault(`no handler of ${client} begins`);
      application.begins = false;
      if (busyUntil === undefined && inbox.length > 0) fault(`${inbox[0]} waits for nothing`);
    }
  }

  const instants = atEachInstant(leaveInstant);
  return {
    add(event) {
      instants.add(event);
      clients.add(event);
      look(event);
    },
    finish: instants.finish,
  };
}

/** Whose application an event is about. */
function clientOfEvent(event: TraceEvent): ClientId | undefined {
  switch (event.kind) {
    case 'message-delivered':
    case 'message-received':
      return event.subscriber;
    case 'timer-set':
    case 'timer-fired':
      return event.timer === 'handler' ? event.node : undefined;
    case 'session-stored':
    case 'session-updated':
    case 'session-released':
      return event.entry.store === 'inbox' ? event.node : undefined;
    case 'node-crashed':
      return event.node;
    case 'client-removed':
      return event.client;
    default:
      return undefined;
  }
}

function nameOf({ messageUid, copy }: StoreEntry): string {
  return `${messageUid}.${copy}`;
}
