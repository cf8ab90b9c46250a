// When a TCP sender sends again: the timer, duplicate and partial acknowledgements, and giving up.
import { describe, expect, test } from 'vitest';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';
import type { TcpSegment } from './tcpSegment.ts';

const resends = (host: TcpHost<string>) =>
  host.segments
    .filter(({ why }) => why !== 'first')
    .map(({ item, why, sentAt }) => [item, why, sentAt / 1000]);

/** A host that has measured round trips of 100 ms until 2 s: its timeout is 300 ms. */
function measured(): TcpHost<string> {
  const host = new TcpHost<string>(linkOf({ latencyMs: 50 }));
  for (let i = 0; i < 20; i++) host.atMs(i * 100, () => host.send('warm', i));
  host.run(2_000);
  return host;
}

describe('the timer', () => {
  test('sends a lost segment again after 1 s while nothing has been measured', () => {
    const host = new TcpHost<string>(linkOf());
    host.atMs(0, () => host.send('a', 1, { ruledOut: true }));
    host.run();
    expect(resends(host)).toEqual([['a', 'timeout', 1000]]);
    expect(host.deliveries).toEqual([['a', 1050]]);
  });

  test('sends a lost segment again after SRTT + 200 ms once round trips are measured', () => {
    const host = measured();
    host.atMs(2_000, () => host.send('a', 1, { ruledOut: true }));
    host.run();
    expect(resends(host)).toEqual([['a', 'timeout', 2_300]]);
  });

  test('starts anew when something is acknowledged while more is on its way', () => {
    const host = measured();
    host.atMs(2_000, () => host.send('a', 1));
    host.atMs(2_090, () => host.send('b', 2, { ruledOut: true }));
    host.run();
    // a is acknowledged at 2,100 ms.
    expect(resends(host)).toEqual([['b', 'timeout', 2_400]]);
  });

  test('waits twice as long after each failure, up to 120 s, and as at first after an acknowledgement', () => {
    const host = measured();
    const waitedFor = (segment: TcpSegment<string>) => segment.item === 'a';
    host.killSegment = (segment) => waitedFor(segment) && segment.transmission <= 11;
    host.atMs(2_000, () => host.send('a', 1));
    host.run();
    const times = host.segments.filter(waitedFor).map(({ sentAt }) => sentAt / 1_000_000);
    const gaps = times.slice(1).map((at, i) => Math.round((at - (times[i] ?? 0)) * 10) / 10);
    expect(gaps).toEqual([0.3, 0.6, 1.2, 2.4, 4.8, 9.6, 19.2, 38.4, 76.8, 120, 120]);
    host.atMs(2_000_000, () => host.send('b', 2, { ruledOut: true }));
    host.run();
    expect(resends(host).at(-1)).toEqual(['b', 'timeout', 2_000_300]);
  });

  test('measures a re-sent segment too, by its own timestamp', () => {
    const host = new TcpHost<string>(linkOf({ latencyMs: 150 }));
    host.atMs(0, () => host.send('a', 1, { ruledOut: true }));
    host.atMs(5_000, () => host.send('b', 2, { ruledOut: true }));
    host.run();
    // The one sample is 300 ms, and not the 1,300 ms since a was first sent.
    expect(resends(host)).toEqual([
      ['a', 'timeout', 1_000],
      ['b', 'timeout', 5_900],
    ]);
  });
});

describe('a fast retransmit', () => {
  test('comes with the third duplicate acknowledgement, and not with the second', () => {
    for (const [texts, expected] of [
      ['abcd', ['a', 'fast-retransmit', 130]],
      ['abc', ['a', 'timeout', 1000]],
    ] as const) {
      const host = new TcpHost<string>(linkOf());
      [...texts].forEach((text, i) => {
        host.atMs(i * 10, () => host.send(text, i, { ruledOut: text === 'a' }));
      });
      host.run();
      expect(resends(host)).toEqual([expected]);
    }
  });

  test('counts from nothing after each acknowledgement of something new', () => {
    const host = measured();
    [...'abcdefghijklmnop'].forEach((text, i) => {
      host.atMs(2_000 + i * 40, () => host.send(text, i, { ruledOut: 'ai'.includes(text) }));
    });
    host.run();
    // Those of b c d e f are duplicates, then those of j k l.
    expect(resends(host)).toEqual([
      ['a', 'fast-retransmit', 2_220],
      ['i', 'fast-retransmit', 2_540],
    ]);
  });

  test('that is lost too is healed by the timer, counted from it', () => {
    const host = new TcpHost<string>(linkOf());
    host.killSegment = ({ item, transmission }) => item === 'a' && transmission <= 2;
    for (let i = 0; i < 8; i++) host.atMs(i * 10, () => host.send(`${'abcdefgh'[i]}`, i));
    host.run();
    expect(resends(host)).toEqual([
      ['a', 'fast-retransmit', 130],
      // b to h have been measured meanwhile.
      ['a', 'timeout', 430],
    ]);
  });

  test('closes all gaps that show, and each further one as soon as it shows', () => {
    const host = new TcpHost<string>(linkOf());
    [...'abcdefgh'].forEach((text, i) => {
      host.atMs(i, () => host.send(text, i, { ruledOut: 'adg'.includes(text) }));
    });
    host.run();
    // Acknowledgements of b, c, e come at 101, 102 and 104 ms, that of h at 107 ms.
    expect(resends(host)).toEqual([
      ['a', 'fast-retransmit', 104],
      ['d', 'fast-retransmit', 104],
      ['g', 'fast-retransmit', 107],
    ]);
    expect(host.deliveries.map(([, at]) => at)).toEqual([154, 154, 154, 154, 154, 154, 157, 157]);
  });

  test('is followed, when it is acknowledged, by what was lost between it and what it followed', () => {
    const host = new TcpHost<string>(linkOf());
    [...'abcdef'].forEach((text, i) => {
      host.atMs(i, () => host.send(text, i, { ruledOut: text === 'a' }));
    });
    host.atMs(90, () => host.send('g', 6, { ruledOut: true }));
    host.run();
    expect(resends(host)).toEqual([
      ['a', 'fast-retransmit', 103],
      ['g', 'fast-retransmit', 203],
    ]);
  });

  test('needs one acknowledgement of three segments where those before it are lost', () => {
    const host = new TcpHost<string>(linkOf());
    host.killAck = ({ nth, transmission }) => nth < 4 && transmission === 1;
    [...'abcd'].forEach((text, i) => {
      host.atMs(i * 10, () => host.send(text, i, { ruledOut: text === 'a' }));
    });
    host.run();
    expect(resends(host)).toEqual([['a', 'fast-retransmit', 130]]);
  });

  test('happens again when what was sent after it arrives and it does not', () => {
    const host = measured();
    host.killSegment = ({ item, transmission }) => item === 'a' && transmission <= 3;
    [...'abcdefghijk'].forEach((text, i) => {
      host.atMs(2_000 + i * 40, () => host.send(text, i));
    });
    host.run();
    // d's acknowledgement, the third, comes at 2,220 ms; g is sent at 2,240 ms, j at 2,360 ms.
    expect(resends(host)).toEqual([
      ['a', 'fast-retransmit', 2_220],
      ['a', 'fast-retransmit', 2_340],
      ['a', 'fast-retransmit', 2_460],
    ]);
  });

  test('follows for all that was lost before a re-send of the timer, when that one is acknowledged', () => {
    const host = new TcpHost<string>(linkOf());
    [...'abcde'].forEach((text, i) => {
      host.atMs(i, () => host.send(text, i, { ruledOut: text !== 'd' }));
    });
    host.run();
    // d's arrival shows that a to c are missing, but one duplicate acknowledgement is too few.
    expect(resends(host)).toEqual([
      ['a', 'timeout', 1_000],
      ['b', 'fast-retransmit', 1_100],
      ['c', 'fast-retransmit', 1_100],
      ['e', 'fast-retransmit', 1_100],
    ]);
  });
});

describe('acknowledgements', () => {
  test('that are lost are made up for by a later one: nothing is sent again', () => {
    const host = new TcpHost<string>(linkOf());
    host.killAck = ({ nth }) => nth < 5;
    [...'abcde'].forEach((text, i) => {
      host.atMs(i * 100, () => host.send(text, i));
    });
    host.run();
    expect(resends(host)).toEqual([]);
    expect(host.logged('had-ack').map(({ what }) => what.ack.ackNumber)).toEqual([6]);
    expect(host.direction.sender.outgoing.size).toBe(0);
  });

  test('that are late after a needless re-send do not cause more of them', () => {
    const host = measured();
    host.atMs(2_000, () => {
      host.settings = linkOf({ latencyMs: 250 });
      for (const text of 'abcdef') host.send(text, 1);
    });
    host.run();
    expect(resends(host)).toEqual([['a', 'timeout', 2_300]]);
    expect(host.deliveries.slice(20).map(([text]) => text)).toEqual([...'abcdef']);
  });
});

describe('needless re-sends', () => {
  test('cause duplicate acknowledgements, which nothing answers when nothing is on its way', () => {
    const host = measured();
    host.atMs(2_000, () => {
      host.settings = linkOf({ latencyMs: 2_000 });
      host.send('a', 1);
    });
    host.run();
    expect(resends(host).map(([, , at]) => at)).toEqual([2_300, 2_900, 4_100]);
    const hadA = host.logged('had-ack').filter(({ what }) => what.ack.ackNumber === 22);
    expect(hadA.length).toBe(4);
  });

  test('do not happen where the acknowledgement comes while the link is busy with something else', () => {
    // a and b leave within 20 ms; c keeps the link until 5 s. The timer fires at 1,010 ms, and the
    // acknowledgements come at 1,210 and 1,220 ms.
    const host = new TcpHost<string>(linkOf({ latencyMs: 600, bytesPerSec: 14_000 }));
    host.atMs(0, () => host.send('a', 1));
    host.atMs(0, () => host.send('b', 2));
    host.atMs(0, () => host.send('c', 3, { bytes: 70_000 }));
    host.run();
    expect(host.direction.sender.roundTrip.timeout).toBeLessThan(3_000_000);
    expect(resends(host)).toEqual([]);
    expect(host.deliveries.length).toBe(3);
  });
});
