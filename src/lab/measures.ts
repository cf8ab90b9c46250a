// What a sweep measures: of all runs of a point together, at one published level.

import type { LatencyClock } from '../trace/metrics.ts';
import type { CountName } from './counts.ts';

/** How runs add up to it. */
export type Figure =
  /** A part of the pairs, which are delivered, lost or pending each. */
  | { readonly kind: 'share'; readonly of: CountName }
  /** Sum to sum. */
  | {
      readonly kind: 'ratio';
      readonly of: CountName;
      readonly to: CountName;
      /** It counts what may happen to a message, so that none is seen of what is rare. */
      readonly countsEvents?: true;
    }
  | { readonly kind: 'percentile'; readonly clock: LatencyClock; readonly percent: 50 | 95 | 99 }
  | { readonly kind: 'mean-time'; readonly clock: LatencyClock }
  /** The mean of the runs' own figures. */
  | { readonly kind: 'mean'; readonly of: CountName };

export interface Measure {
  /** Empty: a share or a plain number. */
  readonly unit: string;
  readonly says: string;
  readonly figure: Figure;
  readonly isShare?: true;
}

function share(says: string, of: CountName): Measure {
  return { unit: '', says, figure: { kind: 'share', of }, isShare: true };
}

function ratio(unit: string, says: string, of: CountName, to: CountName): Measure {
  return { unit, says, figure: { kind: 'ratio', of, to } };
}

function events(unit: string, says: string, of: CountName, to: CountName): Measure {
  return { unit, says, figure: { kind: 'ratio', of, to, countsEvents: true } };
}

function percentile(clock: LatencyClock, percent: 50 | 95 | 99, says: string): Measure {
  return { unit: 'ms', says, figure: { kind: 'percentile', clock, percent } };
}

export const MEASURES = {
  delivered: share('share of messages that arrived', 'delivered'),
  lost: share('share of messages that never arrive', 'lost'),
  pending: share('share of messages still under way at the end', 'pending'),
  duplicates: events('', 'second copies for each message that arrived', 'duplicates', 'delivered'),
  packets: ratio('packets', 'packets for each message that arrived', 'packets', 'delivered'),
  bytes: ratio('bytes', 'bytes for each message that arrived', 'bytes', 'delivered'),
  resent: events(
    'packets',
    'packets sent again, for each message that arrived',
    'resent',
    'delivered',
  ),
  'delivery-p50': percentile('deliveryMs', 50, 'time to the application, half are faster'),
  'delivery-p95': percentile('deliveryMs', 95, 'time to the application, 95 % are faster'),
  'delivery-p99': percentile('deliveryMs', 99, 'time to the application, 99 % are faster'),
  'delivery-mean': {
    unit: 'ms',
    says: 'time to the application, on average',
    figure: { kind: 'mean-time', clock: 'deliveryMs' },
  },
  'publisher-p50': percentile('publisherHandshakeMs', 50, "the publisher's handshake, half"),
  'publisher-p95': percentile('publisherHandshakeMs', 95, "the publisher's handshake, 95 %"),
  'subscriber-p50': percentile('subscriberHandshakeMs', 50, "the subscriber's handshake, half"),
  'subscriber-p95': percentile('subscriberHandshakeMs', 95, "the subscriber's handshake, 95 %"),
  throughput: ratio('messages/s', 'messages that arrived, a second', 'delivered', 'simulatedSec'),
  'stored-peak': {
    unit: 'messages',
    says: 'most messages in the broker at once, the mean of the runs',
    figure: { kind: 'mean', of: 'storedPeak' },
  },
  'stored-seconds': ratio(
    'message-seconds',
    'broker storage for each message that arrived',
    'storedSeconds',
    'delivered',
  ),
  // For each message that was published, whatever became of it: what a decision sheet multiplies.
  subscribers: ratio('', 'subscribers that each message was for', 'pairs', 'published'),
  'duplicates-sent': events(
    '',
    'second copies for each message published',
    'duplicates',
    'published',
  ),
  'bytes-sent': ratio('bytes', 'bytes for each message published', 'bytes', 'published'),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];

export function isMeasureName(name: string): name is MeasureName {
  return Object.hasOwn(MEASURES, name);
}
