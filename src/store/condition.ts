// What can be done to a node in the condition that it is in: whoever offers a button asks here first
// whether it would do anything.

import { assertNever } from '../base/assertNever.ts';
import type { Condition } from '../trace/conditions.ts';

export type Fault = 'cut' | 'black-hole' | 'take-offline' | 'bring-online' | 'crash';

/** Why a fault would do nothing to a node in this condition; undefined: it would do something. */
export function whyNot(fault: Fault, condition: Condition): string | undefined {
  if (condition === 'gone') return 'It has left the run.';
  const isDown = condition === 'down';
  switch (fault) {
    case 'cut':
      return hasConnection(condition) ? undefined : 'There is no connection.';
    case 'black-hole':
      if (condition === 'silenced') return 'Nothing gets through already.';
      return hasConnection(condition) ? undefined : 'There is no connection.';
    case 'take-offline':
      if (isDown) return 'It has crashed.';
      return condition === 'offline' ? 'It is offline already.' : undefined;
    case 'bring-online':
      return condition === 'offline' ? undefined : 'It is not offline.';
    case 'crash':
      return isDown ? 'It has crashed already.' : undefined;
    default:
      return assertNever(fault);
  }
}

function hasConnection(condition: Condition): boolean {
  return condition === 'connected' || condition === 'connecting' || condition === 'silenced';
}
