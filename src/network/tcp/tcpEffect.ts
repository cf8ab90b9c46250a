// What a direction of a TCP connection takes in, and what it asks its host to do.

import type { SimTime } from '../../base/time.ts';
import type { TcpAck, TcpSegment } from './tcpSegment.ts';

/** `link-free`: the link has taken a segment and something waits for it. */
export type TcpTimerName = 'retransmission' | 'link-free';

export type TcpInput<P> =
  | {
      readonly kind: 'send';
      readonly item: P;
      /** Of its luck, 32 bits. */
      readonly key: number;
      readonly bytes: number;
      /** Its first transmission is lost, whatever its luck. */
      readonly ruledOut: boolean;
    }
  | { readonly kind: 'segment-arrived'; readonly segment: TcpSegment<P> }
  | { readonly kind: 'ack-arrived'; readonly ack: TcpAck }
  /** One that was set again or cancelled may come all the same: it is passed over. */
  | { readonly kind: 'timer-fired'; readonly timer: TcpTimerName };

export type TcpEffect<P> =
  /** Give it back at `dueAt`, if its `lostAt` is undefined and nobody kills it. */
  | { readonly kind: 'send-segment'; readonly segment: TcpSegment<P> }
  | { readonly kind: 'send-ack'; readonly ack: TcpAck }
  /** Replaces the one of the same name. */
  | { readonly kind: 'set-timer'; readonly timer: TcpTimerName; readonly at: SimTime }
  | { readonly kind: 'cancel-timer'; readonly timer: TcpTimerName }
  /** It has arrived, but the stream before it is not complete: `awaits` is the gap's place. */
  | {
      readonly kind: 'hold-item';
      readonly item: P;
      readonly nth: number;
      readonly awaits: number;
    }
  | { readonly kind: 'deliver-item'; readonly item: P; readonly nth: number }
  /** To the sender the connection is dead: it sends nothing more. The other end does not know. */
  | { readonly kind: 'give-up' };
