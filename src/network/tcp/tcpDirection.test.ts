// One direction of a TCP connection with texts for packets: order, waiting, the rate, kills.
import { describe, expect, test } from 'vitest';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';
import { undelivered } from './tcpDirection.ts';

/** Sends one text each some ms after the one before, first at 0. */
function stream(host: TcpHost<string>, texts: string, everyMs = 0, lost = ''): TcpHost<string> {
  [...texts].forEach((text, i) => {
    host.atMs(i * everyMs, () => host.send(text, i + 1, { ruledOut: lost.includes(text) }));
  });
  return host;
}

describe('a TCP direction', () => {
  test('without loss delivers each item after the latency exactly, and sends it once', () => {
    const host = stream(new TcpHost(linkOf({ latencyMs: 50 })), 'abc', 7);
    host.run();
    expect(host.deliveries).toEqual([
      ['a', 50],
      ['b', 57],
      ['c', 64],
    ]);
    expect(host.segments.map(({ nth, transmission, why }) => [nth, transmission, why])).toEqual([
      [1, 1, 'first'],
      [2, 1, 'first'],
      [3, 1, 'first'],
    ]);
    expect(host.acks.map(({ ackNumber, sentAt, dueAt }) => [ackNumber, dueAt - sentAt])).toEqual([
      [2, 50_000],
      [3, 50_000],
      [4, 50_000],
    ]);
  });

  test('stops its timer when everything is acknowledged: nothing is left to happen', () => {
    const host = stream(new TcpHost(linkOf()), 'ab', 20);
    host.run(119);
    expect(host.log.at(-1)?.what).toMatchObject({ kind: 'set-timer', timer: 'retransmission' });
    host.run(120);
    expect(host.log.at(-1)?.what).toEqual({ kind: 'cancel-timer', timer: 'retransmission' });
    const { length } = host.log;
    host.run();
    expect(host.log.length).toBe(length);
  });

  test('holds what comes behind a gap, and delivers it at one instant with what was missing', () => {
    const host = stream(new TcpHost(linkOf()), 'abcde', 10, 'b');
    host.run();
    expect(host.logged('hold-item').map(({ what }) => [what.item, what.awaits])).toEqual([
      ['c', 2],
      ['d', 2],
      ['e', 2],
    ]);
    const [first, ...rest] = host.deliveries;
    expect(first).toEqual(['a', 50]);
    // e's acknowledgement, the third duplicate, comes at 140 ms; b needs 50 ms more.
    expect(rest).toEqual([...'bcde'].map((text) => [text, 190]));
  });

  test('knows what would be lost with the connection: sent or not, but not what was delivered', () => {
    const host = stream(new TcpHost(linkOf({ bytesPerSec: 14_000 })), 'abcd', 0, 'b');
    expect(undelivered(host.direction)).toEqual([]);
    host.run(65);
    expect(host.deliveries).toEqual([['a', 60]]);
    expect(undelivered(host.direction)).toEqual(['b', 'c', 'd']);
    // c and d have arrived behind b, and their sender knows it.
    host.run(145);
    expect(host.logged('had-ack').length).toBe(3);
    expect(undelivered(host.direction)).toEqual(['b', 'c', 'd']);
    host.run();
    expect(undelivered(host.direction)).toEqual([]);
  });

  test('keeps jitter from letting a segment or an acknowledgement overtake another', () => {
    const host = new TcpHost<string>(linkOf({ jitterMs: 400 }));
    for (let i = 0; i < 100; i++) host.atMs(i, () => host.send(`${i}`, i * 77));
    host.run();
    for (const list of [host.segments, host.acks]) {
      const dues = list.map(({ dueAt }) => dueAt);
      expect(dues).toEqual([...dues].sort((a, b) => a - b));
    }
    expect(host.segments.length).toBe(100);
  });
});

describe('a link rate', () => {
  // 100 bytes and 40 of header at 14,000 bytes a second: 10 ms each.
  const slow = linkOf({ bytesPerSec: 14_000 });

  test('lets segments leave one after the other, each in (bytes + 40) / rate', () => {
    const host = stream(new TcpHost(slow), 'abc');
    host.run();
    expect(host.segments.map(({ sentAt, leftAt }) => [sentAt, leftAt])).toEqual([
      [0, 10_000],
      [10_000, 20_000],
      [20_000, 30_000],
    ]);
    expect(host.deliveries).toEqual([
      ['a', 60],
      ['b', 70],
      ['c', 80],
    ]);
  });

  test('takes the next whole microsecond', () => {
    const host = stream(new TcpHost(linkOf({ bytesPerSec: 300_000 })), 'a');
    host.run();
    expect(host.segments.map(({ leftAt }) => leftAt)).toEqual([467]);
  });

  test('costs nothing more where items come slower than the link takes them', () => {
    const host = stream(new TcpHost(slow), 'abc', 15);
    host.run();
    expect(host.deliveries.map(([, at]) => at)).toEqual([60, 75, 90]);
    expect(host.logged('set-timer').some(({ what }) => what.timer === 'link-free')).toBe(false);
  });

  test('lets a re-send go ahead of what has not left yet', () => {
    const host = stream(new TcpHost(slow), 'abcdefghijklmnopqrst', 0, 'a');
    host.run();
    const order = host.segments.map(({ item, why }) => (why === 'first' ? item : `${item}!`));
    expect(order.join('')).toBe('abcdefghijklmna!opqrst');
  });

  test('makes no segment seem lost: neither a long one nor a long queue fires the timer', () => {
    const host = stream(new TcpHost(linkOf({ bytesPerSec: 100 })), 'abc');
    host.atMs(0, () => host.send('long', 9, { bytes: 3_000 }));
    host.run();
    expect(host.segments.map(({ why }) => why)).toEqual(['first', 'first', 'first', 'first']);
    expect(host.deliveries.at(-1)).toEqual(['long', 4_200 + 30_400 + 50]);
  });

  test('that is changed or lifted counts for what leaves from then on', () => {
    const host = stream(new TcpHost(slow), 'abc');
    host.atMs(5, () => {
      host.settings = linkOf();
    });
    host.run();
    expect(host.deliveries.map(([, at]) => at)).toEqual([60, 60, 60]);
  });
});

describe('a kill', () => {
  test('of a segment on its way makes it late, not missing: the timer sends it again', () => {
    const host = stream(new TcpHost(linkOf()), 'a');
    host.atMs(20, () => expect(host.kill()).toBe(1));
    host.run();
    expect(host.segments.map(({ why, sentAt }) => [why, sentAt])).toEqual([
      ['first', 0],
      ['timeout', 1_000_000],
    ]);
    expect(host.deliveries).toEqual([['a', 1050]]);
  });

  test('of an acknowledgement sends a segment again that has arrived: it is not delivered twice', () => {
    const host = stream(new TcpHost(linkOf()), 'a');
    host.atMs(70, () => expect(host.kill()).toBe(1));
    host.run();
    expect(host.segments.length).toBe(2);
    expect(host.acks.map(({ ackNumber, sentAt }) => [ackNumber, sentAt])).toEqual([
      [2, 50_000],
      [2, 1_050_000],
    ]);
    expect(host.deliveries).toEqual([['a', 50]]);
  });
});

test('its state is plain data: a deep copy in the middle of a run goes on to the same end', () => {
  const runOf = (copyAtMs?: number) => {
    const host = new TcpHost<string>(linkOf({ loss: 0.4, ackLoss: 0.4, bytesPerSec: 3_000 }));
    for (let i = 0; i < 60; i++) host.atMs(i * 20, () => host.send(`${i}`, i * 77));
    if (copyAtMs !== undefined) {
      host.atMs(copyAtMs, () => {
        host.direction = structuredClone(host.direction);
      });
    }
    host.run();
    return host.log;
  };
  const whole = runOf();
  for (const copyAtMs of [0, 333, 1_000, 2_500]) expect(runOf(copyAtMs)).toEqual(whole);
});
