// Unknown input → scenario: the defaults, and errors that say where, what stood there, what was
// expected.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { parseCommand, parseScenario } from './parse.ts';

/** The errors of a scenario file, one line each. */
function errorsOf(input: unknown): readonly string[] {
  const parsed = parseScenario(input);
  return parsed.ok ? [] : parsed.errors.map(formatInputError);
}

const withScript = (...commands: readonly unknown[]): unknown => ({
  clients: [{ id: 'pub' }],
  script: commands.map((command) => ({ atMs: 0, command })),
});

describe('parseScenario', () => {
  test('a client alone is a scenario: everything else has a default', () => {
    const parsed = parseScenario({ clients: [{ id: 'pub' }] });
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value).toMatchObject({ protocolVersion: 5, seed: 1, script: [] });
    expect(parsed.value.network).toMatchObject({ model: 'lossy', latencyMs: 50, resendMs: 1000 });
    expect(parsed.value.broker).toMatchObject({ receiveMaximum: 65_535, queueLimit: 1000 });
    expect(parsed.value.clients[0]).toMatchObject({ subscriptions: [], keepAliveSec: 60 });
  });

  test('what is missing is called required, what is no object is told so', () => {
    expect(errorsOf({})).toEqual(['clients: got nothing, expected a value: it is required']);
    expect(errorsOf(5)).toEqual(['scenario: got 5, expected an object']);
    expect(errorsOf({ clients: [{}] })).toEqual([
      'clients.0.id: got nothing, expected a value: it is required',
    ]);
    expect(errorsOf({ clients: [], network: null })).toEqual([
      'network: got null, expected an object',
      'clients: got [], expected at least one client',
    ]);
  });

  test.each([
    ['{"clients":[{"id":"a"}],"foo":3}', 'foo: got 3, expected no such field'],
    ['{"clients":[{"id":"a"}],"__proto__":3}', '__proto__: got 3, expected no such field'],
    ['{"clients":[{"id":"a"}],"toString":3}', 'toString: got 3, expected no such field'],
  ])('an unknown field is an error with its value: %s', (file, says) => {
    expect(errorsOf(JSON.parse(file))).toEqual([says]);
  });

  test.each([
    [{ seed: -1 }, 'seed: got -1, expected a whole number from 0 to 4294967295'],
    [{ seed: 1.5 }, 'seed: got 1.5, expected a whole number from 0 to 4294967295'],
    [{ network: { lossHop1Up: 1.01 } }, 'network.lossHop1Up: got 1.01, expected a number from 0'],
    [{ network: { latencyMs: '5' } }, 'network.latencyMs: got "5", expected a number from 0'],
    [{ network: { model: 'udp' } }, 'network.model: got "udp", expected lossy or tcp'],
    [{ network: { burstMs: 3_600_001 } }, 'network.burstMs: got 3600001, expected a number from 0'],
    [{ network: { bytesPerSec: 0.5 } }, 'network.bytesPerSec: got 0.5, expected a whole number fr'],
    [{ network: { resend: 'never' } }, 'network.resend: got "never", expected model, timer or rec'],
    [{ broker: { store: 'disk' } }, 'broker.store: got "disk", expected memory, autosave or persi'],
    [{ broker: { autosaveSec: 0 } }, 'broker.autosaveSec: got 0, expected a number from 1 to 8640'],
    [{ broker: { receiveMaximum: 0 } }, 'broker.receiveMaximum: got 0, expected a whole number'],
    [{ protocolVersion: 3 }, 'protocolVersion: got 3, expected 4 (MQTT 3.1.1) or 5 (MQTT 5.0)'],
  ])('nothing is clamped: %o', (fields, says) => {
    const [error, ...others] = errorsOf({ clients: [{ id: 'a' }], ...fields });
    expect(error).toContain(says);
    expect(others).toEqual([]);
  });

  test('ids, names, times and clients that contradict each other are told', () => {
    const pattern = { name: 'a', topic: 't', qos: 0, payload: '', ratePerSec: 1 };
    const stop = (atMs: number, client: string): unknown => {
      return { atMs, command: { kind: 'stop-publishing', client, name: 'a' } };
    };
    const errors = errorsOf({
      clients: [{ id: 'a', publishes: [pattern, pattern] }, { id: 'a' }, { id: 'broker' }],
      script: [stop(5, 'a'), stop(4, 'b')],
    });
    expect(errors).toEqual([
      'clients.0.publishes.1.name: got "a", expected a name that no other pattern has',
      'clients.1.id: got "a", expected an id that no other client has, and not "broker"',
      'clients.2.id: got "broker", expected an id that no other client has, and not "broker"',
      'script.1.atMs: got 4, expected a time not before 5, that of the entry before it',
      'script.1.command.client: got "b", expected one of the clients: a, a, broker',
    ]);
  });

  test('a client that would wait longer before its first try than before any other is refused', () => {
    const withTimes = (times: object): unknown => ({ clients: [{ id: 'a', ...times }] });
    expect(errorsOf(withTimes({ reconnectMs: 500, reconnectMaxMs: 500 }))).toEqual([]);
    expect(errorsOf(withTimes({ reconnectMs: 500, reconnectMaxMs: 499 }))).toEqual([
      'clients.0.reconnectMaxMs: got 499, expected at least 500, which is its reconnectMs',
    ]);
    expect(errorsOf(withTimes({ reconnectMs: 60_000 }))).toEqual([
      'clients.0.reconnectMaxMs: got 30000, expected at least 60000, which is its reconnectMs',
    ]);
  });

  test('what a client withholds is a list of acknowledgements, each once', () => {
    const withholding = (withholds: unknown): unknown => ({ clients: [{ id: 'a', withholds }] });
    expect(errorsOf(withholding(['PUBREC', 'PUBACK']))).toEqual([]);
    expect(errorsOf(withholding(['PUBACK', 'PUBACK']))).toEqual([
      'clients.0.withholds: got ["PUBACK","PUBACK"], expected each packet type once',
    ]);
    expect(errorsOf(withholding(['PUBLISH']))).toEqual([
      'clients.0.withholds.0: got "PUBLISH", expected one of PUBACK, PUBREC, PUBREL, PUBCOMP',
    ]);
  });

  test('a command is told by its kind, and its fields by their place', () => {
    const kinds = 'one of publish, set-network, cut-connection, black-hole, take-offline, bring';
    expect(errorsOf(withScript(5))[0]).toContain(`script.0.command: got 5, expected ${kinds}`);
    expect(errorsOf(withScript({ kind: 'x' }))[0]).toContain('script.0.command.kind: got "x", ');
    expect(errorsOf(withScript({ kind: 'drop-next', packetType: 'PUBACK' }))).toEqual([
      'script.0.command.hop: got nothing, expected a value: it is required',
    ]);
  });

  test('a change of the network that names a field gives it a value', () => {
    const changes = { latencyMs: undefined };
    const parsed = parseCommand({ kind: 'set-network', changes }, 'command');
    expect(parsed.ok).toBe(false);
    expect(parseCommand({ kind: 'set-network', changes: {} }, 'command').ok).toBe(true);
  });

  test('a change of a client changes something, and nothing that stays as it began', () => {
    const errors = (changes: unknown): readonly string[] => {
      const parsed = parseCommand({ kind: 'change-client', client: 'pub', changes }, 'command');
      return parsed.ok ? [] : parsed.errors.map(formatInputError);
    };
    expect(errors({ cleanStart: true })).toEqual([]);
    expect(errors({})).toEqual(['command.changes: got {}, expected at least one change']);
    expect(errors({ cleanStart: undefined })).toHaveLength(1);
    expect(errors({ keepAliveSec: 5 })).toEqual([
      'command.changes.keepAliveSec: got 5, expected no such field',
    ]);
  });

  test('v5 [MQTT-1.5.4-1] a text without a UTF-8 form is refused', () => {
    const publish = { kind: 'publish', client: 'pub', topic: 't', qos: 0 };
    expect(errorsOf(withScript({ ...publish, payload: 'a\ud800' }))[0]).toContain('lone halves');
    expect(errorsOf(withScript({ ...publish, payload: 'a\u{1f600}' }))).toEqual([]);
  });

  test('a topic is measured in bytes of UTF-8', () => {
    const publish = (topic: string): unknown => {
      return withScript({ kind: 'publish', client: 'pub', topic, qos: 0, payload: '' });
    };
    expect(errorsOf(publish('é'.repeat(32_767)))).toEqual([]);
    expect(errorsOf(publish('é'.repeat(32_768)))[0]).toContain('at most 65,535 bytes of UTF-8');
    expect(errorsOf(publish('a/#'))[0]).toContain('a topic name: not empty, without + and #');
  });
});
