// MQTT.js talks to `npm run broker`: 3.1.1 and 5.0, at all levels, over TCP from Node and over
// WebSocket from Chromium, with connections that break in the middle.
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import * as mqtt from 'mqtt';
import { type Exercise, exercise } from './exercise.ts';
import { LEVELS, payloads, test, VERSIONS } from './servers.ts';

const MESSAGES = 40;
const script = fileURLToPath(new URL('../../node_modules/mqtt/dist/mqtt.min.js', import.meta.url));

/** Nothing is missing; at QoS 0 and 2 nothing comes twice, and everything in order. */
function check(qos: 0 | 1 | 2, received: readonly string[]): void {
  const first = [...new Set(received)];
  expect(qos === 1 ? first : received).toEqual(payloads('m', MESSAGES));
}

for (const { name, version } of VERSIONS) {
  for (const qos of LEVELS) {
    test(`${name}, QoS ${qos}, over TCP: all arrives over a connection that breaks`, async ({
      ours,
      proxyTo,
    }) => {
      const proxy = await proxyTo(ours.port);
      const address = `mqtt://127.0.0.1:${proxy.port}`;
      const task = { address, version, qos, name: `tcp-${version}-${qos}`, messages: MESSAGES };
      check(qos, await exercise(mqtt, task, async () => proxy.cut()));
    });

    test(`${name}, QoS ${qos}, over WebSocket from the browser: all arrives over a connection that breaks`, async ({
      ours,
      proxyTo,
      page,
    }) => {
      const proxy = await proxyTo(ours.wsPort);
      await page.exposeFunction('cut', () => proxy.cut());
      await page.addScriptTag({ path: script });
      const address = `ws://127.0.0.1:${proxy.port}`;
      const task = { address, version, qos, name: `ws-${version}-${qos}`, messages: MESSAGES };
      const received = await page.evaluate(
        ([text, given]) => {
          const run = new Function(`return (${text})`)() as typeof exercise;
          const page = globalThis as unknown as {
            mqtt: Parameters<typeof exercise>[0];
            cut: () => Promise<void>;
          };
          return run(page.mqtt, given, page.cut);
        },
        [exercise.toString(), task] as const satisfies readonly [string, Exercise],
      );
      check(qos, received);
    });
  }
}

test('5.0: properties of a message come through as they were', async ({ ours }) => {
  const address = `mqtt://127.0.0.1:${ours.port}`;
  const client = await mqtt.connectAsync(address, { protocolVersion: 5 });
  const properties = {
    payloadFormatIndicator: true,
    contentType: 'text/plain',
    responseTopic: 'answers',
    correlationData: Buffer.from([1, 2, 3]),
    userProperties: { colour: 'amber', room: ['kitchen', 'hall'] },
  };
  const arrived = new Promise<mqtt.IPublishPacket>((resolve) => {
    client.on('message', (_, __, packet) => resolve(packet));
  });
  await client.subscribeAsync('properties', { qos: 1, properties: { subscriptionIdentifier: 7 } });
  await client.publishAsync('properties', 'é', { qos: 1, properties });
  const { payload, properties: got } = await arrived;
  expect(payload.toString()).toBe('é');
  expect(got).toEqual({ ...properties, subscriptionIdentifier: 7 });
  await client.endAsync();
});
