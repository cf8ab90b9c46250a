// The applications of a run, folded from its trace: which there are, what each has been delivered and has
// done with it, and what was published to it. What the fold gives is never changed, so that an instant
// of the past is one that was kept.

import type { SimTime } from '../base/time.ts';
import type { ClientSettings, Scenario, TimedCommand } from '../scenario/scenario.ts';
import type { ClientId, MessageUid, TraceEvent } from '../trace/event.ts';
import { readFacts } from './facts.ts';
import { hasId } from './ids.ts';
import {
  EMPTY_TALLY,
  noteAct,
  noteIgnored,
  noteLost,
  notePublished,
  noteUnread,
  type Tally,
} from './tally.ts';
import type { AppState, Delivery, Message, UseCase, Verdict } from './useCase.ts';
import { USE_CASES } from './useCases.ts';

export interface Application {
  readonly useCase: UseCase;
  /** Whose application it is. */
  readonly client: ClientId;
  readonly ignoreRepeats: boolean;
  readonly state: AppState;
  readonly tally: Tally;
}

export type Applications = readonly Application[];

interface Content {
  readonly topic: string;
  readonly payload: string;
  readonly publishedAt: SimTime;
}

/** So many messages are remembered, for copies of them that come late. */
const MESSAGES_MAX = 10_000;

const BY_TOPIC: ReadonlyMap<string, UseCase> = new Map(
  USE_CASES.map((useCase) => [useCase.topic, useCase]),
);

/** Those that a scenario begins with. */
export function applicationsOf({ clients }: Scenario): Applications {
  return clients.flatMap(applicationsOn);
}

/** Whether there is one, or may be one that joins. */
export function hasApplications(
  { clients, script }: Scenario,
  commands: readonly TimedCommand[],
): boolean {
  const joining = [...script, ...commands].flatMap(({ command }) =>
    command.kind === 'add-client' ? [command.client] : [],
  );
  return [...clients, ...joining].some((client) => applicationsOn(client).length > 0);
}

/** A use case is known by its topic: who subscribes to that by its name runs its application. */
function applicationsOn({ id, subscriptions, ignoreRepeats }: ClientSettings): Applications {
  const useCases = new Set(subscriptions.flatMap(({ filter }) => BY_TOPIC.get(filter) ?? []));
  return [...useCases].map((useCase) => {
    return { useCase, client: id, ignoreRepeats, state: useCase.start, tally: EMPTY_TALLY };
  });
}

export function verdictOf({ useCase, state, tally }: Application, at: SimTime): Verdict {
  return useCase.judge(state, tally, at);
}

export class ApplicationFold {
  /** What messages say. Of an earlier timeline of the run, too: what is published again replaces it. */
  private readonly contents = new Map<MessageUid, Content>();

  /** The applications after an event: the same ones where it is none of theirs. */
  add(applications: Applications, event: TraceEvent): Applications {
    switch (event.kind) {
      case 'client-added': {
        const joined = applicationsOn(event.settings);
        return joined.length === 0 ? applications : [...applications, ...joined];
      }
      case 'message-published': {
        const { messageUid, topic, payload, subscribers, at } = event;
        this.remember(messageUid, { topic, payload, publishedAt: at });
        return this.change(applications, topic, (each) => {
          if (!subscribers.includes(each.client)) return each;
          const message = read(each, payload);
          if (message === undefined) return withTally(each, noteUnread(each.tally));
          return withTally(each, notePublished(each.tally, each.useCase, messageUid, message, at));
        });
      }
      case 'message-originated':
        this.remember(event.messageUid, { ...event, publishedAt: event.at });
        return applications;
      case 'message-delivered':
        return this.deliver(applications, event, event.callbacks);
      case 'message-received':
        return this.deliver(applications, event, 1);
      case 'message-lost': {
        const { messageUid, subscriber } = event;
        return this.change(applications, this.contents.get(messageUid)?.topic, (each) => {
          if (each.client !== subscriber) return each;
          return withTally(each, noteLost(each.tally, each.useCase, messageUid));
        });
      }
      default:
        return applications;
    }
  }

  private remember(uid: MessageUid, { topic, payload, publishedAt }: Content): void {
    if (!BY_TOPIC.has(topic)) return;
    this.contents.set(uid, { topic, payload, publishedAt });
    const [oldest] = this.contents.keys();
    if (this.contents.size > MESSAGES_MAX && oldest !== undefined) this.contents.delete(oldest);
  }

  private deliver(
    applications: Applications,
    { messageUid, subscriber, at }: DeliveryEvent,
    nth: number,
  ): Applications {
    const content = this.contents.get(messageUid);
    if (content === undefined) return applications;
    const { topic, payload, publishedAt } = content;
    const delivery: Delivery = { topic, payload, at, messageUid, nth };
    return this.change(applications, topic, (each) => {
      return each.client === subscriber ? takeDelivery(each, delivery, publishedAt) : each;
    });
  }

  private change(
    applications: Applications,
    topic: string | undefined,
    change: (application: Application) => Application,
  ): Applications {
    const isMeant = ({ useCase }: Application): boolean => useCase.topic === topic;
    if (!applications.some(isMeant)) return applications;
    return applications.map((each) => (isMeant(each) ? change(each) : each));
  }
}

interface DeliveryEvent {
  readonly messageUid: MessageUid;
  readonly subscriber: ClientId;
  readonly at: SimTime;
}

/** What the application does with one delivery, and what that means. */
function takeDelivery(
  application: Application,
  { payload, at, messageUid }: Delivery,
  publishedAt: SimTime,
): Application {
  const { useCase, ignoreRepeats, state, tally } = application;
  const message = read(application, payload);
  if (message === undefined) return application;
  if (ignoreRepeats && hasId(tally.acted, message.source, message.n)) {
    return withTally(application, noteIgnored(tally));
  }
  const act = { ...message, at, publishedAt };
  return {
    ...application,
    state: useCase.act(state, act),
    tally: noteAct(tally, useCase, messageUid, act),
  };
}

function read({ useCase }: Application, payload: string): Message | undefined {
  const facts = readFacts(payload);
  return facts && useCase.read(facts);
}

function withTally(application: Application, tally: Tally): Application {
  return tally === application.tally ? application : { ...application, tally };
}
