// Our client's machine over a socket talks to a real Mosquitto: both versions, all levels, over
// connections that break and lose answers.
import { expect } from '@playwright/test';
import type { ClientOptions } from '../../src/mqtt/client/options.ts';
import type { Packet } from '../../src/mqtt/packets/packet.ts';
import { ClientHost } from './clientHost.ts';
import { findMosquitto, NO_MOSQUITTO } from './findMosquitto.ts';
import { LEVELS, payloads, test as plain, VERSIONS } from './servers.ts';

const test = plain.extend<{
  /** A client that ends with the test. */
  readonly client: (port: number, options: Partial<ClientOptions>) => ClientHost;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  client: async ({}, use) => {
    const hosts: ClientHost[] = [];
    await use((port, options) => {
      const host = new ClientHost(port, options);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) host.stop();
  },
});

test.skip(findMosquitto() === undefined, NO_MOSQUITTO);

const resent = (packets: readonly Packet[]): readonly Packet[] =>
  packets.filter((packet) => packet.type === 'PUBLISH' && packet.dup);

for (const { name, version } of VERSIONS) {
  for (const qos of LEVELS) {
    test.describe(`${name}, QoS ${qos}:`, () => {
      const kept = { protocolVersion: version, cleanStart: false, sessionExpirySec: 600 } as const;
      const optionsOf = (topic: string): Partial<ClientOptions> => ({
        ...kept,
        clientId: `${topic}-sub-${version}-${qos}`,
        subscriptions: [{ filter: `${topic}/${version}/${qos}`, qos }],
      });

      test('all arrives, in order, over connections that break', async ({
        mosquittoPort,
        proxyTo,
        client,
      }) => {
        const topic = `ours/${version}/${qos}`;
        const proxy = await proxyTo(mosquittoPort);
        const sub = client(proxy.port, optionsOf('ours'));
        const clientId = `ours-pub-${version}-${qos}`;
        const pub = client(proxy.port, { ...kept, clientId });
        await sub.until(() => sub.readied === 1);
        await pub.until(() => pub.readied === 1);
        pub.publish(topic, qos, ...payloads('a', 20));
        // What is on its way at QoS 0 when a connection breaks is lost: let all of it arrive.
        const wanted = qos === 0 ? 20 : 1;
        await sub.until(() => sub.delivered.length >= wanted);
        proxy.cut();
        await sub.until(() => sub.readied === 2);
        await pub.until(() => pub.readied === 2);
        pub.publish(topic, qos, ...payloads('b', 20));
        await sub.until(() => sub.delivered.at(-1) === 'b19');
        const got = qos === 1 ? [...new Set(sub.delivered)] : sub.delivered;
        expect(got).toEqual([...payloads('a', 20), ...payloads('b', 20)]);
        if (qos > 0) await pub.until(() => pub.completed.length === 40);
      });

      if (qos === 0) return;

      test('what was sent and not answered is sent again with DUP 1, on reconnect alone', async ({
        mosquittoPort,
        proxyTo,
        client,
      }) => {
        const topic = `dup/${version}/${qos}`;
        const proxy = await proxyTo(mosquittoPort);
        const sub = client(mosquittoPort, optionsOf('dup'));
        const pub = client(proxy.port, { ...kept, clientId: `dup-pub-${version}-${qos}` });
        await sub.until(() => sub.readied === 1);
        await pub.until(() => pub.readied === 1);
        proxy.swallow('down');
        pub.publish(topic, qos, 'm0');
        await proxy.sees('up', 'm0');
        if (qos === 1) await sub.until(() => sub.delivered.length === 1);
        expect(resent(pub.sent)).toEqual([]);
        proxy.cut();
        await pub.until(() => pub.completed.length === 1);
        expect(resent(pub.sent)).toMatchObject([{ type: 'PUBLISH', packetId: 1, qos }]);
        pub.publish(topic, qos, 'm1');
        await sub.until(() => sub.delivered.includes('m1'));
        expect(sub.delivered).toEqual(qos === 1 ? ['m0', 'm0', 'm1'] : ['m0', 'm1']);
      });

      test('what Mosquitto sends again is delivered as the level promises', async ({
        mosquittoPort,
        proxyTo,
        client,
      }) => {
        const topic = `deaf/${version}/${qos}`;
        const proxy = await proxyTo(mosquittoPort);
        const sub = client(proxy.port, optionsOf('deaf'));
        const pub = client(mosquittoPort, { ...kept, clientId: `deaf-pub-${version}-${qos}` });
        await sub.until(() => sub.readied === 1);
        await pub.until(() => pub.readied === 1);
        proxy.swallow('up');
        pub.publish(topic, qos, 'm0');
        const answer = qos === 1 ? 'PUBACK' : 'PUBREC';
        await sub.until(() => sub.sent.some(({ type }) => type === answer));
        proxy.cut();
        await sub.until(() => sub.readied === 2);
        pub.publish(topic, qos, 'm1');
        await sub.until(() => sub.delivered.includes('m1'));
        expect(resent(sub.received)).toMatchObject([{ type: 'PUBLISH', packetId: 1, qos }]);
        expect(sub.delivered).toEqual(qos === 1 ? ['m0', 'm0', 'm1'] : ['m0', 'm1']);
      });
    });
  }
}
