// What a TCP direction asks of the path that it is given: whether each transmission is lost.
import { describe, expect, test } from 'vitest';
import { mixText } from '../../base/random.ts';
import { fromMs, fromSec, fromUs, type SimTime } from '../../base/time.ts';
import { linkOf, TcpHost } from '../../testing/tcpHost.ts';
import { BurstLoss, type LossProcess } from '../lossProcess.ts';
import type { TcpPath, TcpSettings } from './tcpSegment.ts';

interface Question {
  readonly key: number;
  readonly at: SimTime;
  readonly item: string | undefined;
}

/** A path that notes what it is asked. */
function asking(path: TcpPath<unknown>, asked: Question[]): TcpPath<string> {
  return {
    ...path,
    isLost: (key, at, item) => {
      asked.push({ key, at, item });
      return path.isLost(key, at, item);
    },
  };
}

/** Both ways of one link: each lasts for data and for acknowledgements. */
function lossyBothWays(up: LossProcess, down: LossProcess): TcpSettings<string> {
  const { forward, backward } = linkOf({ latencyMs: 40 });
  return {
    forward: { ...forward, isLost: (key, at) => up.isLost(key, at) },
    backward: { ...backward, isLost: (key, at) => down.isLost(key, at) },
  };
}

describe('a path', () => {
  const { forward, backward } = linkOf({ loss: 0.3, ackLoss: 0.3, bytesPerSec: 4_000 });
  const forData: Question[] = [];
  const forAcks: Question[] = [];
  const host = new TcpHost<string>({
    forward: asking(forward, forData),
    backward: asking(backward, forAcks),
  });
  for (let i = 0; i < 100; i++) {
    host.atMs(i * 10, () => host.send(`item ${i}`, mixText(7, `${i}`)));
  }
  host.run();

  test('is asked once for each transmission, with its key, its item, and when it is sent, not when it has left', () => {
    const sent = host.segments.map(({ key, sentAt: at, item }) => ({ key, at, item }));
    expect(forData).toEqual(sent);
    expect(host.segments.every(({ sentAt, leftAt }) => leftAt > sentAt)).toBe(true);
    expect(sent.length).toBeGreaterThan(100);
  });

  test('is asked for acknowledgements without an item', () => {
    expect(forAcks.map(({ at, item }) => [at, item])).toEqual(
      host.acks.map(({ sentAt }) => [sentAt, undefined]),
    );
  });

  test('is never asked about an earlier instant than before', () => {
    for (const asked of [forData, forAcks]) {
      const instants = asked.map(({ at }) => at);
      expect(instants).toEqual([...instants].sort((a, b) => a - b));
    }
  });

  test('may spare items by what they are', () => {
    const sparing: TcpPath<string> = {
      ...forward,
      isLost: (_key, _at, item) => item !== undefined && !item.startsWith('spared'),
    };
    const choosy = new TcpHost<string>({ forward: sparing, backward: linkOf().backward });
    choosy.atMs(0, () => choosy.send('spared', 1));
    choosy.atMs(10, () => choosy.send('lost', 2));
    choosy.atMs(20, () => choosy.send('spared too', 3));
    choosy.run(10_000);
    expect(choosy.deliveries.map(([item]) => item)).toEqual(['spared']);
    expect(choosy.logged('hold-item').map(({ what }) => what.item)).toEqual(['spared too']);
  });
});

describe('bad stretches', () => {
  test('make TCP late, not incomplete: everything sent in one arrives after its end, in order', () => {
    const burst = fromSec(3);
    const processOf = (name: string) => new BurstLoss(0.4, burst, mixText(5, name), fromUs(0));
    const host = new TcpHost(lossyBothWays(processOf('up'), processOf('down')));
    for (let i = 0; i < 1_000; i++) host.atMs(i * 100, () => host.send(`${i}`, mixText(3, `${i}`)));
    host.run();
    expect(host.deliveries.map(([item]) => item)).toEqual([...Array(1_000).keys()].map(String));
    const late = host.deliveries.filter(([item, atMs]) => atMs > Number(item) * 100 + 40);
    expect(late.length).toBeGreaterThan(100);
    const again = processOf('up');
    for (const { sentAt, key, lostAt } of host.segments) {
      expect(lostAt !== undefined).toBe(again.isLost(key, sentAt));
    }
  });

  test('that last longer than TCP tries end the connection', () => {
    const always = new BurstLoss(1, fromMs(1), 1, fromUs(0));
    const host = new TcpHost(lossyBothWays(always, always));
    host.atMs(0, () => host.send('a', 1));
    host.run();
    expect(host.logged('give-up').length).toBe(1);
  });
});
