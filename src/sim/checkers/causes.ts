// Claim: each duplicate has the cause that its descent shows. A callback descends from one send by the
// publisher, perhaps the network's copy of it, one of the subscriptions that match, the broker's store
// of one life, one send by the broker, perhaps the network's copy of that. Where it parts from its
// nearest relative among the pair's earlier callbacks, there is the cause; state that was lost on that
// hop before counts for what would be a re-send.

import type { DuplicateCause, PacketRecord, TraceEventOf } from '../../trace/event.ts';
import { Broken } from './broken.ts';
import type { Checker, TellFault } from './checker.ts';
import { HandOvers } from './handOvers.ts';

/** From the publisher's send to the broker's, as the uid of the PUBLISH on hop 2 names them. */
type Descent = readonly [
  publisherSend: string,
  networkCopy: string,
  subscription: string,
  life: string,
  brokerSend: string,
  networkCopy2: string,
];

const BRANCHES: readonly DuplicateCause[] = [
  'publisherResend',
  'networkCopy',
  'overlappingSubscription',
  'stateLost',
  'brokerResend',
  'networkCopy',
];

export function checkCauses(fault: TellFault): Checker {
  const handOvers = new HandOvers();
  const broken = new Broken();
  const families = new Map<string, Descent[]>();

  function deliver(event: TraceEventOf<'message-delivered'>): void {
    const bringer = handOvers.bringerOf(event);
    const { messageUid, subscriber, cause } = event;
    // deliveries.ts tells of one that nothing has brought.
    if (bringer === undefined) return;
    const name = `${messageUid} for ${subscriber}`;
    const earlier = families.get(name) ?? [];
    const own = descentOf(bringer);
    families.set(name, [...earlier, own]);
    if (earlier.length === 0) return;
    const expected = causeOf(messageUid, subscriber, own, earlier);
    if (cause !== expected) fault(`${name} comes again by ${expected}, told as ${cause}`);
  }

  function causeOf(
    uid: string,
    subscriber: string,
    own: Descent,
    earlier: readonly Descent[],
  ): DuplicateCause {
    const branch = Math.max(...earlier.map((other) => branchOf(own, other)));
    const plain = BRANCHES[branch] ?? 'brokerResend';
    if (plain === 'publisherResend' && broken.isStateLostAtPublisher(uid)) return 'stateLost';
    const isLost = broken.isStateLostAtSubscriber(uid, subscriber);
    return plain === 'brokerResend' && isLost ? 'stateLost' : plain;
  }

  return {
    add(event) {
      if (event.kind === 'message-delivered') deliver(event);
      handOvers.add(event);
      broken.add(event);
    },
    finish() {},
  };
}

/** Where two descents part, counted from the publisher's send. The same send twice is as a re-send. */
function branchOf(a: Descent, b: Descent): number {
  const branch = a.findIndex((part, i) => part !== b[i]);
  return branch < 0 ? BRANCHES.indexOf('brokerResend') : branch;
}

/** `pub/p/1:sub.3~2+1^1:PUBLISH.2~2` is of all parts. */
function descentOf({ uid }: PacketRecord): Descent {
  const [, copy = '', attempt = ''] = /\.([^.:]*):PUBLISH\.([^:]*)$/.exec(uid) ?? [];
  return [
    /^\d+/.exec(copy)?.[0] ?? '',
    /~\d+/.exec(copy)?.[0] ?? '',
    /\+\d+/.exec(copy)?.[0] ?? '',
    /\^\d+/.exec(copy)?.[0] ?? '',
    /^\d+/.exec(attempt)?.[0] ?? '',
    /~\d+/.exec(attempt)?.[0] ?? '',
  ];
}
