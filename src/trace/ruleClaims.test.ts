// The rule of thumb as runs of the three levels measure it: exactly what the formulas say where nothing
// is lost, its claims judged by clock, and each network that is said to make a claim right does so.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NetworkSettings, Scenario } from '../scenario/scenario.ts';
import { simulate } from '../sim/simulate.ts';
import { lossEverywhere, type PairInput, pairScenario } from '../testing/scenarios.ts';
import type { Claim, ClaimName } from './claim.ts';
import { hinders } from './clockClaims.ts';
import { latencyForms, pathOf } from './closedForms.ts';
import type { Qos } from './event.ts';
import { judgeRule } from './ruleClaims.ts';
import { FOLKLORE, LATENCY_CLOCKS, measureRule, type RuleInput } from './ruleOfThumb.ts';

const LEVELS = [0, 1, 2] as const;
const WAYS = ['pubrel', 'publish'] as const;

function runLevels(input: PairInput, network: Partial<NetworkSettings> = {}): RuleInput {
  const at = (qos: Qos): Scenario => {
    const scenario = pairScenario({ count: 40, ratePerSec: 2, ...input, qos });
    return { ...scenario, network: { ...scenario.network, ...network } };
  };
  const lanes = LEVELS.map((level) => ({ level, counters: simulate(at(level)) }));
  return { lanes, scenario: at(1), network: at(1).network, isSteady: true, isUntouched: true };
}

function claimsOf(input: RuleInput): readonly Claim[] {
  return judgeRule(measureRule(input), input);
}

function claimOf(input: RuleInput, level: Qos, name: ClaimName): Claim {
  const found = claimsOf(input).find((claim) => claim.level === level && claim.name === name);
  if (found === undefined) throw new Error('Every level has each claim');
  return found;
}

describe('measured without loss and jitter', () => {
  for (const model of ['lossy', 'tcp'] as const) {
    for (const qos2Forward of WAYS) {
      for (const qos2HandOver of WAYS) {
        test(`${model}, ${qos2Forward}, ${qos2HandOver}: every figure is its formula, exactly`, () => {
          const rule = measureRule(
            runLevels({
              network: { latencyMs: 30, model },
              broker: { qos2Forward },
              client: { qos2HandOver },
            }),
          );
          expect([rule.latencyUnmet, rule.lossUnmet]).toEqual([[], []]);
          for (const { roundTrips, latency, storage, duplicates } of rule.levels) {
            for (const clock of LATENCY_CLOCKS) {
              expect(roundTrips[clock].measured).toBe(roundTrips[clock].formula);
              expect(latency[clock].median.measured).toBe(latency[clock].median.formula);
              expect(latency[clock].p95.measured).toBe(latency[clock].p95.formula);
            }
            expect(storage.stayMs.measured).toBe(storage.stayMs.formula);
            expect(duplicates.measured).toBe(duplicates.formula);
          }
        });
      }
    }
  }

  test('the folklore’s latencies are those of the subscriber’s handshake', () => {
    const input = runLevels({});
    expect(claimOf(input, 1, 'latency')).toMatchObject({
      text: '1.5–2×',
      verdict: 'right',
      says: 'Right for the subscriber’s handshake (1.50×), not for delivery (1.00×) and the publisher’s handshake (1.00×).',
    });
    expect(claimOf(input, 2, 'latency')).toMatchObject({
      text: '2.5–4×',
      verdict: 'right',
      says: 'Right for delivery (3.00×) and the subscriber’s handshake (3.50×), not for the publisher’s handshake (2.00×).',
    });
  });

  test('its round trips are those of the publisher’s handshake', () => {
    const input = runLevels({});
    const verdicts = LEVELS.map((level) => claimOf(input, level, 'roundTrips').verdict);
    expect(verdicts).toEqual(['right', 'right', 'right']);
    expect(claimOf(input, 1, 'roundTrips').says).toBe(
      'Right for delivery (1.00) and the publisher’s handshake (1.00), not for the subscriber’s handshake (1.50).',
    );
    expect(claimOf(input, 2, 'roundTrips').says).toBe(
      'Right for the publisher’s handshake (2.00), not for delivery (3.00) and the subscriber’s handshake (3.50).',
    );
  });

  test('QoS 2 is not stored until it is complete, and no network is offered for it', () => {
    const input = runLevels({});
    expect(claimOf(input, 1, 'storage').verdict).toBe('right');
    const claim = claimOf(input, 2, 'storage');
    expect(claim.verdict).toBe('wrong');
    expect(claim.says).toContain('200 ms each, where until complete would be 300 ms');
    expect(claim.network).toBeUndefined();
  });

  test('QoS 1 does not double', () => {
    expect(claimOf(runLevels({}), 1, 'duplicates')).toMatchObject({
      verdict: 'wrong',
      says: '0 in 40 deliveries: no answer is lost, so nothing that has arrived is sent again.',
    });
  });
});

describe('why QoS 1 has not doubled anything', () => {
  const duplicatesOn = (network: object) => {
    const claim = claimOf(runLevels({ network: { latencyMs: 20, ...network } }), 1, 'duplicates');
    return [claim.verdict, claim.says];
  };

  test('lost PUBLISHes alone: what is sent again had not arrived', () => {
    expect(duplicatesOn({ lossHop1Up: 0.2, lossHop2Down: 0.2 })).toEqual([
      'wrong',
      '0 in 40 deliveries: no answer is lost, so nothing that has arrived is sent again.',
    ]);
  });

  test('TCP: it makes good what is lost', () => {
    expect(duplicatesOn({ model: 'tcp', ...lossEverywhere(0.1) })).toEqual([
      'wrong',
      '0 in 40 deliveries: TCP makes good what is lost, and by MQTT nothing is sent again while the connection lasts.',
    ]);
  });

  test('re-sending on reconnect alone: there was none', () => {
    expect(duplicatesOn({ resend: 'reconnect', ...lossEverywhere(0.05) })).toEqual([
      'wrong',
      expect.stringMatching(
        /^0 in \d+ deliveries: nothing is sent again while the connection lasts\.$/,
      ),
    ]);
  });

  test('where neither formula nor settings decide it, it is open and says why', () => {
    expect(duplicatesOn({ cutsPerMin: 0.001 })).toEqual([
      'open',
      '0 in 40 deliveries so far, and no formula for how many to expect: connections are cut.',
    ]);
    const input = { ...runLevels({}), isUntouched: false };
    expect(claimOf(input, 1, 'duplicates')).toMatchObject({ verdict: 'open' });
    expect(claimOf(input, 1, 'duplicates').network).toBeUndefined();
  });
});

describe('storage where the subscriber’s hop is at QoS 0', () => {
  test('nothing is stored at QoS 1, and at QoS 2 until PUBREL', () => {
    const input = runLevels({ subQos: 0, network: { latencyMs: 100 } });
    expect(claimOf(input, 1, 'storage')).toMatchObject({
      verdict: 'wrong',
      says: 'Nothing is stored: the subscriber’s hop is at QoS 0, where nobody answers.',
    });
    expect(claimOf(input, 2, 'storage')).toMatchObject({
      verdict: 'right',
      says: 'Until the publisher’s PUBREL: 200 ms each. The subscriber’s hop is at QoS 0, where nobody answers.',
    });
  });

  test('at QoS 2 forwarded on PUBLISH, nothing', () => {
    const input = runLevels({ subQos: 0, broker: { qos2Forward: 'publish' } });
    expect(claimOf(input, 2, 'storage').says).toMatch(/^Nothing is stored: /);
  });

  test('at QoS 1 the subscriber answers, and at QoS 2 the publisher before it', () => {
    const input = runLevels({ subQos: 1, network: { latencyMs: 100 } });
    expect(claimOf(input, 1, 'storage').says).toBe('Until the subscriber’s answer: 200 ms each.');
    expect(claimOf(input, 2, 'storage').says).toBe(
      'Until the publisher’s PUBREL, then until the subscriber’s answer: 400 ms each.',
    );
  });
});

describe('a median', () => {
  test('is not judged by the noise of its samples (property)', () => {
    const property = fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
      const input = runLevels({ seed, count: 30, network: { latencyMs: 50, jitterMs: 100 } });
      expect(claimOf(input, 1, 'roundTrips').verdict).toBe('right');
      expect(claimOf(input, 2, 'roundTrips').verdict).toBe('right');
    });
    fc.assert(property, { seed: 6, numRuns: 60 });
  });

  test('of few is open where luck plays a part, and where it plays none it is not', () => {
    const few = (network: object) => claimOf(runLevels({ count: 5, network }), 1, 'roundTrips');
    expect(few({ jitterMs: 100 })).toMatchObject({
      verdict: 'open',
      says: 'Too few to tell for delivery, the publisher’s handshake and the subscriber’s handshake.',
    });
    expect(few({}).verdict).toBe('right');
    // Few answers of the subscriber come back.
    const network = { resend: 'reconnect' as const, lossHop2Up: 0.85 };
    const input = runLevels({ count: 40, network });
    const { n } = measureRule(input).levels[1]?.latency.subscriberHandshakeMs.median ?? {};
    expect(n).toBeLessThan(10);
    expect(claimOf(input, 1, 'latency')).toMatchObject({
      verdict: 'open',
      says: expect.stringMatching(
        /^Not right for .*, too few to tell for the subscriber’s handshake\.$/,
      ),
    });
  });

  test('over a network that has changed on the way is of no one network', () => {
    const input = { ...runLevels({ network: lossEverywhere(0.2) }), isSteady: false };
    for (const level of [1, 2] as const) {
      for (const name of ['roundTrips', 'latency'] as const) {
        expect(claimOf(input, level, name)).toMatchObject({
          verdict: 'open',
          says: 'The network has changed on the way: what is measured is of no one network.',
          network: { changes: expect.anything() },
        });
      }
    }
  });

  test('and the 95th percentile beneath it have one unit: the median QoS 0 delivery', () => {
    const input = runLevels({ network: { model: 'tcp', ...lossEverywhere(0.1) } });
    const rule = measureRule(input);
    const unit = input.lanes[0]?.counters.levels[0].deliveryMs.p50 ?? 0;
    for (const { level, latency } of rule.levels) {
      for (const clock of LATENCY_CLOCKS) {
        const { p95 } = input.lanes[level]?.counters.levels[level][clock] ?? {};
        const { median, p95: tail } = latency[clock];
        if (typeof p95 === 'number') expect(tail.measured).toBe(p95 / unit);
        if (tail.measured !== undefined) {
          expect(tail.measured).toBeGreaterThanOrEqual(median.measured ?? 0);
        }
      }
    }
  });
});

describe('where no network is offered', () => {
  test('it is said what keeps the formulas from holding on any', () => {
    const input = runLevels({
      script: [{ atMs: 3000, command: { kind: 'cut-connection', client: 'sub' } }],
    });
    expect(hinders(input)).toEqual(['the scenario’s script interferes']);
    expect(claimsOf(input).filter(({ network }) => network !== undefined)).toEqual([]);
    const touched = { ...runLevels({ network: lossEverywhere(0.2) }), isUntouched: false };
    expect(hinders(touched)).toEqual(['clients, broker or packets were interfered with by hand']);
    expect(claimOf(touched, 1, 'latency').network).toBeUndefined();
    expect(hinders(runLevels({ network: lossEverywhere(0.4) }))).toEqual([]);
  });
});

describe('a network that is said to make a claim right', () => {
  const anyNetwork = fc.record({
    model: fc.constantFrom('lossy' as const, 'tcp' as const),
    lossHop1Up: fc.constantFrom(0, 0.1, 0.3),
    lossHop1Down: fc.constantFrom(0, 0.2),
    lossHop2Up: fc.constantFrom(0, 0.1),
    lossHop2Down: fc.constantFrom(0, 0.2),
    latencyMs: fc.constantFrom(0, 7, 50, 300),
    jitterMs: fc.constantFrom(0, 20),
    duplication: fc.constantFrom(0, 0.3),
    reordering: fc.constantFrom(0, 0.2),
    bytesPerSec: fc.constantFrom(0, 2000),
    resend: fc.constantFrom('model' as const, 'reconnect' as const),
  });
  const anyWays = fc.record({
    qos2Forward: fc.constantFrom(...WAYS),
    qos2HandOver: fc.constantFrom(...WAYS),
    subQos: fc.constantFrom(1 as const, 2 as const),
  });

  test('makes it so when the run is on it (property)', () => {
    let offers = 0;
    const property = fc.property(anyNetwork, anyWays, (network, { qos2Forward, ...ways }) => {
      const pair = {
        broker: { qos2Forward },
        client: { qos2HandOver: ways.qos2HandOver },
        subQos: ways.subQos,
      };
      for (const claim of claimsOf(runLevels(pair, network))) {
        const right = claim.network;
        if (right === undefined) continue;
        offers++;
        const after = runLevels(pair, { ...network, ...right.changes });
        expect([claim, claimOf(after, claim.level, claim.name).verdict]).toEqual([claim, 'right']);
        if (right.clock === undefined) continue;
        const measured = measureRule(after).levels[claim.level];
        const isTrips = claim.name === 'roundTrips';
        const value = isTrips
          ? measured?.roundTrips[right.clock].measured
          : measured?.latency[right.clock].median.measured;
        const trips = FOLKLORE[claim.level].roundTrips;
        const [from, to] = isTrips ? [trips, trips] : FOLKLORE[claim.level].latency;
        expect(value).toBeGreaterThanOrEqual(from);
        expect(value).toBeLessThanOrEqual(to);
      }
    });
    fc.assert(property, { seed: 6, numRuns: 60 });
    expect(offers).toBeGreaterThan(100);
  });

  test('is offered where loss and jitter have spoilt it, and says nothing that is set already', () => {
    const network = { ...lossEverywhere(0.4), jitterMs: 30 };
    const claim = claimOf(runLevels({ network }), 1, 'latency');
    expect(claim.network).toEqual({
      changes: { lossHop1Up: 0, lossHop1Down: 0, lossHop2Up: 0, lossHop2Down: 0, jitterMs: 0 },
      clock: 'subscriberHandshakeMs',
    });
    expect(claimOf(runLevels({}), 1, 'latency').network).toBeUndefined();
  });
});

describe('a figure', () => {
  test('has no formula where a condition does not hold, and says which', () => {
    const rule = measureRule(runLevels({ network: lossEverywhere(0.1) }));
    expect(rule.latencyUnmet).toEqual(['packets are lost']);
    expect(rule.levels[2]?.latency.deliveryMs.median.formula).toBeUndefined();
    expect(rule.lossUnmet).toEqual([]);
    expect(rule.levels[1]?.duplicates.formula).toBeCloseTo(1 / 0.81 - 1);
  });

  test('is absent before anything is measured', () => {
    const input = runLevels({ count: 0 });
    const rule = measureRule(input);
    expect(rule.levels[1]?.latency.deliveryMs.median).toEqual({
      measured: undefined,
      n: 0,
      formula: 1,
    });
    expect(claimsOf(input).every(({ verdict }) => verdict !== 'wrong')).toBe(true);
  });

  test('counts each subscriber’s copy in the broker’s store', () => {
    const input = runLevels({});
    const twice = (scenario: Scenario): Scenario => ({
      ...scenario,
      clients: scenario.clients.flatMap((client) =>
        client.id === 'sub' ? [client, { ...client, id: 'other' }] : [client],
      ),
    });
    const lanes = LEVELS.map((level) => ({
      level,
      counters: simulate(twice(pairScenario({ qos: level, count: 30, ratePerSec: 2 }))),
    }));
    const rule = measureRule({ ...input, lanes, scenario: twice(input.scenario) });
    for (const { storage } of rule.levels) {
      expect(storage.stayMs.measured).toBe(storage.stayMs.formula);
    }
    expect(rule.levels[2]?.storage.stayMs.formula).toBe(50 * (2 + 2 + 2));
  });

  test('of PROTOCOL 6’s table: 2L, 2L, 6L to the application', () => {
    const { scenario } = runLevels({});
    const inL = LEVELS.map((level) => {
      const path = pathOf(scenario, level);
      return path && latencyForms(path).deliveryMs;
    });
    expect(inL).toEqual([2, 2, 6]);
  });
});
