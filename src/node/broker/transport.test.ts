// What carries the packets: streams of bytes, cut anywhere, and clients that are not ours.
import { connectAsync } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { fromMs } from '../../base/time.ts';
import { encodePacket } from '../../mqtt/codec/encodePacket.ts';
import { connectOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import { SocketClient } from '../../testing/socketClient.ts';
import { DOOR_LIMITS } from './limits.ts';
import { SOCKET_BROKER } from './request.ts';
import { type Service, startService } from './service.ts';

const open: Service[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.stop()));
});

/** @returns the address of a broker that has just started */
async function start(scheme: 'mqtt' | 'ws'): Promise<string> {
  const limits = { ...DOOR_LIMITS, closeWithin: fromMs(200) };
  const where = { host: '127.0.0.1', port: 0, wsPort: 0 };
  const service = await startService({ ...where, broker: SOCKET_BROKER, limits });
  open.push(service);
  return service.addresses.find((address) => address.startsWith(scheme)) ?? '';
}

const SAID = [
  connectOf('c', { protocolVersion: 4 }),
  subscribeOf('t', { qos: 1 }),
  ...Array.from({ length: 20 }, (_, i) => publishOf(`m${i}`, 1, i + 1)),
];

const STREAMS: readonly (readonly ['mqtt' | 'ws', string])[] = [
  [
    'mqtt',
    'v5 [MQTT-4.2.0-1], 3.1.1 [MQTT-7.1.1-1] packets over TCP are taken in order, and none is lost',
  ],
  [
    'ws',
    'v5 [MQTT-6.0.0-2], 3.1.1 [MQTT-6.0.0-2] packets over WebSocket are taken whatever frames they come in',
  ],
];

describe.each(STREAMS)('%s: %s', (scheme) => {
  test.each([1, 3, 7, 64, 10_000])('cut into pieces of %i bytes', async (size) => {
    const client = await new SocketClient(4).open(await start(scheme));
    const bytes = Buffer.concat(SAID.map((packet) => encodePacket(packet, 4)));
    for (let at = 0; at < bytes.length; at += size) {
      client.sendBytes(bytes.subarray(at, at + size));
    }
    const payloads = () =>
      client.received.flatMap((packet) => (packet.type === 'PUBLISH' ? [packet.message] : []));
    await client.waitFor(() => payloads().length === 20);
    const texts = payloads().map(({ payload }) => new TextDecoder().decode(payload as Uint8Array));
    expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`));
    expect(client.types.filter((type) => type === 'PUBACK').length).toBe(20);
  });
});

describe.each(['mqtt', 'ws'] as const)('a client that is not ours, over %s', (scheme) => {
  test.each([4, 5] as const)(
    '3.1.1 [MQTT-7.0.0-2] needs nothing but the specification: MQTT.js exchanges messages at every QoS, in version %i',
    async (protocolVersion) => {
      const options = { protocolVersion, reconnectPeriod: 0 } as const;
      const client = await connectAsync(await start(scheme), options);
      const got: string[] = [];
      const all = new Promise<void>((resolve) => {
        client.on('message', (_, payload) => {
          if (got.push(payload.toString()) === 3) resolve();
        });
      });
      await client.subscribeAsync('t/#', { qos: 2 });
      for (const qos of [0, 1, 2] as const) await client.publishAsync('t/a', `at ${qos}`, { qos });
      await all;
      await client.endAsync();
      expect(got).toEqual(['at 0', 'at 1', 'at 2']);
    },
  );
});
