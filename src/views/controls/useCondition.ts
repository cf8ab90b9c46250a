// How a node is at the playhead, as often as a panel needs to know.

import type { Condition } from '../../trace/conditions.ts';
import type { NodeId } from '../../trace/event.ts';
import { useInstant, useScope, useVersion } from '../scopeContext.ts';

export function useCondition(node: NodeId): Condition {
  const t = useInstant();
  useVersion();
  return useScope().commands.conditionAt(node, t);
}
