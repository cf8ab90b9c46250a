// What undo takes back, in a few words.

import { describeCommand } from '../../scenario/describeCommand.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { RunState } from '../../store/runState.ts';
import type { RunPoint } from '../../store/undoStack.ts';

type Run = Pick<RunState, 'presetName' | 'scenario' | 'commands' | 'index'>;

/** @param then what the run was before */
export function sayUndone(then: RunPoint, { presetName, scenario, commands, index }: Run): string {
  if (then.presetName !== presetName) return 'the choice of this scenario';
  if (then.scenario.seed !== scenario.seed) return `seed ${scenario.seed}`;
  if (!isSameData(then.scenario, scenario)) return 'the change of the scenario';
  const last = commands.at(-1);
  const isNew = last !== undefined && !then.commands.some((one) => isSameData(one, last));
  if (!isNew) return 'the restart';
  const network = index.networkAt(last.at, scenario.network);
  return describeCommand(last.command, (node) => index.nameOf(node), network);
}
