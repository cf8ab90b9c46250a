// A slow application: one message after the other, and when each is acknowledged. And acknowledgements
// that never come.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { ClientHarness, packetsIn } from '../../testing/clientHarness.ts';
import { ackOf, publishOf } from '../../testing/messages.ts';
import type { Effect } from '../effect.ts';

const SLOW = { handlerTime: fromMs(100) } as const;

/** What it does for the application and on the wire, and what it stores. */
function brief(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => {
    switch (effect.kind) {
      case 'deliver-message':
        return [`deliver ${effect.message.uid}`];
      case 'send-packet':
        return [effect.packet.type];
      case 'store-entry':
        return [`store ${effect.entry.store} ${effect.entry.messageUid} ${effect.entry.holds}`];
      case 'update-entry':
        return [`reduce ${effect.entry.store} ${effect.entry.messageUid}`];
      case 'release-entry':
        return [
          `release ${effect.entry.store} ${effect.entry.messageUid} ${effect.reason ?? ''}`.trim(),
        ];
      case 'discard-message':
        return [`discard ${effect.messageUid} ${effect.reason}`];
      default:
        return [];
    }
  });
}

function finish(client: ClientHarness, atMs: number): readonly string[] {
  const key = { connection: 0, timer: 'handler', packetId: 0 } as const;
  return brief(client.step({ kind: 'timer-fired', key }, atMs));
}

describe('an application that takes its time', () => {
  test('has one message after the other; the next ones wait in an inbox', () => {
    const client = new ClientHarness(SLOW).connected();
    const first = brief(client.receive(publishOf('a', 0, 0)));
    expect(first).toEqual(['store inbox a identifier', 'deliver a']);
    expect(brief(client.receive(publishOf('b', 0, 0), 10))).toEqual(['store inbox b message']);
    expect(brief(client.receive(publishOf('c', 0, 0), 20))).toEqual(['store inbox c message']);
    expect(finish(client, 100)).toEqual(['release inbox a', 'reduce inbox b', 'deliver b']);
    expect(finish(client, 200)).toEqual(['release inbox b', 'reduce inbox c', 'deliver c']);
    expect(finish(client, 300)).toEqual(['release inbox c']);
    expect(brief(client.receive(publishOf('d', 0, 0), 400))).toContain('deliver d');
  });

  test('that acknowledges first has said so before it has had the message', () => {
    const client = new ClientHarness(SLOW).connected();
    client.receive(publishOf('a', 1, 1));
    expect(brief(client.receive(publishOf('b', 1, 2), 10))).toEqual([
      'PUBACK',
      'store inbox b message',
    ]);
  });

  test('that acknowledges last does so when its handler is done, each in its turn', () => {
    const client = new ClientHarness({ ...SLOW, acknowledge: 'last' }).connected();
    const first = brief(client.receive(publishOf('a', 1, 1)));
    expect(first).toEqual(['store inbox a identifier', 'deliver a']);
    client.receive(publishOf('b', 1, 2), 10);
    expect(finish(client, 100)).toEqual([
      'PUBACK',
      'release inbox a',
      'reduce inbox b',
      'deliver b',
    ]);
    expect(finish(client, 200)).toEqual(['PUBACK', 'release inbox b']);
  });

  test('acknowledges last on the connection that the message came on alone', () => {
    const client = new ClientHarness({ ...SLOW, acknowledge: 'last' }).connected();
    client.receive(publishOf('a', 1, 1));
    client.connect({ sessionPresent: true });
    expect(finish(client, 100)).toEqual(['release inbox a']);
  });

  test('at QoS 2 lets go of the identifier with PUBREL, and sends PUBCOMP when its handler is done', () => {
    const client = new ClientHarness({ ...SLOW, acknowledge: 'last' }).connected();
    expect(brief(client.receive(publishOf('a', 2, 1)))).toEqual([
      'store incoming a message',
      'PUBREC',
    ]);
    expect(brief(client.receive(ackOf('PUBREL', 1), 10))).toEqual([
      'release incoming a',
      'store inbox a identifier',
      'deliver a',
    ]);
    expect(finish(client, 110)).toEqual(['PUBCOMP', 'release inbox a']);
  });

  test('goes on when the connection is gone, and at once when it takes no time any more', () => {
    const client = new ClientHarness(SLOW).connected();
    for (const name of ['a', 'b', 'c']) client.receive(publishOf(name, 0, 0));
    client.step({ kind: 'connection-closed' }, 50);
    client.step({ kind: 'change-options', changes: { handlerTime: fromMs(0) } }, 60);
    expect(finish(client, 100)).toEqual([
      'release inbox a',
      'release inbox b',
      'deliver b',
      'release inbox c',
      'deliver c',
    ]);
  });
});

describe('a process that ends', () => {
  function busy(): ClientHarness {
    const client = new ClientHarness(SLOW).connected();
    client.receive(publishOf('handled', 0, 0));
    client.receive(publishOf('waits', 1, 1));
    client.receive(publishOf('held', 2, 2));
    client.publish(publishOf('sent', 1, 0).message);
    return client;
  }

  test('loses what its application has not had, whatever is kept', () => {
    const effects = brief(busy().step({ kind: 'process-ended', store: 'kept' }));
    expect(effects).toEqual([
      'release inbox handled stateLost',
      'release inbox waits stateLost',
      'discard waits stateLost',
    ]);
  });

  test('without its store loses what it had not finished sending, and identifiers it held', () => {
    const client = busy();
    const effects = brief(client.step({ kind: 'process-ended', store: 'lost' }));
    expect(effects.slice(3)).toEqual([
      'release outgoing sent stateLost',
      'discard sent stateLost',
      'release incoming held stateLost',
      'discard held stateLost',
    ]);
    const again = client.connect();
    expect(packetsIn(again)).toEqual([]);
    expect(client.publish(publishOf('next', 1, 0).message)).toContainEqual(
      expect.objectContaining({ packet: expect.objectContaining({ packetId: 1 }) }),
    );
  });

  test('with its store sends again what was unacknowledged', () => {
    const client = busy();
    client.step({ kind: 'process-ended', store: 'kept' });
    const [packet] = packetsIn(client.connect({ sessionPresent: true }));
    expect(packet).toMatchObject({ type: 'PUBLISH', messageUid: 'sent', dup: true });
  });
});

describe('a client that withholds acknowledgements', () => {
  test('takes and hands on all the same, and sends them again when it is let', () => {
    const client = new ClientHarness({ withholds: ['PUBACK', 'PUBREC'] }).connected();
    expect(brief(client.receive(publishOf('a', 1, 1)))).toEqual(['deliver a']);
    expect(brief(client.receive(publishOf('b', 2, 2)))).toEqual(['store incoming b message']);
    client.step({ kind: 'change-options', changes: { withholds: [] } });
    expect(brief(client.receive(publishOf('c', 1, 3)))).toEqual(['PUBACK', 'deliver c']);
  });
});
