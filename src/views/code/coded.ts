// What the code is of: a setting, and what is published in it.

import { type CodeMessage, messagesOf } from '../../lessons/code/codeSettings.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ClientId, Qos } from '../../trace/event.ts';

export interface Coded {
  /** As it is at the instant, with what has been changed and done until then. */
  readonly scenario: Scenario;
  /** Absent: there is no next message to be published by hand. */
  readonly byHand?: CodeMessage | undefined;
  readonly messages: readonly CodeMessage[];
  /** The pairs and levels of which a second copy was handed over, as `secondCopy` names them. */
  readonly twice: ReadonlySet<string>;
}

export function secondCopy(publisher: string, subscriber: ClientId, level: Qos): string {
  return `${publisher} ${subscriber} ${level}`;
}

/** A scenario by itself, with its messages at a level. */
export function codedScenario(scenario: Scenario, qos: Qos): Coded {
  const messages = messagesOf(scenario).map((message) => ({ ...message, qos }));
  return { scenario, messages, twice: new Set() };
}
