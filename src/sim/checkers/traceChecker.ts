// All checkers side by side, for a run to be watched while it goes on.

import type { Scenario } from '../../scenario/scenario.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { checkAnswers } from './answers.ts';
import { checkApplications } from './applications.ts';
import { checkCauses } from './causes.ts';
import type { Checker, TellFault } from './checker.ts';
import { checkCopies } from './copies.ts';
import { checkCrashes } from './crashes.ts';
import { checkDeliveries } from './deliveries.ts';
import { checkFates } from './fates.ts';
import { checkLastWords } from './lastWords.ts';
import { checkLimits } from './limits.ts';
import { checkMembers } from './members.ts';
import { checkOvertaking, checkTime } from './order.ts';
import { checkOrdering } from './ordering.ts';
import { checkPacketIds } from './packetIds.ts';
import { checkPresence } from './presence.ts';
import { checkPublishes } from './publishes.ts';
import { checkReliable } from './reliable.ts';
import { checkRules } from './rules.ts';
import { checkSessions } from './sessions.ts';
import { checkStores } from './stores.ts';
import { checkTcp } from './tcp.ts';

export const CHECKERS: readonly ((fault: TellFault, scenario: Scenario) => Checker)[] = [
  checkTime,
  checkFates,
  checkRules,
  checkTcp,
  checkReliable,
  checkOvertaking,
  checkOrdering,
  checkPresence,
  checkMembers,
  checkLastWords,
  checkAnswers,
  checkApplications,
  checkSessions,
  checkCrashes,
  checkPacketIds,
  checkStores,
  checkLimits,
  checkPublishes,
  checkDeliveries,
  checkCauses,
  checkCopies,
];

export class TraceChecker {
  readonly #checkers: readonly Checker[];
  /** What was wrong so far, each with the time of the event that showed it. */
  readonly faults: string[] = [];
  #at = 0;

  constructor(scenario: Scenario) {
    const fault: TellFault = (says) => {
      this.faults.push(`at ${this.#at} µs: ${says}`);
    };
    this.#checkers = CHECKERS.map((create) => create(fault, scenario));
  }

  add(event: TraceEvent): void {
    this.#at = event.at;
    for (const checker of this.#checkers) checker.add(event);
  }

  /** @param settled nothing is left to publish, on the wire, or in a store */
  finish(settled: boolean): readonly string[] {
    for (const checker of this.#checkers) checker.finish(settled);
    return this.faults;
  }
}

/** @returns what is wrong with a whole trace, or nothing */
export function faultsOf(
  events: readonly TraceEvent[],
  scenario: Scenario,
  settled: boolean,
): readonly string[] {
  const checker = new TraceChecker(scenario);
  for (const event of events) checker.add(event);
  return checker.finish(settled);
}
