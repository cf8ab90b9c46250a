// Links that people write, keep and mangle: what they lead to, and what is said of the rest.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { fromUs } from '../base/time.ts';
import { DEFAULT_BROKER, DEFAULT_CLIENT, DEFAULT_NETWORK } from './defaults.ts';
import { formatLink, type Link, parseLink } from './link.ts';
import { findPreset } from './presets/presets.ts';
import type { Command } from './scenario.ts';

const ignoredOf = (text: string): readonly string[] =>
  parseLink(text).ignored.map(formatInputError);
const at = (us: number, command: Command) => ({ at: fromUs(us), command });

describe('parseLink', () => {
  const query = 'preset=lost-puback&qos=1&loss=0.2&seed=42&t=3.4';
  test.each([
    `#/simulate?${query}`,
    `/simulate?${query}`,
    `/simulate/?${query}`,
    `https://example.org/qoscope/index.html?from=mail#/simulate?${query}`,
    `file:///tmp/index.html#/simulate?${query}`,
  ])('an address, its hash and the hash without # are the same link: %s', (text) => {
    const link = parseLink(text);
    expect(link).toMatchObject({ view: 'simulate', preset: 'lost-puback', t: 3_400_000 });
    expect(link.scenario.seed).toBe(42);
    expect(link.scenario.network).toMatchObject({ lossHop1Up: 0.2, lossHop2Down: 0.2 });
    expect(link.ignored).toEqual([]);
  });

  test.each([query, `?${query}`, `#${query}`, `#?${query}`, `#/?${query}`])(
    'without a path there is no view: %s',
    (text) => {
      expect(parseLink(text)).toMatchObject({
        view: undefined,
        preset: 'lost-puback',
        ignored: [],
      });
    },
  );

  test.each(['', '#', '#/', '?', 'https://example.org/'])('%j is the default run', (text) => {
    const { scenario, ...rest } = parseLink(text);
    expect(scenario).toBe(findPreset('default')?.scenario);
    const commands: readonly never[] = [];
    expect(rest).toEqual({
      view: undefined,
      preset: 'default',
      commands,
      t: undefined,
      ignored: [],
    });
  });

  test('what cannot be used is told, and all the rest is used', () => {
    const text =
      '#/simulate?preset=lost&qos=3&loss=0.2&loss=0.3&color=red&seed=%ff&latency-ms=20&t=1s';
    const { scenario, preset, t } = parseLink(text);
    expect(preset).toBe('default');
    expect(scenario.network).toMatchObject({ lossHop1Up: 0.2, latencyMs: 20 });
    expect(t).toBeUndefined();
    expect(ignoredOf(text)).toEqual([
      'loss: got "0.3", expected one loss alone: the first counts',
      'color: got "red", expected no such part: a link has preset, clients, script, broker, do, lanes, title, speed, t, v and the settings',
      'seed: got "%ff", expected percent-encoded UTF-8',
      'preset: got "lost", expected the name of a preset',
      'qos: got "3", expected 0, 1 or 2',
      't: got "1s", expected a number of seconds from 0 to 86400, with up to 6 decimals',
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is no preset and no setting', (name) => {
    expect(ignoredOf(`preset=${name}&${name}=1`)).toHaveLength(2);
  });

  test('a screen is named in lower case, or not at all', () => {
    expect(parseLink('#/learn/qos-1').view).toBe('learn/qos-1');
    expect(parseLink('#/<b>?qos=1')).toMatchObject({ view: undefined });
    expect(ignoredOf('#/<b>?qos=1')[0]).toContain('view: got "<b>"');
  });

  test('each command is read by itself', () => {
    const text =
      'do=1:drop,PUBACK,1;2:drop,PUBFOO,1;bang;2:publish,pub,a/b,1,Hey,+you;1.5:stop,pub,auto;3:stop,zz,auto;3:publish,pub,a/b,1;3:net,loss=2,foo=1;3:kill,%ff';
    const { commands } = parseLink(text);
    expect(commands).toEqual([
      at(1_000_000, { kind: 'drop-next', packetType: 'PUBACK', hop: 1 }),
      at(2_000_000, { kind: 'publish', client: 'pub', topic: 'a/b', qos: 1, payload: 'Hey, you' }),
    ]);
    const fields = parseLink(text).ignored.map(({ field }) => field);
    expect(new Set(fields)).toEqual(
      new Set([
        'do.1.packetType',
        'do.2',
        'do.4.at',
        'do.5.client',
        'do.6.payload',
        'do.7.changes.lossHop1Up',
        'do.7.changes.lossHop1Down',
        'do.7.changes.lossHop2Up',
        'do.7.changes.lossHop2Down',
        'do.7.changes.foo',
        'do.8',
      ]),
    );
  });

  test('a client that joins is what differs from the default, and later commands may be about it', () => {
    const text =
      'do=1:add,sub-2,sub=qoscope/demo:1' +
      ';2:add,x,sub=a:b/%23:2/no-local/retain-handling=1,pub=p:1/retain/count=5/start-ms=20:2.5:a:b/c,Hey%2C+you' +
      ',will=1/delay-sec=3:gone,bye,inflight=3,resend-limit=4,withholds=PUBACK/PUBREC,clean-start=true' +
      ';3:cut,sub-2;4:delay,500,pub/hand/1:PUBLISH.1;5:remove,sub-2';
    const { commands, ignored } = parseLink(text);
    expect(ignored).toEqual([]);
    expect(commands.map(({ command }) => command)).toEqual([
      {
        kind: 'add-client',
        client: {
          ...DEFAULT_CLIENT,
          id: 'sub-2',
          subscriptions: [{ filter: 'qoscope/demo', qos: 1 }],
          publishes: [],
        },
      },
      {
        kind: 'add-client',
        client: {
          ...DEFAULT_CLIENT,
          id: 'x',
          subscriptions: [{ filter: 'a:b/#', qos: 2, noLocal: true, retainHandling: 1 }],
          publishes: [
            {
              ...{ name: 'p', topic: 'a:b/c', qos: 1, payload: 'Hey, you', retain: true },
              ...{ ratePerSec: 2.5, startMs: 20, count: 5 },
            },
          ],
          will: { topic: 'gone', payload: 'bye', qos: 1, retain: false, delaySec: 3 },
          cleanStart: true,
          receiveMaximum: 3,
          withholds: ['PUBACK', 'PUBREC'],
          resendLimit: 4,
        },
      },
      { kind: 'cut-connection', client: 'sub-2' },
      { kind: 'delay-packet', uid: 'pub/hand/1:PUBLISH.1', byMs: 500 },
      { kind: 'remove-client', client: 'sub-2' },
    ]);
    const link = formatLink({ ...parseLink('t=6'), commands });
    expect(link).toBe(`${text}&t=6`);
  });

  test('of a client that joins, what is wrong is told, and it is not let in', () => {
    const text =
      'do=1:add;1:add,broker;1:add,a,sub=t;1:add,a,sub=t:3;1:add,a,pub=p:1:1:t;1:add,a,nothing=5' +
      ';1:add,a,reconnect-ms=50000;1:cut,a;1:delay,0,uid';
    expect(ignoredOf(text)).toEqual([
      'do.0.client.id: got nothing, expected a value: it is required',
      'do.1.client.id: got "broker", expected an id that no other client has, and not "broker"',
      'do.2.client.sub: got "t", expected no such field',
      'do.3.client.subscriptions.0.qos: got 3, expected 0, 1 or 2',
      'do.4.client.publishes.0.payload: got nothing, expected a value: it is required',
      'do.5.client.nothing: got 5, expected no such field',
      'do.6.client.reconnectMaxMs: got 30000, expected at least 50000, which is its reconnectMs',
      'do.7.client: got "a", expected one of the clients: pub, sub',
      'do.8.byMs: got 0, expected a number from 1 to 3600000',
    ]);
  });

  test('of a command, what is wrong is told by its place, and nothing of it is used', () => {
    const text =
      'do=1:hole,zz;1:offline,pub,asleep;1:offline,pub,reset,;1:crash,pub,gone;1:down,-1;1:client,pub' +
      ';1:client,pub,withholds=X,clean-start=1,keep-alive-sec=5;1:start,pub,a,t,1/topic,1,1,0,x';
    expect(parseLink(text).commands).toEqual([]);
    const noField = 'expected no such field';
    expect(ignoredOf(text)).toEqual([
      'do.0.client: got "zz", expected one of the clients: pub, sub',
      'do.1.how: got "asleep", expected disconnect, reset or silent',
      'do.2.forMs: got "", expected a number from 0 to 86400000',
      'do.3.store: got "gone", expected kept or lost',
      'do.3.restartMs: got nothing, expected a value: it is required',
      'do.4.restartMs: got -1, expected a number from 0 to 86400000',
      'do.5.changes: got {}, expected at least one change',
      'do.6.changes.cleanStart: got "1", expected true or false',
      'do.6.changes.withholds.0: got "X", expected one of PUBACK, PUBREC, PUBREL, PUBCOMP',
      `do.6.changes.keep-alive-sec: got 5, ${noField}`,
      `do.7.pattern./topic: got "", ${noField}`,
    ]);
  });

  test('a long value is cut where it is told', () => {
    const [error] = parseLink(`seed=${'9'.repeat(100_000)}`).ignored;
    expect(error?.value.length).toBeLessThan(70);
  });
});

describe('formatLink', () => {
  const said = (preset: string, changes: Partial<Link> = {}): Link => {
    const scenario = findPreset(preset)?.scenario ?? parseLink('').scenario;
    return { view: 'simulate', preset, scenario, commands: [], t: undefined, ...changes };
  };

  test('a preset as it is needs no more than its name, the default one not even that', () => {
    expect(formatLink(said('default'))).toBe('#/simulate');
    expect(formatLink(said('lost-puback'))).toBe('#/simulate?preset=lost-puback');
    expect(formatLink(said('mixed', { view: undefined }))).toBe('preset=mixed');
  });

  test('only what differs is written, all four losses as one when they are', () => {
    const link = '#/simulate?preset=mixed&loss=0.1&latency-ms=12.5&seed=7&t=3.000001';
    expect(formatLink(parseLink(link))).toBe(link);
    const hops = '#/simulate?preset=mixed&loss-hop1-up=0&loss-hop2-down=1';
    expect(formatLink(parseLink(hops))).toBe(hops);
  });

  test('commands are readable, exact, and escaped only where they must be', () => {
    const pattern = {
      name: 'auto',
      topic: 'a,b',
      qos: 2,
      payload: '',
      ratePerSec: 1.5,
      startMs: 0,
    } as const;
    const losses = { lossHop1Up: 0.1, lossHop1Down: 0.1, lossHop2Up: 0.1, lossHop2Down: 0.1 };
    const commands = [
      at(0, { kind: 'drop-next', packetType: 'PUBREC', hop: 2 }),
      at(1, { kind: 'kill-packet', uid: 'pub/hand/1:sub.1:PUBLISH.2' }),
      at(1_500_000, { kind: 'set-network', changes: { ...losses, latencyMs: 20 } }),
      at(2_000_000, { kind: 'set-network', changes: { lossHop1Up: 1e-7, model: 'lossy' } }),
      at(2_000_000, { kind: 'start-publishing', client: 'pub', pattern }),
      at(3_000_000, { kind: 'stop-publishing', client: 'pub', name: 'auto' }),
      at(10_000_000, {
        kind: 'publish',
        client: 'pub',
        topic: 't',
        qos: 0,
        payload: 'Is 1+1 = 2; or é?',
      }),
    ];
    expect(formatLink(said('playground', { commands }))).toBe(
      '#/simulate?preset=playground&do=0:drop,PUBREC,2' +
        ';0.000001:kill,pub/hand/1:sub.1:PUBLISH.2' +
        ';1.5:net,loss=0.1,latency-ms=20' +
        ';2:net,network=lossy,loss-hop1-up=1e-7' +
        ';2:start,pub,auto,a%2Cb,2,1.5,unlimited,0,' +
        ';3:stop,pub,auto' +
        ';10:publish,pub,t,0,Is+1%2B1+=+2%3B+or+%C3%A9%3F',
    );
  });

  test('faults and changes of a client are as short, and a pattern says what is special of it', () => {
    const pattern = {
      name: 'auto',
      topic: 't',
      qos: 1,
      payload: 'x',
      retain: true,
      expirySec: 60,
      ratePerSec: 2,
      startMs: 0,
      count: 5,
    } as const;
    const commands = [
      at(1_000_000, { kind: 'black-hole', client: 'pub' }),
      at(2_000_000, { kind: 'take-offline', client: 'sub', how: 'silent', forMs: 1500 }),
      at(2_000_000, { kind: 'take-offline', client: 'pub', how: 'disconnect' }),
      at(3_000_000, { kind: 'bring-online', client: 'pub' }),
      at(3_000_000, { kind: 'crash-client', client: 'sub', store: 'lost', restartMs: 0.5 }),
      at(3_000_000, { kind: 'crash-broker', restartMs: 2000 }),
      at(4_000_000, {
        kind: 'change-client',
        client: 'sub',
        changes: { withholds: ['PUBREC', 'PUBACK'], cleanStart: true, handlerMs: 250 },
      }),
      at(4_000_000, { kind: 'change-client', client: 'sub', changes: { withholds: [] } }),
      at(5_000_000, { kind: 'start-publishing', client: 'pub', pattern }),
      at(6_000_000, { kind: 'set-network', changes: { model: 'tcp', burstMs: 40 } }),
    ];
    const link =
      '#/simulate?preset=playground&do=1:hole,pub' +
      ';2:offline,sub,silent,1500;2:offline,pub,disconnect;3:online,pub' +
      ';3:crash,sub,lost,0.5;3:down,2000' +
      ';4:client,sub,handler-ms=250,withholds=PUBREC/PUBACK,clean-start=true' +
      ';4:client,sub,withholds=none' +
      ';5:start,pub,auto,t,1/retain/expiry-sec=60,2,5,0,x' +
      ';6:net,network=tcp,burst-ms=40';
    expect(formatLink(said('playground', { commands }))).toBe(link);
    expect(parseLink(link)).toMatchObject({ commands, ignored: [] });
  });

  test('a pattern says its payloads behind the first one, commas and all', () => {
    const pattern = {
      name: 'p',
      topic: 't',
      qos: 2,
      payload: '',
      payloads: ['a,b', 'Is it?', 'Yes.'],
      ratePerSec: 1,
      startMs: 0,
    } as const;
    const client = { ...DEFAULT_CLIENT, id: 'x', subscriptions: [], publishes: [pattern] };
    const commands = [
      at(1_000_000, { kind: 'start-publishing', client: 'pub', pattern }),
      at(2_000_000, { kind: 'add-client', client: { ...client, ignoreRepeats: true } }),
    ];
    const link =
      '#/simulate?preset=playground&do=1:start,pub,p,t,2/payloads=3,1,unlimited,0,,a%2Cb,Is+it%3F,Yes%2E' +
      ';2:add,x,pub=p:2/payloads=3:1:t,,a%2Cb,Is+it%3F,Yes.,ignore-repeats=true';
    expect(formatLink(said('playground', { commands }))).toBe(link);
    expect(parseLink(link)).toMatchObject({ commands, ignored: [] });
  });

  test('payloads that are more or fewer than said are refused', () => {
    const says = 'payloads: got 2, expected a list';
    const start = 'do=0:start,pub,p,t,2/payloads=2,1,unlimited,0,a,b';
    expect(ignoredOf(start)).toEqual([`do.0.pattern.${says}`]);
    expect(ignoredOf(`${start},c,d`)).toEqual([`do.0.pattern.${says}`]);
    expect(ignoredOf(`${start},c`)).toEqual([]);
    expect(ignoredOf('do=0:add,x,pub=p:2/payloads=2:1:t,a,b')).toContain(
      `do.0.client.publishes.0.${says}`,
    );
  });

  test('a title is no part of the run', () => {
    const { scenario } = said('playground');
    expect(formatLink(said('playground', { scenario: { ...scenario, title: 'x' } }))).toBe(
      '#/simulate?preset=playground',
    );
  });

  test('a run that no link can say has none', () => {
    expect(formatLink(said('nowhere'))).toBeUndefined();
    expect(formatLink(said('playground', { t: fromUs(86_400_000_001) }))).toBeUndefined();
    const stop: Command = { kind: 'stop-publishing', client: 'pub', name: 'auto' };
    const commands = [at(2, stop), at(1, stop)];
    expect(formatLink(said('playground', { commands }))).toBeUndefined();
  });
});

test('a link of the first day keeps working', () => {
  const link = parseLink(
    '#/simulate?preset=lost-puback&qos=2&sub-qos=1&loss=0.2&loss-hop1-up=0.5&latency-ms=100&jitter-ms=5&resend-ms=500&network=lossy&qos2-forward=publish&qos2-handover=publish&inflight=20&queue=10&version=4&seed=9&do=2:publish,pub,qoscope/demo,1,Hi;2.5:net,resend-ms=100;3:kill,pub/hand/2:PUBLISH.1;3:drop,PUBACK,2;4:start,pub,auto,qoscope/demo,0,2,5,0,x;5:stop,pub,auto&t=1.25',
  );
  expect(link).toMatchObject({
    view: 'simulate',
    preset: 'lost-puback',
    t: 1_250_000,
    ignored: [],
  });
  const { protocolVersion, seed, network, broker, clients, script } = link.scenario;
  expect([protocolVersion, seed]).toEqual([4, 9]);
  expect(network).toEqual({
    ...DEFAULT_NETWORK,
    lossHop1Up: 0.5,
    lossHop1Down: 0.2,
    lossHop2Up: 0.2,
    lossHop2Down: 0.2,
    latencyMs: 100,
    jitterMs: 5,
    resendMs: 500,
  });
  expect(broker).toEqual({
    ...DEFAULT_BROKER,
    qos2Forward: 'publish',
    receiveMaximum: 20,
    queueLimit: 10,
  });
  expect(clients).toMatchObject([
    { id: 'pub', receiveMaximum: 20, qos2HandOver: 'pubrel' },
    { id: 'sub', qos2HandOver: 'publish', subscriptions: [{ filter: 'qoscope/demo', qos: 1 }] },
  ]);
  expect(script).toMatchObject([
    { command: { kind: 'drop-next', packetType: 'PUBACK', hop: 1 } },
    { command: { kind: 'publish', payload: 'Hey, are you free?', qos: 2 } },
  ]);
  const topic = 'qoscope/demo';
  const pattern = {
    name: 'auto',
    topic,
    qos: 0,
    payload: 'x',
    ratePerSec: 2,
    startMs: 0,
    count: 5,
  };
  expect(link.commands).toEqual([
    at(2_000_000, { kind: 'publish', client: 'pub', topic, qos: 1, payload: 'Hi' }),
    at(2_500_000, { kind: 'set-network', changes: { resendMs: 100 } }),
    at(3_000_000, { kind: 'kill-packet', uid: 'pub/hand/2:PUBLISH.1' }),
    at(3_000_000, { kind: 'drop-next', packetType: 'PUBACK', hop: 2 }),
    { at: 4_000_000, command: { kind: 'start-publishing', client: 'pub', pattern } },
    at(5_000_000, { kind: 'stop-publishing', client: 'pub', name: 'auto' }),
  ]);
});
