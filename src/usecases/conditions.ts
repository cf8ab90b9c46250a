// What must hold elsewhere for several levels at once: each condition said once, with the levels that
// it is for, and whether a scenario has it so.

import type { Scenario } from '../scenario/scenario.ts';
import type { Qos } from '../trace/event.ts';
import { REQUIREMENTS } from './requirements.ts';

export interface Condition {
  readonly levels: readonly Qos[];
  readonly says: string;
  readonly isMet: boolean;
  /** The settings that make it so: `sub-qos=2`. */
  readonly how: string;
}

export function conditionsOf(levels: readonly Qos[], scenario: Scenario): readonly Condition[] {
  return REQUIREMENTS.flatMap((each) => {
    const needing = levels.filter((level) => each.levels.includes(level));
    const said = new Map<string, Condition>();
    for (const level of needing) {
      const says = each.says(level, scenario);
      const isMet = each.isMet(scenario, level);
      const name = `${isMet} ${says}`;
      const known = said.get(name)?.levels ?? [];
      said.set(name, { levels: [...known, level], says, isMet, how: each.how(level) });
    }
    return [...said.values()];
  });
}
