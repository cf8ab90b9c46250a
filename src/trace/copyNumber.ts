// The numbers of attempts and of forwarded copies: each is made of parts, so that no two packets have
// one name, whatever the network or a crash does.
//
//   attempt       1 to 16,383: which time a packet is sent, or what an acknowledgement answers
//   ack copy      the network's copy of an acknowledgement
//   network copy  the network's copy of a PUBLISH or PUBREL, and what answers it or comes of it
//   overlap       of a forwarded copy: which of overlapping subscriptions it is for
//   life          of a forwarded copy: how many crashes have brought it back from an older store

import { OVERLAP_COPY } from '../mqtt/broker/routing.ts';

/** Added to an acknowledgement's attempt in the copy that the network makes of it. */
export const ACK_COPY = 16_384;
/** Added to the attempt of a PUBLISH or PUBREL in the copy that the network makes of it. */
export const NETWORK_COPY = 32_768;
/** Added to the number of a copy that a broker brings back from an older store, once for each crash. */
export const LIFE_COPY = 16_777_216;

interface CopyParts {
  readonly attempt: number;
  readonly isAckCopy: boolean;
  readonly isNetworkCopy: boolean;
  readonly overlap: number;
  readonly life: number;
}

/** Which time a packet was sent, or what an acknowledgement answers: without what copies add. */
export function timeOf(attempt: number): number {
  return attempt < ACK_COPY ? attempt : copyOf(attempt).attempt;
}

export function copyOf(number: number): CopyParts {
  const low = number % OVERLAP_COPY;
  return {
    attempt: low % ACK_COPY,
    isAckCopy: low % NETWORK_COPY >= ACK_COPY,
    isNetworkCopy: low >= NETWORK_COPY,
    overlap: Math.floor((number % LIFE_COPY) / OVERLAP_COPY),
    life: Math.floor(number / LIFE_COPY),
  };
}

/**
 * `3`; of the network's copy of a PUBLISH `3~2`, of an acknowledgement `3*2`; by another subscription
 * `3+1`; back after a crash `3^1`.
 */
export function labelOf(number: number): string {
  const { attempt, isAckCopy, isNetworkCopy, overlap, life } = copyOf(number);
  return [
    attempt,
    isNetworkCopy ? '~2' : '',
    isAckCopy ? '*2' : '',
    overlap === 0 ? '' : `+${overlap}`,
    life === 0 ? '' : `^${life}`,
  ].join('');
}
