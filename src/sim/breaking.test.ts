// QoS 2 delivers exactly once only while both ends keep their state and the network keeps the order.
// Each way in which that ends (PROTOCOL 8.2) breaks it here, and the trace names the cause.
import { describe, expect, test } from 'vitest';
import type { Command } from '../scenario/scenario.ts';
import { type CheckedRun, eventsOf, runChecked } from '../testing/checkedRuns.ts';
import { scenarioOf } from '../testing/scenarios.ts';

interface Parts {
  readonly pub?: object;
  readonly sub?: object;
  readonly broker?: object;
  readonly network?: object;
  readonly protocolVersion?: 4 | 5;
  readonly script: readonly (readonly [atMs: number, command: Command])[];
}

const UID = 'pub/hand/1';
const publish: Command = { kind: 'publish', client: 'pub', topic: 't', qos: 2, payload: 'x' };
const cut = (client: string): Command => ({ kind: 'cut-connection', client });
const crash = (client: string): Command => {
  return { kind: 'crash-client', client, store: 'lost', restartMs: 100 };
};
const crashBroker: Command = { kind: 'crash-broker', restartMs: 100 };
const drop = (packetType: 'PUBREC' | 'PUBREL' | 'PUBCOMP', hop: 1 | 2): Command => {
  return { kind: 'drop-next', packetType, hop };
};
const kill = (uid: string): Command => ({ kind: 'kill-packet', uid });

/** QoS 2 all the way, 50 ms a hop; everybody hands over on PUBLISH unless told otherwise. */
function play({ pub, sub, broker, script, ...rest }: Parts): CheckedRun {
  const both = { keepAliveSec: 0, qos2HandOver: 'publish' };
  return runChecked(
    scenarioOf({
      ...rest,
      broker: { qos2Forward: 'publish', ...broker },
      clients: [
        { id: 'pub', ...both, ...pub },
        { id: 'sub', ...both, subscriptions: [{ filter: 't', qos: 2 }], ...sub },
      ],
      script: script.map(([atMs, command]) => ({ atMs, command })),
    }),
  );
}

/** How often the first message was handed over, with the causes of the repeats. */
function timesOf({ events }: CheckedRun): readonly [number, ...string[]] {
  const own = eventsOf(events, 'message-delivered').filter((e) => e.messageUid === UID);
  return [own.length, ...own.flatMap(({ cause }) => cause ?? [])];
}

function lossesOf({ events }: CheckedRun): readonly string[] {
  return eventsOf(events, 'message-lost').map(({ messageUid, cause }) => `${messageUid} ${cause}`);
}

describe('v5 [MQTT-4.3.3-10] QoS 2 comes once while both ends keep their state', () => {
  test.each<[string, Parts['script']]>([
    [
      'though its PUBREC is lost',
      [
        [0, drop('PUBREC', 1)],
        [0, drop('PUBREC', 2)],
        [0, publish],
      ],
    ],
    [
      'though its connections end in between',
      [
        [0, publish],
        [70, cut('pub')],
        [130, cut('sub')],
      ],
    ],
    [
      'though everyone crashes, with a store',
      [
        [0, publish],
        [70, { kind: 'crash-client', client: 'pub', store: 'kept', restartMs: 100 }],
        [125, crashBroker],
        [160, { kind: 'crash-client', client: 'sub', store: 'kept', restartMs: 100 }],
      ],
    ],
  ])('%s', (_, script) => {
    expect(timesOf(play({ script }))).toEqual([1]);
  });
});

describe('QoS 2 comes twice', () => {
  const pubrecLost = [
    [0, drop('PUBREC', 1)],
    [0, publish],
  ] as const;

  test("when the publisher's next connection starts clean at the broker, and it sends again all the same", () => {
    const pub = { cleanStart: true, sessionLost: 'resend' };
    const script = [...pubrecLost, [80, cut('pub')]] as const;
    expect(timesOf(play({ script, pub }))).toEqual([2, 'stateLost']);
    expect(timesOf(play({ script, pub: { sessionLost: 'resend' } }))).toEqual([1]);
  });

  test("when the publisher's session expires at the broker in between", () => {
    const pub = { sessionExpirySec: 1, sessionLost: 'resend' };
    const gone: Command = { kind: 'take-offline', client: 'pub', how: 'reset', forMs: 2000 };
    const short: Command = { ...gone, forMs: 500 };
    expect(timesOf(play({ script: [...pubrecLost, [80, gone]], pub }))).toEqual([2, 'stateLost']);
    expect(timesOf(play({ script: [...pubrecLost, [80, short]], pub }))).toEqual([1]);
  });

  test('when the broker crashes without a store after it has forwarded', () => {
    const pub = { sessionLost: 'resend' };
    const script = [...pubrecLost, [160, crashBroker]] as const;
    // The subscriber is back before the publisher, or there would be nobody to forward to.
    const sub = { reconnectMs: 200 };
    const memory = { store: 'memory' };
    expect(timesOf(play({ script, pub, sub, broker: memory }))).toEqual([2, 'stateLost']);
    expect(timesOf(play({ script, pub, sub, broker: { store: 'persistent' } }))).toEqual([1]);
  });

  test('when the subscriber crashes and its identifiers are lost, and the broker sends again (3.1.1)', () => {
    const script = [
      [0, drop('PUBREC', 2)],
      [0, publish],
      [130, crash('sub')],
    ] as const;
    const version = { protocolVersion: 4 } as const;
    expect(timesOf(play({ ...version, script }))).toEqual([2, 'stateLost']);
    const kept: Command = { kind: 'crash-client', client: 'sub', store: 'kept', restartMs: 100 };
    const same = [...script.slice(0, 2), [130, kept]] as const;
    expect(timesOf(play({ ...version, script: same }))).toEqual([1]);
  });

  test('v5 [MQTT-3.2.2-4] but not in 5.0, where a subscriber without a session asks for a new one: then what is left is lost', () => {
    const script = [
      [0, drop('PUBREC', 2)],
      [0, publish],
      [130, crash('sub')],
    ] as const;
    expect(timesOf(play({ protocolVersion: 5, script }))).toEqual([1]);
  });

  test('when an autosaved store goes back to before the end of an exchange', () => {
    // Saved at 1 s while the PUBREL is on its way to the subscriber; done by the crash at 1.3 s.
    const broker = { store: 'autosave', autosaveSec: 1 };
    const script = [
      [690, publish],
      [1100, crashBroker],
    ] as const;
    const run = play({ script, broker, sub: { sessionExpirySec: 3600 } });
    expect(timesOf(run)).toEqual([2, 'stateLost']);
    expect(timesOf(play({ script, broker: { store: 'persistent' } }))).toEqual([1]);
  });

  test('when a PUBLISH that was sent again is overtaken by its PUBREL', () => {
    const network = { reordering: 1, reorderMs: 400, resendMs: 110 };
    const twice = SEEDS.filter((seed) => {
      const [times, ...causes] = timesOf(runOf(seed, network));
      for (const cause of causes) expect(['publisherResend', 'brokerResend']).toContain(cause);
      return times > 1;
    });
    expect(twice.length).toBeGreaterThan(3);
    const inOrder = { ...network, reordering: 0, jitterMs: 400 };
    for (const seed of SEEDS) expect(timesOf(runOf(seed, inOrder))).toEqual([1]);
  });

  test("when the network's copy of a PUBLISH is overtaken by its PUBREL, and not when it keeps its place", () => {
    const network = { duplication: 1, reordering: 0.5, reorderMs: 600, resendMs: 60_000 };
    const causes = SEEDS.flatMap((seed) => timesOf(runOf(seed, network)).slice(1));
    expect(new Set(causes)).toEqual(new Set(['networkCopy']));
    for (const seed of SEEDS) {
      expect(timesOf(runOf(seed, { ...network, reordering: 0 }))).toEqual([1]);
    }
  });
});

describe('QoS 2 is lost', () => {
  test('as gaveUp when its sender gives up', () => {
    const network = { lossHop1Up: 1, resendMs: 100 };
    const run = play({ script: [[0, publish]], network, pub: { resendLimit: 2 } });
    expect(lossesOf(run)).toEqual([`${UID} gaveUp`]);
  });

  test('as stateLost when the broker, which holds it until PUBREL, crashes without a store', () => {
    const broker = { qos2Forward: 'pubrel', store: 'memory' };
    const script = [
      [0, publish],
      [70, crashBroker],
    ] as const;
    expect(lossesOf(play({ script, broker }))).toEqual([`${UID} stateLost`]);
    const persistent = { ...broker, store: 'persistent' };
    expect(lossesOf(play({ script, broker: persistent }))).toEqual([]);
  });

  test('as stateLost when its publisher crashes without a store before the broker has it', () => {
    const script = [
      [0, publish],
      [10, kill(`${UID}:PUBLISH.1`)],
      [20, crash('pub')],
    ] as const;
    expect(lossesOf(play({ script }))).toEqual([`${UID} stateLost`]);
  });

  test('as stateLost when its subscriber starts clean while the broker waits for its PUBREC', () => {
    const script = [
      [0, publish],
      [60, kill(`${UID}:sub.1:PUBLISH.1`)],
      [70, cut('sub')],
    ] as const;
    expect(lossesOf(play({ script, sub: { cleanStart: true } }))).toEqual([`${UID} stateLost`]);
    expect(lossesOf(play({ script }))).toEqual([]);
  });

  test('as stateLost when it was in the inbox of an application that crashes, whatever its session keeps', () => {
    const sub = { handlerMs: 500 };
    const kept: Command = { kind: 'crash-client', client: 'sub', store: 'kept', restartMs: 100 };
    const script = [
      [0, publish],
      [0, publish],
      [300, kept],
    ] as const;
    expect(lossesOf(play({ script, sub }))).toEqual(['pub/hand/2 stateLost']);
  });
});

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

function runOf(seed: number, network: object): CheckedRun {
  return runChecked(
    scenarioOf({
      seed,
      network,
      broker: { qos2Forward: 'publish' },
      clients: [
        { id: 'pub', qos2HandOver: 'publish' },
        { id: 'sub', qos2HandOver: 'publish', subscriptions: [{ filter: 't', qos: 2 }] },
      ],
      script: [{ atMs: 0, command: publish }],
    }),
  );
}
