// Why a message comes again: a second copy's cause.

import { copyOf } from '../trace/copyNumber.ts';
import type { DuplicateCause } from '../trace/event.ts';
import type { Delivered, MessageRecord, Pair } from './messageRecord.ts';

/**
 * Why an application gets a message again: what has made another one of this copy and the nearest of
 * those that it has had.
 */
export function causeOf(
  record: MessageRecord,
  pair: Pair,
  before: readonly Delivered[],
  delivered: Delivered,
): DuplicateCause {
  const own = descentOf(delivered);
  let shared = 0;
  for (const other of before) {
    const descent = descentOf(other);
    const branch = own.findIndex((part, i) => part !== descent[i]);
    shared = Math.max(shared, branch < 0 ? own.length - 1 : branch);
  }
  switch (shared) {
    case 0:
      return record.stateLost ? 'stateLost' : 'publisherResend';
    case 2:
      return 'overlappingSubscription';
    case 3:
      return 'stateLost';
    case 4:
      return pair.stateLost ? 'stateLost' : 'brokerResend';
    default:
      return 'networkCopy';
  }
}

/** What a delivery comes from, step by step. */
function descentOf({ copy, attempt }: Delivered): readonly (number | boolean)[] {
  const forwarded = copyOf(copy);
  const sent = copyOf(attempt);
  return [
    forwarded.attempt,
    forwarded.isNetworkCopy,
    forwarded.overlap,
    forwarded.life,
    sent.attempt,
    sent.isNetworkCopy,
  ];
}
