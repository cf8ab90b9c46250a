// Checkers of what happens between nodes: fates, rules, order, answers. Each finds what is planted.
import { describe, expect, test } from 'vitest';
import { addTime, fromUs, type SimTime } from '../../base/time.ts';
import {
  brokenTrace,
  faultsBy,
  plant,
  plantPacket,
  tcpTrace,
  trueTrace,
} from '../../testing/planted.ts';
import { checkAnswers } from './answers.ts';
import { checkFates } from './fates.ts';
import { checkOvertaking, checkTime } from './order.ts';
import { checkRules } from './rules.ts';
import { CHECKERS, faultsOf } from './traceChecker.ts';

const qos1 = trueTrace(1);
const qos2 = trueTrace(2);
const broken = brokenTrace();
const tcp = tcpTrace();
const TRACES = [qos1, qos2, tcp, broken];
const later = (at: SimTime, us = 1): SimTime => addTime(at, fromUs(us));
const any = () => true;

test('no checker finds a fault in the true traces, which hold every kind of loss, and every kind of crash', () => {
  for (const trace of TRACES) {
    expect(faultsOf(trace.events, trace.scenario, true)).toEqual([]);
    for (const checker of CHECKERS) expect(faultsBy(checker, trace)).toEqual([]);
  }
  const causes = qos2.events.flatMap((e) => (e.kind === 'packet-lost' ? [e.cause] : []));
  expect(new Set(causes)).toEqual(new Set(['network', 'rule', 'killed', 'connection']));
});

test('all checkers together tell what is wrong and when', () => {
  const twice = plant(qos1, 'packet-arrived', any, (e) => [e, e]);
  const faults = faultsOf(twice.events, twice.scenario, true);
  expect(faults.join('\n')).toMatch(/^at \d+ µs: .* arrives and is not on its way$/m);
});

describe('the fate of a packet', () => {
  test.each([
    ['sent twice', plant(qos1, 'packet-sent', any, (e) => [e, e]), /is sent twice/],
    ['never ended', plant(qos1, 'packet-arrived', isPublish, () => []), /never comes to an end/],
    ['arrived twice', plant(qos1, 'packet-arrived', any, (e) => [e, e]), /is not on its way/],
    [
      'arrived late',
      plant(qos1, 'packet-arrived', any, (e) => [{ ...e, at: later(e.at) }]),
      /was not foretold/,
    ],
    [
      'lost late',
      plant(qos1, 'packet-lost', isBy('network'), (e) => [{ ...e, at: later(e.at) }]),
      /lost at \d+, which was not foretold/,
    ],
    ['lost twice', plant(qos1, 'packet-lost', any, (e) => [e, e]), /lost and is not on its way/],
    [
      'killed by nobody',
      plant(qos1, 'packet-lost', isBy('network'), (e) => [{ ...e, cause: 'killed' }]),
      /killed by no command/,
    ],
    [
      'lost with a connection that lives',
      plant(qos1, 'packet-lost', isBy('network'), (e) => [{ ...e, cause: 'connection' }]),
      /lost with a connection that lives/,
    ],
    [
      'alive after its connection',
      plant(qos2, 'packet-lost', isBy('connection'), () => []),
      /outlives its connection/,
    ],
    [
      'known over TCP',
      plant(tcp, 'packet-sent', any, (e) => [{ ...e, arrivesAt: e.at, dueAt: e.at }]),
      /has a fate that TCP does not know yet/,
    ],
    [
      'a copy of something else',
      plantPacket(broken, (e) => e.packet.networkCopy === 2, { packetId: 77 }),
      /is a copy of nothing that was just sent/,
    ],
    [
      'out of a black hole',
      plant(tcp, 'connection-silenced', any, (e) => [
        e,
        ...tcp.events.filter((other) => {
          const isOn = other.kind === 'packet-arrived' && other.packet.connection === e.connection;
          return isOn && other.at < e.at;
        }),
      ]),
      /comes out of a black hole/,
    ],
    ['on no connection', plant(qos1, 'connection-opened', any, () => []), /without a connection/],
    [
      'of two fates',
      plant(qos1, 'packet-sent', any, (e) => [{ ...e, lostAt: e.at }]),
      /has not one fate/,
    ],
    [
      'due before it is sent',
      plant(qos1, 'packet-sent', any, (e) => [{ ...e, dueAt: fromUs(-1), arrivesAt: fromUs(-1) }]),
      /fate outside its flight/,
    ],
  ])('%s', (_, trace, says) => {
    expect(faultsBy(checkFates, trace).join('\n')).toMatch(says);
  });
});

describe('a rule', () => {
  test('that loses nothing is found', () => {
    const trace = plant(qos1, 'packet-sent', isRuled, ({ lostAt: _, ...e }) => [e]);
    expect(faultsBy(checkRules, trace).join()).toMatch(/escapes the rule/);
  });

  test('that nobody made is found, and luck that takes the place of one', () => {
    const made = plant(qos1, 'packet-lost', isBy('network'), (e) => [{ ...e, cause: 'rule' }]);
    expect(faultsBy(checkRules, made).join()).toMatch(/a rule that nobody made/);
    const luck = plant(qos1, 'packet-lost', isBy('rule'), (e) => [{ ...e, cause: 'network' }]);
    expect(faultsBy(checkRules, luck).join()).toMatch(/to its luck/);
  });
});

describe('order', () => {
  test('a time that runs backwards or is no whole microsecond is found', () => {
    const back = plant(qos1, 'message-delivered', any, (e) => [{ ...e, at: fromUs(1) }]);
    expect(faultsBy(checkTime, back).join()).toMatch(/comes after/);
    const half = plant(qos1, 'message-delivered', any, (e) => [{ ...e, at: later(e.at, 0.5) }]);
    expect(faultsBy(checkTime, half).join()).toMatch(/no whole microsecond/);
  });

  test('a timer that fires at another time, or is set to a time gone by, is found', () => {
    const late = plant(qos1, 'timer-fired', any, (e) => [{ ...e, firesAt: later(e.firesAt) }]);
    expect(faultsBy(checkTime, late).join()).toMatch(/not set to/);
    const past = plant(qos1, 'timer-set', any, (e) => [{ ...e, firesAt: fromUs(-1) }]);
    expect(faultsBy(checkTime, past).join()).toMatch(/gone by/);
  });

  test('a packet that is due before one sent earlier is found', () => {
    const trace = plant(qos1, 'packet-sent', isPublish, (e) => [e, { ...e, dueAt: e.at }]);
    expect(faultsBy(checkOvertaking, trace).join()).toMatch(/due before/);
  });

  test('a packet that is overtaken is found, where the network does not re-order', () => {
    const first = qos1.events.find((e) => e.kind === 'packet-arrived' && isPublish(e));
    const events = qos1.events.filter((event) => event !== first);
    const late = { ...qos1, events: [...events, first as never] };
    expect(faultsBy(checkOvertaking, late).join()).toMatch(/which was sent earlier/);
    const network = { ...qos1.scenario.network, reordering: 0.5 };
    const reordered = { ...late, scenario: { ...qos1.scenario, network } };
    expect(faultsBy(checkOvertaking, reordered)).toEqual([]);
  });
});

describe('a rule over TCP', () => {
  test('loses the first transmission, and one that does not is found', () => {
    const isRuledOut = (e: { packet: { uid: string }; transmission: number }) =>
      e.transmission === 1 && ruled.has(e.packet.uid);
    const ruled = new Set(
      tcp.events.flatMap((e) => {
        return e.kind === 'segment-lost' && e.cause === 'rule' ? [e.packet.uid] : [];
      }),
    );
    const escaped = plant(tcp, 'segment-sent', isRuledOut, ({ lostAt: _, ...e }) => [e]);
    expect(faultsBy(checkRules, escaped).join()).toMatch(/escapes the rule/);
  });
});

describe('an answer', () => {
  test('that comes before its application is done, or never, is found', () => {
    const first = plant(
      broken,
      'packet-sent',
      (e) => e.packet.type === 'PUBREC' && e.packet.from === 'sub',
      () => [],
    );
    expect(faultsBy(checkAnswers, first).join()).toMatch(/is not answered at once/);
    const { scenario, events } = broken;
    const clients = scenario.clients.map((client) => ({
      ...client,
      acknowledge: 'first' as const,
    }));
    const hasty = faultsBy(checkAnswers, { events, scenario: { ...scenario, clients } });
    expect(hasty.join()).toMatch(/is not answered at once/);
  });

  test('that a client withholds is not missed', () => {
    const { scenario } = qos1;
    const clients = scenario.clients.map((client) => ({
      ...client,
      withholds: ['PUBACK'] as const,
    }));
    const isIt = (e: { packet: { type: string; from: string } }) =>
      e.packet.type === 'PUBACK' && e.packet.from === 'sub';
    const missing = plant(qos1, 'packet-sent', isIt, () => []);
    const withheld = faultsBy(checkAnswers, { ...missing, scenario: { ...scenario, clients } });
    expect(withheld.join()).not.toMatch(/is not answered at once/);
    expect(faultsBy(checkAnswers, missing).join()).toMatch(/is not answered at once/);
  });

  const types = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'CONNACK', 'SUBACK', 'PINGRESP'] as const;
  test.each(types)('%s that does not come is found', (type) => {
    const trace = type === 'PUBACK' ? qos1 : qos2;
    const isMeant = (e: { packet: { type: string } }) => e.packet.type === type;
    const missing = plant(trace, 'packet-sent', isMeant, () => []);
    expect(faultsBy(checkAnswers, missing).join()).toMatch(/is not answered at once|first/);
  });

  test.each(types)('%s that nobody asked for is found', (type) => {
    const trace = type === 'PUBACK' ? qos1 : qos2;
    const isMeant = (e: { packet: { type: string } }) => e.packet.type === type;
    const twice = plant(trace, 'packet-sent', isMeant, (e) => [e, e]);
    expect(faultsBy(checkAnswers, twice).join()).toMatch(/answers nothing/);
  });

  test.each([[{ packetId: 4711 }], [{ messageUid: 'another' }], [{ attempt: 99 }], [{ copy: 99 }]])(
    'that carries something else is found: %j',
    (facts) => {
      const trace = plantPacket(qos1, (e) => e.packet.type === 'PUBACK', facts);
      expect(faultsBy(checkAnswers, trace).join()).toMatch(/does not carry what/);
    },
  );

  test('that comes after something else was sent is found', () => {
    const trace = plant(
      qos1,
      'packet-sent',
      (e) => e.packet.type === 'PUBACK',
      (e) => {
        const { packet } = e;
        return [{ ...e, packet: { ...packet, type: 'PUBLISH' as const, uid: 'x' } }, e];
      },
    );
    expect(faultsBy(checkAnswers, trace).join()).toMatch(/gets x first/);
  });
});

function isPublish({ packet }: { packet: { type: string } }): boolean {
  return packet.type === 'PUBLISH';
}

function isBy(cause: string): (event: { cause: string }) => boolean {
  return (event) => event.cause === cause;
}

function isRuled({ packet, lostAt }: { packet: { hop: number; type: string }; lostAt?: number }) {
  return packet.hop === 2 && packet.type === 'PUBLISH' && lostAt !== undefined;
}
