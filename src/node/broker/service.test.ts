// The doors on real sockets of this machine.
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fromMs } from '../../base/time.ts';
import { paddedPublish } from '../../testing/doorDriver.ts';
import { publishOf } from '../../testing/messages.ts';
import { SocketClient } from '../../testing/socketClient.ts';
import { DOOR_LIMITS } from './limits.ts';
import { SOCKET_BROKER } from './request.ts';
import { type Service, type ServiceOptions, startService } from './service.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.stop()));
});

async function start(facts: Partial<ServiceOptions> = {}): Promise<Service> {
  const limits = { ...DOOR_LIMITS, closeWithin: fromMs(200) };
  const plain = { host: '127.0.0.1', port: 0, wsPort: 0, broker: SOCKET_BROKER, limits };
  const service = await startService({ ...plain, ...facts });
  open.push(service);
  return service;
}

const addressOf = ({ addresses }: Service, scheme: 'mqtt' | 'ws'): string =>
  addresses.find((address) => address.startsWith(scheme)) ?? '';

async function subscribed(address: string, clientId: string): Promise<SocketClient> {
  const client = await (await new SocketClient().open(address)).connect(clientId);
  client.send({ type: 'SUBSCRIBE', packetId: 1, subscriptions: [{ filter: 't', qos: 2 }] });
  await client.waitFor(() => client.types.includes('SUBACK'));
  return client;
}

describe.each(['mqtt', 'ws'] as const)('over %s', (scheme) => {
  test('a message goes from client to client', async () => {
    const address = addressOf(await start(), scheme);
    const sub = await subscribed(address, 'sub');
    const pub = await (await new SocketClient(4).open(address)).connect('pub');
    pub.send(publishOf('hello', 1, 5));
    await pub.waitFor(() => pub.types.includes('PUBACK'));
    await sub.waitFor(() => sub.types.includes('PUBLISH'));
    expect(sub.received.at(-1)).toMatchObject({ type: 'PUBLISH', qos: 1, packetId: 1 });
  });

  test('a message of a megabyte arrives whole', async () => {
    const address = addressOf(await start(), scheme);
    const sub = await subscribed(address, 'sub');
    const pub = await (await new SocketClient().open(address)).connect('pub');
    pub.send(paddedPublish('m', 0, 0, 1_000_000));
    await sub.waitFor(() => sub.types.includes('PUBLISH'));
    const last = sub.received.at(-1);
    const payload = last?.type === 'PUBLISH' ? last.message.payload : '';
    expect(payload.length).toBe(1_000_000);
  });

  test('a packet that is larger than the broker says it takes ends the connection', async () => {
    const address = addressOf(await start(), scheme);
    const pub = await (await new SocketClient().open(address)).connect('pub');
    pub.send(paddedPublish('m', 0, 0, SOCKET_BROKER.maximumPacketSize));
    await pub.waitFor(() => pub.isClosed);
    expect(pub.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x95 });
  });

  test('stopping tells clients, closes their connections, and frees the port', async () => {
    const service = await start();
    const address = addressOf(service, scheme);
    const client = await (await new SocketClient().open(address)).connect('c');
    await Promise.all([service.stop(), client.waitFor(() => client.isClosed)]);
    expect(client.received.at(-1)).toMatchObject({ type: 'DISCONNECT', reasonCode: 0x8b });
    const port = Number(new URL(address).port);
    await start(scheme === 'mqtt' ? { port } : { wsPort: port });
  });

  test('one connection too many is not taken', async () => {
    const limits = { ...DOOR_LIMITS, connectionsMax: 1 };
    const address = addressOf(await start({ limits }), scheme);
    const first = await (await new SocketClient().open(address)).connect('first');
    const second = new SocketClient();
    await second.open(address).catch(() => {});
    await second.waitFor(() => second.isClosed);
    first.send({ type: 'PINGREQ' });
    await first.waitFor(() => first.types.includes('PINGRESP'));
  });
});

describe('over WebSocket', () => {
  const closing = (socket: WebSocket): Promise<number> =>
    new Promise((resolve) => {
      socket.on('error', () => {});
      socket.on('close', (code) => resolve(code));
    });

  test('packets may be split and joined over frames', async () => {
    const address = addressOf(await start(), 'ws');
    const client = await new SocketClient().open(address);
    const ping = Uint8Array.of(0xc0, 0);
    client.sendBytes(Uint8Array.of(0x10));
    client.sendBytes(Uint8Array.of(14, 0, 4, 0x4d, 0x51, 0x54));
    client.sendBytes(Uint8Array.of(0x54, 5, 2, 0, 0, 0, 0, 1, 0x63, ...ping, ...ping));
    await client.waitFor(() => client.received.length === 3);
    expect(client.types).toEqual(['CONNACK', 'PINGRESP', 'PINGRESP']);
  });

  test('v5 [MQTT-6.0.0-4], 3.1.1 [MQTT-6.0.0-4] the server answers with the name mqtt', async () => {
    const socket = new WebSocket(addressOf(await start(), 'ws'), ['other', 'mqtt']);
    await new Promise((resolve) => socket.on('open', resolve));
    expect(socket.protocol).toBe('mqtt');
    socket.terminate();
  });

  test('v5 [MQTT-6.0.0-3], 3.1.1 [MQTT-6.0.0-3] a client that does not offer mqtt is refused', async () => {
    const address = addressOf(await start(), 'ws');
    for (const socket of [new WebSocket(address), new WebSocket(address, 'mqttv9')]) {
      expect(await closing(socket)).toBe(1006);
    }
  });

  test('v5 [MQTT-6.0.0-1], 3.1.1 [MQTT-6.0.0-1] a text frame ends the connection', async () => {
    const socket = new WebSocket(addressOf(await start(), 'ws'), 'mqtt');
    socket.on('open', () => socket.send('hello'));
    expect(await closing(socket)).toBe(1003);
  });

  test('a browser that opens the address is told what it is', async () => {
    const address = addressOf(await start(), 'ws').replace('ws:', 'http:');
    const response = await fetch(address);
    expect([response.status, await response.text()]).toEqual([
      426,
      'This is MQTT over WebSocket.\n',
    ]);
  });
});

describe('over TCP', () => {
  test('a client that floods another which reads nothing is held back, and the broker answers others', async () => {
    const address = addressOf(await start(), 'mqtt');
    const stuck = await subscribed(address, 'stuck');
    const helper = new SocketClient();
    await (await helper.open(address)).connect('helper');
    stuck.pause();
    const flood = new SocketClient();
    await (await flood.open(address)).connect('flood');
    const packet = paddedPublish('m', 0, 0, 100_000);
    for (let i = 0; i < 200; i++) flood.send(packet);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(flood.unsent).toBeGreaterThan(1_000_000);
    helper.send({ type: 'PINGREQ' });
    await helper.waitFor(() => helper.types.includes('PINGRESP'));
    stuck.resume();
    await stuck.waitFor(() => stuck.types.filter((type) => type === 'PUBLISH').length === 200);
  });
});

test('what cannot listen says why, and leaves no port open', async () => {
  const first = await start();
  const port = Number(new URL(addressOf(first, 'mqtt')).port);
  await expect(start({ port, wsPort: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(start({ port: 0, wsPort: port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
