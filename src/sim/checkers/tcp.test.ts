// Checkers of TCP's streams: each finds what is planted.
import { describe, expect, test } from 'vitest';
import { addTime, fromMs, type SimTime } from '../../base/time.ts';
import { faultsBy, plant, tcpTrace, trueTrace } from '../../testing/planted.ts';
import { checkReliable } from './reliable.ts';
import { checkTcp } from './tcp.ts';

const tcp = tcpTrace();
const lossy = trueTrace(1);
const any = () => true;
const later = (at: SimTime): SimTime => addTime(at, fromMs(0.001));

describe('a segment', () => {
  const isAgain = (e: { transmission: number }) => e.transmission === 2;
  const isTimeout = (e: { why: string }) => e.why === 'timeout';
  const isHeld = (e: { awaits?: string }) => e.awaits !== undefined;
  test.each([
    [
      'out of count',
      plant(tcp, 'segment-sent', isAgain, (e) => [{ ...e, transmission: 3 }]),
      /is out of count/,
    ],
    [
      'sent for no such reason',
      plant(tcp, 'segment-sent', isAgain, (e) => [{ ...e, why: 'first' }]),
      /is sent as first/,
    ],
    [
      'of no fate',
      plant(tcp, 'segment-sent', any, ({ arrivesAt: _, lostAt: __, ...e }) => [e]),
      /has not one fate/,
    ],
    [
      'of a fate outside its flight',
      plant(tcp, 'segment-sent', any, (e) => [{ ...e, dueAt: fromMs(0), at: fromMs(1) }]),
      /fate outside its flight/,
    ],
    [
      'sent again at once by the timer',
      plant(tcp, 'segment-sent', isTimeout, (e) => [{ ...e, at: fromMs(0) }]),
      /is sent too soon/,
    ],
    [
      'lost late',
      plant(
        tcp,
        'segment-lost',
        (e) => e.cause === 'network',
        (e) => [{ ...e, at: later(e.at) }],
      ),
      /was not foretold/,
    ],
    [
      'killed by nobody',
      plant(
        tcp,
        'segment-lost',
        (e) => e.cause === 'network',
        (e) => [{ ...e, cause: 'killed' }],
      ),
      /is killed by no command/,
    ],
    [
      'lost with a connection that lives',
      plant(
        tcp,
        'segment-lost',
        (e) => e.cause === 'network',
        (e) => [{ ...e, cause: 'connection' }],
      ),
      /lost with a connection that lives/,
    ],
    ['arrived twice', plant(tcp, 'segment-arrived', any, (e) => [e, e]), /was not foretold/],
    [
      'that waits for something else',
      plant(tcp, 'segment-arrived', isHeld, (e) => [{ ...e, awaits: 'x' }]),
      /says that it awaits x/,
    ],
    [
      'that outlives its connection',
      plant(
        tcp,
        'segment-lost',
        (e) => e.cause === 'connection' && e.at !== silencedAt(),
        () => [],
      ),
      /outlives/,
    ],
    [
      'that is not acknowledged',
      plant(tcp, 'tcp-ack-sent', any, () => []),
      /is not acknowledged at once/,
    ],
    [
      'that is acknowledged twice',
      plant(tcp, 'tcp-ack-sent', any, (e) => [e, e]),
      /which has not just come/,
    ],
  ])('%s is found', (_, trace, says) => {
    expect(faultsBy(checkTcp, trace).join('\n')).toMatch(says);
  });
});

describe('a packet over TCP', () => {
  test('that comes before a segment of it, or is kept back behind none, is found', () => {
    const early = plant(tcp, 'segment-arrived', any, () => []);
    expect(faultsBy(checkTcp, early).join()).toMatch(/arrives before any segment of it/);
    const late = plant(tcp, 'packet-arrived', any, () => []);
    expect(faultsBy(checkTcp, late).join()).toMatch(/is not handed on at once/);
  });

  test('that comes before one sent earlier is found', () => {
    const isHeld = (e: { awaits?: string }) => e.awaits !== undefined;
    const trace = plant(tcp, 'segment-arrived', isHeld, (e) => {
      const { at, packet } = e;
      return [e, { at, kind: 'packet-arrived', packet }];
    });
    expect(faultsBy(checkTcp, trace).join()).toMatch(/, which was sent earlier/);
  });

  test('that TCP loses while its connection lives is found', () => {
    const trace = plant(
      tcp,
      'packet-arrived',
      (e) => e.at > fromMs(500),
      ({ at, packet }) => [{ at, kind: 'packet-lost', packet, cause: 'network' }],
    );
    expect(faultsBy(checkTcp, trace).join()).toMatch(/TCP loses .* as network/);
    expect(faultsBy(checkReliable, trace).join()).toMatch(/is lost over TCP/);
  });

  test('that is left behind when the model changes is found', () => {
    const changed = tcp.events.find((e) => e.kind === 'network-changed');
    const isIt = (e: { at: number }) => e.at === changed?.at;
    const trace = plant(tcp, 'segment-sent', isIt, () => []);
    expect(faultsBy(checkTcp, trace).join()).toMatch(/is left behind on .* when TCP ends/);
  });

  test('that is sent again, or delivered again, while no connection ends is found', () => {
    const again = plant(
      tcp,
      'packet-sent',
      (e) => e.packet.type === 'PUBLISH',
      (e) => [{ ...e, packet: { ...e.packet, dup: true } }],
    );
    expect(faultsBy(checkReliable, again).join()).toMatch(/is sent again over TCP/);
    const twice = plant(tcp, 'message-delivered', any, (e) => [
      { ...e, duplicate: true, cause: 'brokerResend' },
    ]);
    expect(faultsBy(checkReliable, twice).join()).toMatch(/comes twice over TCP/);
  });

  test('is not asked of lossy packets', () => {
    expect(faultsBy(checkReliable, lossy)).toEqual([]);
  });
});

function silencedAt(): number | undefined {
  return tcp.events.find((e) => e.kind === 'connection-silenced')?.at;
}
