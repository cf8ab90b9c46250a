// mosquitto_pub and mosquitto_sub talk to `npm run broker`: at all levels, in both versions, over
// connections that break. They come back by themselves a second after a connection has ended.
import { expect } from '@playwright/test';
import { findMosquitto, NO_MOSQUITTO } from './findMosquitto.ts';
import type { Program } from './program.ts';
import { LEVELS, payloads, test, VERSIONS } from './servers.ts';

test.skip(findMosquitto() === undefined, NO_MOSQUITTO);

const FORMAT = ['-d', '-F', 'got %q %r %p'];

/** Of the messages that mosquitto_sub has printed: payloads, or with QoS and RETAIN before them. */
function got({ lines }: Program, length = 1): readonly string[] {
  const messages = lines.filter((line) => line.startsWith('got '));
  return messages.map((line) => line.split(' ').slice(-length).join(' '));
}

for (const { name, version } of VERSIONS) {
  const v = ['-V', version === 4 ? 'mqttv311' : 'mqttv5'];
  /** A session that outlives its connection. */
  const kept = version === 4 ? ['-c'] : ['-c', '-x', '600'];

  for (const qos of LEVELS) {
    test.describe(`${name}, QoS ${qos}:`, () => {
      const flags = (topic: string, port: number): string[] => {
        const name = `${topic}/${version}/${qos}`;
        return ['-p', String(port), ...v, '-q', String(qos), '-t', name];
      };
      const id = (name: string): string[] => ['-i', `${name}-${version}-${qos}`];

      test('what mosquitto_pub sends, mosquitto_sub gets', async ({ ours, mosquitto, start }) => {
        const to = flags('plain', ours.port);
        const sub = start(mosquitto.sub, ...to, ...FORMAT);
        await sub.waitForWord('Subscribed');
        const pub = start(mosquitto.pub, ...to, '-l');
        pub.say(...payloads('m', 50));
        pub.endInput();
        expect(await pub.ending()).toBe(0);
        await sub.waitFor(() => got(sub).length >= 50);
        expect(got(sub, 3)).toEqual(payloads('m', 50).map((payload) => `${qos} 0 ${payload}`));
      });

      test('a subscriber whose connection breaks misses nothing but QoS 0', async ({
        ours,
        mosquitto,
        start,
        proxyTo,
      }) => {
        const proxy = await proxyTo(ours.port);
        const own = [...id('breaks'), ...kept, ...FORMAT];
        const sub = start(mosquitto.sub, ...flags('cut', proxy.port), ...own);
        await sub.waitForWord('Subscribed');
        const pub = start(mosquitto.pub, ...flags('cut', ours.port), '-l');
        pub.say(...payloads('a', 10));
        await sub.waitFor(() => got(sub).length >= 10);
        proxy.cut();
        pub.say(...payloads('b', 10));
        await sub.waitForWord('CONNACK', 2);
        await sub.waitForWord('Subscribed', 2);
        pub.say(...payloads('c', 10));
        await sub.waitFor(() => got(sub).at(-1) === 'c9');
        const missed = qos === 0 ? [] : payloads('b', 10);
        const wanted = [...payloads('a', 10), ...missed, ...payloads('c', 10)];
        // Acknowledgements at QoS 1 that were still on their way make second copies.
        expect(qos === 1 ? [...new Set(got(sub))] : got(sub)).toEqual(wanted);
      });

      if (qos === 0) return;

      test(`a lost acknowledgement ${qos === 1 ? 'makes a second copy' : 'makes no second copy'}`, async ({
        ours,
        mosquitto,
        start,
        proxyTo,
      }) => {
        const proxy = await proxyTo(ours.port);
        const own = [...id('deaf'), ...kept, ...FORMAT];
        const sub = start(mosquitto.sub, ...flags('ack', proxy.port), ...own);
        await sub.waitForWord('Subscribed');
        proxy.swallow('up');
        const pub = start(mosquitto.pub, ...flags('ack', ours.port), '-l');
        pub.say('m0');
        await sub.waitForWord(qos === 1 ? 'sending PUBACK' : 'sending PUBREC');
        proxy.cut();
        await sub.waitForWord('Subscribed', 2);
        pub.say('m1');
        await sub.waitFor(() => got(sub).includes('m1'));
        expect(got(sub)).toEqual(qos === 1 ? ['m0', 'm0', 'm1'] : ['m0', 'm1']);
      });

      test(`a publisher whose answer is lost sends again: ${qos === 1 ? 'two copies' : 'one copy'}`, async ({
        ours,
        mosquitto,
        start,
        proxyTo,
      }) => {
        const proxy = await proxyTo(ours.port);
        const sub = start(mosquitto.sub, ...flags('again', ours.port), ...FORMAT);
        await sub.waitForWord('Subscribed');
        const own = [...id('again'), ...kept, '-d'];
        const pub = start(mosquitto.pub, ...flags('again', proxy.port), ...own, '-l');
        await pub.waitForWord('CONNACK');
        proxy.swallow('down');
        pub.say('m0');
        await pub.waitForWord('sending PUBLISH');
        if (qos === 1) await sub.waitFor(() => got(sub).length === 1);
        proxy.cut();
        await pub.waitForWord(qos === 1 ? 'received PUBACK' : 'received PUBCOMP');
        pub.say('m1');
        await sub.waitFor(() => got(sub).includes('m1'));
        expect(got(sub)).toEqual(qos === 1 ? ['m0', 'm0', 'm1'] : ['m0', 'm1']);
      });
    });
  }

  test.describe(`${name}:`, () => {
    const to = (port: number): string[] => ['-p', String(port), ...v];

    test('a retained message waits for subscribers, and an empty one takes it away', async ({
      ours,
      mosquitto,
      start,
    }) => {
      const topic = ['-t', `retained/${version}`];
      const pub = [...to(ours.port), ...topic, '-q', '1', '-r'];
      expect(await start(mosquitto.pub, ...pub, '-m', 'kept').ending()).toBe(0);
      const first = start(mosquitto.sub, ...to(ours.port), ...topic, ...FORMAT);
      await first.waitFor(() => got(first).length === 1);
      expect(got(first, 2)).toEqual(['1 kept']);
      expect(await start(mosquitto.pub, ...pub, '-n').ending()).toBe(0);
      const second = start(mosquitto.sub, ...to(ours.port), ...topic, ...FORMAT);
      await second.waitForWord('Subscribed');
      expect(await start(mosquitto.pub, ...to(ours.port), ...topic, '-m', 'new').ending()).toBe(0);
      await second.waitFor(() => got(second).length > 0);
      expect(got(second, 2)).toEqual(['0 new']);
    });

    test('a client that dies leaves its will, one that says goodbye does not', async ({
      ours,
      mosquitto,
      start,
    }) => {
      const topic = `will/${version}`;
      const watcher = start(mosquitto.sub, ...to(ours.port), '-t', topic, ...FORMAT);
      await watcher.waitForWord('Subscribed');
      const end = `end/${version}`;
      const mortal = async (payload: string): Promise<Program> => {
        const will = ['--will-topic', topic, '--will-payload', payload];
        // Says goodbye after one message.
        const client = start(mosquitto.sub, ...to(ours.port), '-t', end, '-C', '1', '-d', ...will);
        await client.waitForWord('Subscribed');
        return client;
      };
      const sudden = await mortal('sudden');
      await sudden.stop('SIGKILL');
      const polite = await mortal('polite');
      await start(mosquitto.pub, ...to(ours.port), '-t', end, '-m', 'bye').ending();
      expect(await polite.ending()).toBe(0);
      await start(mosquitto.pub, ...to(ours.port), '-t', topic, '-m', 'last').ending();
      await watcher.waitFor(() => got(watcher).includes('last'));
      expect(got(watcher)).toEqual(['sudden', 'last']);
    });
  });
}

test('5.0: members of a shared subscription divide the messages between them', async ({
  ours,
  mosquitto,
  start,
}) => {
  const to = ['-p', String(ours.port), '-V', 'mqttv5', '-q', '1'];
  const members = ['a', 'b'].map(() =>
    start(mosquitto.sub, ...to, '-t', '$share/all/shared', ...FORMAT),
  );
  for (const member of members) await member.waitForWord('Subscribed');
  const pub = start(mosquitto.pub, ...to, '-t', 'shared', '-l');
  pub.say(...payloads('m', 20));
  const all = (): readonly string[] => members.flatMap((member) => [...got(member)]);
  await Promise.race(members.map((member) => member.waitFor(() => all().length === 20)));
  expect([...all()].sort()).toEqual([...payloads('m', 20)].sort());
  expect(members.map((member) => got(member).length)).toEqual([10, 10]);
});
