// How a node is at the playhead, as often as a panel needs to know.

import type { Condition } from '../../trace/conditions.ts';
import type { NodeId } from '../../trace/event.ts';
import { useInstant, useRun, useScope } from '../scopeContext.ts';

export function useCondition(node: NodeId): Condition {
  const t = useInstant(6);
  useRun((state) => state.version);
  return useScope().commands.conditionAt(node, t);
}
