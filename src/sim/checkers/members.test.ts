// Checkers of who is in the run, and of what is held up: each finds what is planted.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { comingsTrace, faultsBy, plant } from '../../testing/planted.ts';
import { checkFates } from './fates.ts';
import { checkMembers } from './members.ts';
import { checkOvertaking } from './order.ts';
import { faultsOf } from './traceChecker.ts';

const trace = comingsTrace();
const any = () => true;

test('the true trace has no fault', () => {
  expect(faultsOf(trace.events, trace.scenario, true)).toEqual([]);
});

describe('members', () => {
  test.each([
    [
      'one that acts before it has joined',
      plant(trace, 'client-added', any, (e) => [
        { kind: 'client-online', at: e.at, client: 'x' },
        e,
      ]),
      /x is not there: client-online/,
    ],
    [
      'one that joins twice',
      plant(trace, 'client-added', any, (e) => [e, e]),
      /x joins and was there before/,
    ],
    [
      'one that acts when it has left',
      plant(trace, 'client-removed', any, (e) => [
        e,
        { kind: 'client-online', at: e.at, client: 'x' },
      ]),
      /x is not there: client-online/,
    ],
    [
      'one that leaves and never was',
      plant(trace, 'client-removed', any, (e) => [{ ...e, client: 'y' }]),
      /y leaves and is not there/,
    ],
    [
      'a session that outlives its client',
      plant(
        trace,
        'session-ended',
        (e) => e.reason === 'removed',
        () => [],
      ),
      /sub has left, and not its session/,
    ],
    [
      'a message that is not for one who has joined',
      plant(
        trace,
        'message-published',
        (e) => e.subscribers.includes('x'),
        (e) => [{ ...e, subscribers: ['sub'] }],
      ),
      /is for sub and wanted by others/,
    ],
    [
      'a pattern that publishes and has not begun',
      plant(trace, 'pattern-started', any, () => []),
      /pub\/p publishes and does not run/,
    ],
    [
      'a pattern that has published all and has not ended',
      plant(
        trace,
        'pattern-ended',
        (e) => e.client === 'pub',
        () => [],
      ),
      /pub\/p has published all and runs/,
    ],
    [
      'a pattern that ends before its last message',
      plant(trace, 'pattern-started', any, (e) => [
        e,
        { kind: 'pattern-ended', at: e.at, client: 'pub', pattern: 'p' },
      ]),
      /pub\/p publishes and does not run/,
    ],
  ])('%s', (_, planted, says) => {
    expect(faultsBy(checkMembers, planted).join()).toMatch(says);
  });
});

describe('delays', () => {
  test.each([
    [
      'what is held up by no command',
      plant(
        trace,
        'command-applied',
        (e) => e.command.kind === 'delay-packet',
        () => [],
      ),
      /is held up by no command/,
    ],
    [
      'what arrives as if nothing had held it up',
      plant(trace, 'packet-delayed', any, () => []),
      /which was not foretold/,
    ],
    [
      'what is to come sooner',
      plant(trace, 'packet-delayed', any, (e) => {
        const dueAt = fromMs(e.at / 1000 + 1);
        return [{ ...e, dueAt, arrivesAt: dueAt }];
      }),
      /comes sooner by a delay/,
    ],
  ])('%s', (_, planted, says) => {
    expect(faultsBy(checkFates, planted).join()).toMatch(says);
  });

  test('what overtakes a packet that is held up', () => {
    const planted = plant(
      trace,
      'packet-arrived',
      (e) => e.packet.uid === 'pub/p/21:PUBLISH.1',
      () => [],
    );
    expect(faultsBy(checkOvertaking, planted).join()).toMatch(/arrives before pub\/p\/21/);
  });
});
