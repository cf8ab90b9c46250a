// The publishing patterns of a scenario, wherever they stand: with a client, or in a script's
// command, of its own or with a client that joins.

import type { Command, PublishPattern, Scenario } from './scenario.ts';

/** Stands in a payload for the message's number. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is data that looks so
export const NUMBER = '${n}';

/** What the nth message of a pattern says, counted from 1. */
export function payloadOf({ payload, payloads }: PublishPattern, nth: number): string {
  const text = payloads?.[(nth - 1) % payloads.length] ?? payload;
  return text.includes(NUMBER) ? text.replaceAll(NUMBER, String(nth)) : text;
}

/**
 * What a message by hand says on a pattern's topic: the pattern's next text, with a number that the
 * pattern itself never gives. Undefined: it numbers none, or never ends.
 * @param published how many there are on the topic @param nth of those by hand there, from 1
 */
export function payloadByHand(
  pattern: PublishPattern,
  published: number,
  nth: number,
): string | undefined {
  const { payload, payloads = [payload], count } = pattern;
  const text = payloads[published % payloads.length] ?? payload;
  if (count === undefined || !text.includes(NUMBER)) return undefined;
  return text.replaceAll(NUMBER, String(count + nth));
}

export function patternsOf(scenario: Scenario): readonly PublishPattern[] {
  const own = scenario.clients.flatMap(({ publishes }) => publishes);
  return [...own, ...scenario.script.flatMap(({ command }) => patternsIn(command))];
}

function patternsIn(command: Command): readonly PublishPattern[] {
  if (command.kind === 'add-client') return command.client.publishes;
  return command.kind === 'start-publishing' ? [command.pattern] : [];
}
