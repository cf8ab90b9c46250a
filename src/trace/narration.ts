// What just happened, as one sentence, computed from the trace. Which event deserves it most is
// decided by importance; how often a sentence may change is the page's.

import { createNarration, tellCommon } from './commonWords.ts';
import { tellConnecting } from './connecting.ts';
import type { TraceEvent } from './event.ts';
import { tellFault } from './faults.ts';
import { tellMessageLost } from './lostMessages.ts';
import type { Sentence } from './sentence.ts';
import type { TraceIndex } from './traceIndex.ts';

export type { Sentence } from './sentence.ts';

/** @returns undefined for events that are not worth a sentence */
export function tell(event: TraceEvent, index: TraceIndex): Sentence | undefined {
  if (event.kind === 'message-lost') return tellMessageLost(event, index);
  return tellCommon(event, index) ?? tellFault(event, index) ?? tellConnecting(event, index);
}

export const { narrate, narrateEvents, narrateAt } = createNarration(tell);
