// The event of an effect that says all there is to tell: the same for every host of a machine.

import { assertNever } from '../base/assertNever.ts';
import type { SimTime } from '../base/time.ts';
import type { Effect } from '../mqtt/effect.ts';
import type { NodeId, TraceEventOf } from './event.ts';

type ToldKind =
  | 'discard-message'
  | 'retain-message'
  | 'clear-retained'
  | 'start-session'
  | 'end-session'
  | 'add-subscription'
  | 'remove-subscription';

export type ToldEffect = Extract<Effect, { readonly kind: ToldKind }>;

type ToldEvent = TraceEventOf<
  | 'message-discarded'
  | 'broker-retained'
  | 'broker-unretained'
  | 'session-started'
  | 'session-resumed'
  | 'session-ended'
  | 'session-subscribed'
  | 'session-unsubscribed'
>;

/** @param node whose machine asks */
export function eventOfEffect(node: NodeId, effect: ToldEffect, at: SimTime): ToldEvent {
  switch (effect.kind) {
    case 'discard-message': {
      const { messageUid, peer, reason } = effect;
      return { kind: 'message-discarded', at, node, messageUid, peer, reason };
    }
    case 'retain-message': {
      const { uid: messageUid, topic } = effect.message;
      return { kind: 'broker-retained', at, messageUid, topic };
    }
    case 'clear-retained':
      return { kind: 'broker-unretained', at, topic: effect.topic };
    case 'start-session': {
      const kind = effect.resumed ? 'session-resumed' : 'session-started';
      return { kind, at, client: effect.clientId };
    }
    case 'end-session':
      return { kind: 'session-ended', at, client: effect.clientId, reason: effect.reason };
    case 'add-subscription': {
      const { clientId: client, filter, qos } = effect;
      return { kind: 'session-subscribed', at, client, filter, qos };
    }
    case 'remove-subscription': {
      const { clientId: client, filter } = effect;
      return { kind: 'session-unsubscribed', at, client, filter };
    }
    default:
      return assertNever(effect);
  }
}
