// What a broker's crash takes, and what comes back of an older save.
import { describe, expect, test } from 'vitest';
import { MachinePair } from '../../testing/machinePair.ts';
import { ackOf, KEPT, publishOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';
import { crashBroker } from './crash.ts';
import { EMPTY_SNAPSHOT, entriesOf, reviveSnapshot, saveBroker } from './store.ts';

/** `sub` has `a` in flight; `pub` has `held` half published. `r` is retained. */
function busy(): MachinePair {
  const pair = new MachinePair({}, []);
  const sub = pair.joinSubscribed('sub', 't', KEPT);
  const pub = pair.join('pub', KEPT);
  pub.publish('a', 1).publish('r', 0, 'other', { retain: true });
  pub.give(publishOf('held', 2, 50));
  sub.takeBrief();
  return pair;
}

function brief(effects: readonly Effect[]): readonly string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case 'store-entry':
        return `store ${effect.entry.messageUid} copy ${effect.entry.copy}`;
      case 'release-entry':
        return `release ${effect.entry.messageUid} ${effect.reason}`;
      case 'discard-message':
        return `discard ${effect.messageUid} for ${effect.peer}`;
      case 'end-session':
        return `end ${effect.clientId} ${effect.reason}`;
      default:
        return effect.kind;
    }
  });
}

describe('a crash', () => {
  test('without a store releases every entry, ends every session and clears what was retained', () => {
    expect(brief(crashBroker(busy().broker, EMPTY_SNAPSHOT))).toEqual([
      'release a stateLost',
      'discard a for sub',
      'release held stateLost',
      'discard held for pub',
      'end sub crashed',
      'end pub crashed',
      'clear-retained',
    ]);
  });

  test('with a store that is up to date changes nothing', () => {
    const { broker } = busy();
    expect(crashBroker(broker, saveBroker(broker))).toEqual([]);
  });

  test('takes sessions that were to end with their connection, whatever the store', () => {
    const pair = new MachinePair({}, []);
    pair.joinSubscribed('sub', 't', { cleanStart: true, sessionExpirySec: 0 });
    pair.join('pub', KEPT).publish('a', 1);
    expect(brief(crashBroker(pair.broker, saveBroker(pair.broker)))).toEqual([
      'release a stateLost',
      'discard a for sub',
      'end sub crashed',
    ]);
  });
});

describe('an older save', () => {
  test('brings back what was finished with since as a new copy, and loses what came since', () => {
    const pair = busy();
    const saved = saveBroker(pair.broker);
    pair.join('sub', KEPT).give(ackOf('PUBACK', 1));
    pair.join('pub', KEPT).publish('new', 1);
    const kept = reviveSnapshot(saved, pair.broker, 1000);
    const effects = brief(crashBroker(pair.broker, kept));
    expect(effects).toContain('release new stateLost');
    expect(effects).toContain('store a copy 1001');
    expect(effects.join()).not.toContain('held');
  });

  test('counts attempts on, so that no packet has the name of one that was sent', () => {
    const pair = busy();
    const saved = saveBroker(pair.broker);
    pair.join('sub', KEPT);
    const [session] = reviveSnapshot(saved, pair.broker, 1000).sessions;
    expect(session?.outgoing).toMatchObject([{ attempt: 2, delivery: { copy: 1 } }]);
    expect(saved.sessions[0]?.outgoing).toMatchObject([{ attempt: 1 }]);
  });

  test('forwards a QoS 2 message that it holds again under another number', () => {
    const pair = busy();
    const saved = saveBroker(pair.broker);
    pair.join('pub', KEPT).give(ackOf('PUBREL', 50));
    const kept = reviveSnapshot(saved, pair.broker, 1000);
    expect(kept.sessions[1]?.incoming).toMatchObject([[50, { attempt: 1001 }]]);
    expect(entriesOf(kept).map(({ messageUid }) => messageUid)).toContain('held');
  });
});
