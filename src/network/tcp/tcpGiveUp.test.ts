// When a TCP sender gives a connection up, and what it does afterwards: nothing.
import { describe, expect, test } from 'vitest';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';

const resends = (host: TcpHost<string>) => host.segments.filter(({ why }) => why !== 'first');

describe('a dead connection', () => {
  const giveUpMs = (host: TcpHost<string>) => host.logged('give-up').map(({ at }) => at / 1000);

  test('is given up after 15 failed re-sends: 924.6 s after sending where the timeout is 200 ms', () => {
    const host = new TcpHost<string>(linkOf({ latencyMs: 0 }));
    host.atMs(0, () => host.send('a', 1));
    host.atMs(1_000, () => {
      host.settings = linkOf({ loss: 1 });
      host.send('b', 2);
    });
    host.run();
    expect(resends(host).length).toBe(15);
    expect(giveUpMs(host)).toEqual([1_000 + 924_600]);
  });

  test('is given up after 1,207 s where nothing was ever measured', () => {
    const host = new TcpHost<string>(linkOf({ loss: 1 }));
    host.atMs(0, () => host.send('a', 1));
    host.run();
    expect(resends(host).length).toBe(15);
    expect(giveUpMs(host)).toEqual([1_207_000]);
  });

  test('is given up too when only the acknowledgements are lost, with everything delivered', () => {
    const host = new TcpHost<string>(linkOf({ ackLoss: 1 }));
    host.atMs(0, () => host.send('a', 1));
    host.run();
    expect(giveUpMs(host)).toEqual([1_207_000]);
    expect(host.deliveries).toEqual([['a', 50]]);
  });

  test('sends nothing more, whatever it is given', () => {
    const host = new TcpHost<string>(linkOf({ loss: 1 }));
    host.atMs(0, () => host.send('a', 1));
    host.run();
    const { length } = host.segments;
    host.settings = linkOf();
    host.atMs(2_000_000, () => host.send('b', 2));
    host.run();
    expect(host.segments.length).toBe(length);
    expect(host.deliveries).toEqual([]);
  });

  test('stays dead when acknowledgements come after all', () => {
    const host = new TcpHost<string>(linkOf({ latencyMs: 700_000 }));
    host.atMs(0, () => host.send('a', 1));
    host.atMs(1, () => host.send('b', 2));
    host.run();
    expect(host.logged('had-ack').length).toBe(17);
    expect(giveUpMs(host)).toEqual([1_207_000]);
    expect(resends(host).length).toBe(15);
    expect(host.logged('set-timer').filter(({ at }) => at >= 1_207_000_000)).toEqual([]);
  });

  test('counts failures in a row: 14 of them, an acknowledgement, and 14 more do not end it', () => {
    const host = new TcpHost<string>(linkOf());
    host.killSegment = ({ transmission }) => transmission <= 14;
    host.atMs(0, () => host.send('a', 1));
    host.atMs(1, () => host.send('b', 2));
    host.run();
    expect(giveUpMs(host)).toEqual([]);
    expect(host.deliveries.map(([text]) => text)).toEqual(['a', 'b']);
  });
});
