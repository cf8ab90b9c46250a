// `npm run broker` as its users run it: ended by SIGTERM, with a trace of what real software did.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import * as mqtt from 'mqtt';
import { test } from './servers.ts';

test('SIGTERM to npm ends the broker cleanly, clients are told, and the trace is whole', async ({
  startBroker,
}) => {
  const file = test.info().outputPath('trace.ndjson');
  const { program, port, wsPort } = await startBroker('--trace', file);
  const options = { protocolVersion: 5, reconnectPeriod: 0 } as const;
  const clients = await Promise.all([
    mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { ...options, clientId: 'pub' }),
    mqtt.connectAsync(`ws://127.0.0.1:${wsPort}`, { ...options, clientId: 'sub' }),
  ]);
  const [pub, sub] = clients;
  const arrived = new Promise((resolve) => sub.on('message', resolve));
  await sub.subscribeAsync('trace', { qos: 2 });
  await Promise.all([pub.publishAsync('trace', 'hello', { qos: 2 }), arrived]);
  const goodbyes = clients.map(
    (client) =>
      new Promise<number | undefined>((resolve) => {
        client.on('disconnect', ({ reasonCode }) => resolve(reasonCode));
      }),
  );

  expect(await program.stop('SIGTERM')).toBe(0);
  expect(await Promise.all(goodbyes)).toEqual([0x8b, 0x8b]);
  await expect(mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, options)).rejects.toThrow();

  const events = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sent = events.filter(({ kind, messageUid }) => kind === 'packet-sent' && messageUid);
  expect(sent.map(({ uid }) => uid).sort()).toEqual([
    'pub/net/1:PUBCOMP.1',
    'pub/net/1:PUBLISH.1',
    'pub/net/1:PUBREC.1',
    'pub/net/1:PUBREL.1',
    'pub/net/1:sub.1:PUBCOMP.1',
    'pub/net/1:sub.1:PUBLISH.1',
    'pub/net/1:sub.1:PUBREC.1',
    'pub/net/1:sub.1:PUBREL.1',
  ]);
  expect(events.find(({ kind }) => kind === 'message-published')).toMatchObject({
    publisher: 'pub',
    payload: 'hello',
    subscribers: ['sub'],
  });
});

test('a port that is in use is told in one line, with exit code 1', async ({ ours, start }) => {
  const second = start('npm', 'run', '--silent', 'broker', '--', '--port', String(ours.port));
  expect(await second.ending()).toBe(1);
  expect(second.lines).toEqual([]);
  const told = second.says.filter((line) => !line.startsWith('npm warn'));
  expect(told).toEqual([expect.stringContaining(String(ours.port))]);
});
