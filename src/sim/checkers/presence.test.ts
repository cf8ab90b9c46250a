// Checkers of who is there, and of how connections end: each finds what is planted.
import { describe, expect, test } from 'vitest';
import { addTime, fromMs, type SimTime } from '../../base/time.ts';
import {
  brokenTrace,
  faultsBy,
  plant,
  type TrueTrace,
  tcpTrace,
  trueTrace,
} from '../../testing/planted.ts';
import type { PacketRecord, TraceEvent } from '../../trace/event.ts';
import { checkLastWords } from './lastWords.ts';
import { checkPresence } from './presence.ts';

const tcp = tcpTrace();
const broken = brokenTrace();
const qos2 = trueTrace(2);
const any = () => true;
const later = (at: SimTime): SimTime => addTime(at, fromMs(0.001));

describe('presence', () => {
  const isCrash = (node: string) => (e: { node: string }) => e.node === node;
  const during = (node: string, make: (at: SimTime) => TraceEvent) =>
    plant(broken, 'node-crashed', isCrash(node), (e) => [e, make(e.at)]);
  const sent = broken.events.find((e) => e.kind === 'packet-sent' && e.packet.from === 'sub');
  test.each([
    [
      'a node that is down and sends',
      during('sub', (at) => ({ ...(sent as TraceEvent), at })),
      /sub is down: packet-sent/,
    ],
    [
      'a node that crashes twice',
      plant(broken, 'node-crashed', any, (e) => [e, e]),
      /down already/,
    ],
    [
      'a node that starts again before its time',
      plant(broken, 'node-restarted', any, (e) => [{ ...e, at: later(e.at) }]),
      /is not its time/,
    ],
    [
      'a client that connects and is down',
      plant(broken, 'node-restarted', isCrash('sub'), () => []),
      /sub connects and is down/,
    ],
    [
      'a client that connects and is offline',
      plant(tcp, 'client-online', any, () => []),
      /sub connects and is offline/,
    ],
    [
      'a client with two connections',
      plant(
        tcp,
        'connection-closed',
        (e) => e.end === 'both',
        (e) => [{ ...e, end: 'broker' }],
      ),
      /opens a second connection/,
    ],
    [
      'a client that is refused by nobody',
      plant(tcp, 'connection-opened', any, (e) => {
        return [{ at: e.at, kind: 'connection-refused', client: 'pub' }, e];
      }),
      /refused by a broker that is up/,
    ],
    [
      'a client that connects again at another time',
      plant(
        tcp,
        'connection-opened',
        (e) => e.client === 'pub' && e.at > fromMs(2510),
        (e) => [{ ...e, at: later(e.at) }],
      ),
      /connects again after/,
    ],
    [
      'an end that closes twice',
      plant(tcp, 'connection-closed', any, (e) => [e, e]),
      /closes twice/,
    ],
    [
      'a connection that is silenced twice',
      plant(tcp, 'connection-silenced', any, (e) => [e, e]),
      /is silenced twice/,
    ],
    [
      'a message that is missed by nobody who is down',
      plant(broken, 'message-published', any, (e) => {
        const { at, publisher: client } = e;
        return [{ at, kind: 'publish-missed', client, pattern: 'p', nth: 1 }, e];
      }),
      /misses a message and is not down/,
    ],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkPresence, trace).join('\n')).toMatch(says);
  });

  test('a packet that is lost with the last word that comes behind it is found', () => {
    const isHeard = (e: { end: string; by: string }) => e.end === 'broker' && e.by === 'pub';
    const isOnItsWay = (e: { packet: PacketRecord }) =>
      e.packet.type === 'PUBLISH' && e.packet.from === 'pub' && flying.has(e.packet.uid);
    const flying = flyingAtClose(qos2, 'pub');
    const [uid] = flying;
    const taken = plant(qos2, 'packet-arrived', isOnItsWay, () => []);
    const sent = qos2.events.find((e) => e.kind === 'packet-sent' && e.packet.uid === uid);
    if (sent?.kind !== 'packet-sent') throw new Error('Nothing is on its way');
    const { packet } = sent;
    const trace = plant(taken, 'connection-closed', isHeard, (e) => [
      { at: e.at, kind: 'packet-lost', packet, cause: 'connection' },
      e,
    ]);
    expect(faultsBy(checkLastWords, trace).join()).toMatch(/lost with the word that comes behind/);
  });
});

/** Packets that arrive after their sender has closed its end. */
function flyingAtClose({ events }: TrueTrace, client: string): ReadonlySet<string> {
  const closed = events.findIndex((e) => e.kind === 'connection-closed' && e.client === client);
  const sent = events.slice(0, closed).flatMap((e) => (e.kind === 'packet-sent' ? [e.packet] : []));
  const own = new Set(sent.filter(({ from }) => from === client).map(({ uid }) => uid));
  const after = events
    .slice(closed)
    .flatMap((e) => (e.kind === 'packet-arrived' && own.has(e.packet.uid) ? [e.packet.uid] : []));
  return new Set(after);
}
