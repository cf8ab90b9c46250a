// Scenarios for tests: one publisher and one subscriber unless told otherwise, always through the
// parser, so that no test runs on what a user could not give.
import { parseCommand, parseScenario } from '../scenario/parse.ts';
import type { Command, Scenario } from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';

/** @throws Error when the input is no scenario */
export function scenarioOf(input: object): Scenario {
  const parsed = parseScenario(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

/** @throws Error when the input is no command */
export function commandOf(input: object): Command {
  const parsed = parseCommand(input, 'command');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export interface PairInput {
  readonly qos?: Qos;
  readonly subQos?: Qos;
  readonly count?: number;
  readonly ratePerSec?: number;
  readonly seed?: number;
  readonly protocolVersion?: 4 | 5;
  readonly network?: object;
  readonly broker?: object;
  /** Further settings of both clients. */
  readonly client?: object;
  readonly script?: readonly object[];
}

/** `pub` publishes `count` messages of pattern `p` to topic `t`; `sub` is subscribed to it. */
export function pairScenario(input: PairInput): Scenario {
  const { qos = 1, subQos = 2, count = 1, ratePerSec = 10, client = {}, ...rest } = input;
  const pattern = { name: 'p', topic: 't', qos, payload: 'x', ratePerSec, count };
  return scenarioOf({
    ...rest,
    clients: [
      { id: 'pub', keepAliveSec: 0, publishes: count === 0 ? [] : [pattern], ...client },
      { id: 'sub', keepAliveSec: 0, subscriptions: [{ filter: 't', qos: subQos }], ...client },
    ],
  });
}

/** Loss with the same probability on every hop and direction. */
export function lossEverywhere(probability: number): object {
  return {
    lossHop1Up: probability,
    lossHop1Down: probability,
    lossHop2Up: probability,
    lossHop2Down: probability,
  };
}
