// Keep-alive, on both sides of a connection.
import { describe, expect, test } from 'vitest';
import { connectedPair, MachinePair, PAIR_LATENCY_MS } from '../../testing/machinePair.ts';

const keepAliveSec = 10;

function pairWithKeepAlive(): MachinePair {
  return new MachinePair({}, [{ clientId: 'c', keepAliveSec }]).connect('c');
}

const closings = (pair: MachinePair, node: string) =>
  pair.effectsOf(node, 'close-connection').map(({ reason }) => reason);

describe('the client', () => {
  test('v5 [MQTT-3.1.2-20], 3.1.1 [MQTT-3.1.2-23] sends PINGREQ when it has sent nothing for Keep Alive, and not before', () => {
    const pair = pairWithKeepAlive().run(35_000);
    const times = pair.packets.filter(({ from }) => from === 'c').map(({ atMs }) => atMs);
    expect(times).toEqual([0, 10_000, 20_000, 30_000]);
    expect(closings(pair, 'c')).toEqual([]);
  });

  test('v5 [MQTT-3.1.2-20], 3.1.1 [MQTT-3.1.2-23] never leaves more than Keep Alive between two packets, and pings only into silence', () => {
    const pair = connectedPair({ pub: { keepAliveSec } });
    for (const ms of [3000, 9000, 9990, 25_000]) pair.run(ms).publish('pub', `at ${pair.now}`, 0);
    pair.run(20_000);
    const sent = pair.packets.filter(({ from }) => from === 'pub').map(({ atMs }) => atMs);
    const gaps = sent.slice(1).map((at, i) => at - (sent[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10_000);
    const pings = pair.packetsFrom('pub', 'PINGREQ');
    expect(pings.length).toBe(4);
  });

  test('v5 [MQTT-3.12.4-1], 3.1.1 [MQTT-3.12.4-1] gets PINGRESP for each PINGREQ', () => {
    const pair = pairWithKeepAlive().run(35_000);
    expect(pair.packetsFrom('broker', 'PINGRESP')).toHaveLength(3);
  });

  test('closes the connection when PINGRESP stays away for another Keep Alive', () => {
    const pair = pairWithKeepAlive().loseIf(({ type }) => type === 'PINGRESP');
    pair.run(19_900);
    expect(closings(pair, 'c')).toEqual([]);
    pair.run(200);
    expect(closings(pair, 'c')).toEqual(['no PINGRESP within Keep Alive']);
  });

  test('with Keep Alive 0 sends no PINGREQ', () => {
    const pair = connectedPair().run(100_000_000);
    expect(pair.packetsFrom('pub', 'PINGREQ')).toEqual([]);
    expect(closings(pair, 'broker')).toEqual([]);
  });
});

describe('the broker', () => {
  test('v5 [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24] closes a connection that is silent for 1.5 × Keep Alive, and not before', () => {
    const pair = pairWithKeepAlive();
    const heard = PAIR_LATENCY_MS;
    pair.loseIf((_, from) => from === 'c').run(heard + 15_000 - 1 - pair.now / 1000);
    expect(closings(pair, 'broker')).toEqual([]);
    pair.run(1);
    expect(closings(pair, 'broker')).toEqual(['nothing heard for 1.5 × Keep Alive']);
  });

  test('counts from the last packet of any type', () => {
    const pair = connectedPair({ pub: { keepAliveSec } });
    pair
      .loseIf(({ type }) => type === 'PINGREQ')
      .run(5000)
      .publish('pub', 'a', 0)
      .run(14_000);
    expect(closings(pair, 'broker')).toEqual([]);
  });
});
