// Every field of a scenario: one bad value is one error that names it, good ones are kept as they are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { scenarios } from '../testing/scenarioArbitraries.ts';
import { parseScenario } from './parse.ts';

const SCENARIO = {
  title: 'all fields',
  protocolVersion: 4,
  seed: 4_294_967_295,
  network: {
    model: 'lossy',
    lossHop1Up: 0.1,
    lossHop1Down: 0,
    lossHop2Up: 1,
    lossHop2Down: 0.25,
    burstMs: 3_600_000,
    latencyMs: 0,
    jitterMs: 60_000,
    duplication: 0.5,
    reordering: 1,
    reorderMs: 0,
    bytesPerSec: 1_000_000_000,
    cutsPerMin: 600,
    resend: 'reconnect',
    resendMs: 1,
  },
  broker: {
    qos2Forward: 'publish',
    receiveMaximum: 1,
    queueLimit: 0,
    queueDrop: 'oldest',
    grantedQosMax: 0,
    overlapping: 'each',
    acknowledge: 'last',
    store: 'autosave',
    autosaveSec: 86_400,
    resendLimit: 0,
  },
  clients: [
    {
      id: 'both',
      subscriptions: [
        { filter: 'a/+/#', qos: 2 },
        { filter: 'b', qos: 0, noLocal: true, retainAsPublished: true, retainHandling: 2 },
      ],
      publishes: [
        { name: 'p', topic: 'a', qos: 1, payload: '', ratePerSec: 0.5, startMs: 3, count: 0 },
        {
          name: 'q',
          topic: 'a',
          qos: 1,
          payload: '',
          payloads: ['a', ''],
          retain: true,
          expirySec: 0,
          ratePerSec: 1,
          startMs: 0,
        },
      ],
      qos2HandOver: 'publish',
      receiveMaximum: 65_535,
      keepAliveSec: 0,
      cleanStart: true,
      sessionExpirySec: 4_294_967_295,
      acknowledge: 'last',
      offlinePublish: 'refuse',
      sessionLost: 'resend',
      resendLimit: 3,
      will: { topic: 'gone', payload: 'x', qos: 2, retain: true, delaySec: 5 },
      reconnectMs: 1,
      reconnectMaxMs: 3_600_000,
      handlerMs: 3_600_000,
      withholds: ['PUBACK', 'PUBREL'],
      ignoreRepeats: true,
    },
  ],
  script: [
    { atMs: 2, command: { kind: 'publish', client: 'both', topic: 'a', qos: 0, payload: 'x' } },
    { atMs: 3, command: { kind: 'set-network', changes: { latencyMs: 1 } } },
    { atMs: 3, command: { kind: 'cut-connection', client: 'both' } },
    { atMs: 3, command: { kind: 'black-hole', client: 'both' } },
    { atMs: 3, command: { kind: 'take-offline', client: 'both', how: 'silent', forMs: 0 } },
    { atMs: 3, command: { kind: 'bring-online', client: 'both' } },
    { atMs: 3, command: { kind: 'crash-client', client: 'both', store: 'lost', restartMs: 5 } },
    { atMs: 3, command: { kind: 'crash-broker', restartMs: 86_400_000 } },
    {
      atMs: 3,
      command: {
        kind: 'change-client',
        client: 'both',
        changes: { cleanStart: true, handlerMs: 1, withholds: ['PUBREC'] },
      },
    },
    { atMs: 3, command: { kind: 'kill-packet', uid: 'both/p/1:PUBLISH.1' } },
    { atMs: 4, command: { kind: 'drop-next', packetType: 'PUBREC', hop: 2 } },
    { atMs: 4, command: { kind: 'stop-publishing', client: 'both', name: 'p' } },
  ],
} as const;

type Path = readonly (string | number)[];

/** Every place in a value where no object or list stands, such as `['network', 'latencyMs']`. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** A copy with another value at one place. */
function withValue(value: unknown, path: Path, leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value)) {
    return value.map((item, i) => (String(i) === key ? withValue(item, rest, leaf) : item));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: withValue(fields[key], rest, leaf) };
}

const leaves = leavesOf(SCENARIO);
const lines = (input: unknown): readonly string[] => {
  const parsed = parseScenario(input);
  return parsed.ok ? [] : parsed.errors.map(formatInputError);
};

describe('a scenario with every field', () => {
  test('is taken as it is: nothing clamped, nothing dropped, nothing added', () => {
    expect(parseScenario(SCENARIO)).toEqual({ ok: true, value: SCENARIO });
    expect(leaves.length).toBeGreaterThan(40);
  });

  const wrongs = [undefined, null, true, -1, 1.5, 1e12, NaN, '5', '', [], {}];
  test.each(leaves.map((path) => [path.join('.'), path] as const))(
    'gives one error for a value that cannot be: %s, with its name, the value and what was expected',
    (field, path) => {
      let refused = 0;
      for (const wrong of wrongs) {
        const errors = lines(withValue(SCENARIO, path, wrong));
        if (errors.length === 0) continue;
        refused++;
        const [error = ''] = errors;
        // Another id that can be leaves the script's commands without their client.
        if (field === 'clients.0.id' && wrong === '5') continue;
        expect(errors).toHaveLength(1);
        expect(error.startsWith(`${field}: got `)).toBe(true);
        const given = wrong === undefined ? 'nothing' : JSON.stringify(wrong);
        expect(error).toContain(`got ${given}, expected `);
        expect(error.split(', expected ')[1]?.length).toBeGreaterThan(5);
      }
      // A text may be any text, a number of messages any number: but never another type.
      expect(refused).toBeGreaterThanOrEqual(4);
    },
  );

  const groups = ['', 'network', 'broker', 'clients.0', 'clients.0.subscriptions.0'];
  const others = [
    'clients.0.publishes.0',
    'script.0',
    'script.0.command',
    'script.1.command.changes',
    'script.8.command.changes',
  ];
  test.each([...groups, ...others])(
    'gives an error for a field that does not exist in "%s"',
    (group) => {
      const path = group === '' ? ['extra'] : [...group.split('.'), 'extra'];
      const [error] = lines(withValue(SCENARIO, path, 1));
      expect(error).toBe(`${path.join('.')}: got 1, expected no such field`);
    },
  );

  test('reports all that is wrong, not the first thing alone', () => {
    let input: unknown = withValue(SCENARIO, ['seed'], -1);
    input = withValue(input, ['network', 'latencyMs'], 'x');
    input = withValue(input, ['clients', '0', 'keepAliveSec'], 0.5);
    const fields = lines(input).map((line) => line.slice(0, line.indexOf(':')));
    expect(fields).toEqual(['seed', 'network.latencyMs', 'clients.0.keepAliveSec']);
  });
});

describe('a parsed scenario', () => {
  test('printed as JSON parses to itself (property)', () => {
    const property = fc.property(scenarios, (scenario) => {
      const printed: unknown = JSON.parse(JSON.stringify(scenario));
      const parsed = parseScenario(printed);
      expect(parsed).toEqual({ ok: true, value: scenario });
      const again = parsed.ok && parseScenario(JSON.parse(JSON.stringify(parsed.value)));
      expect(again).toEqual(parsed);
    });
    fc.assert(property, { seed: 8, numRuns: 300 });
  });

  test('comes of any input whatever without an exception: a value or errors (property)', () => {
    const property = fc.property(fc.anything(), fc.constantFrom(...leaves), (junk, path) => {
      for (const input of [junk, withValue(SCENARIO, path, junk)]) {
        const parsed = parseScenario(input);
        if (!parsed.ok) expect(parsed.errors.length).toBeGreaterThan(0);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 500 });
  });
});
