import { describe, expect, test } from 'vitest';
import { connectedPair, MachinePair } from '../testing/machinePair.ts';
import { ackOf, KEPT, subscribeOf } from '../testing/messages.ts';
import { formatStatement, RULES, type RuleId } from './rules.ts';

const ids = Object.keys(RULES) as RuleId[];
const resendAfter = 1_000_000 as never;

/** Why packets were sent. */
const reasonsOf = (pair: MachinePair): readonly RuleId[] =>
  pair.effects.flatMap(({ effect }) => (effect.kind === 'send-packet' ? [effect.because] : []));

/** Exchanges at each level that lose a packet on the way, and a reconnect. */
function exchanges(): readonly RuleId[] {
  return ([0, 1, 2] as const).flatMap((qos) => {
    const pair = connectedPair({ subQos: 1, pub: { resendAfter, keepAliveSec: 1 } });
    pair
      .dropNth(qos === 2 ? 'PUBREC' : 'PUBACK', 1)
      .publish('pub', 'm', qos)
      .run(5000);
    pair.dropNth('PUBACK', 1, 'sub').publish('pub', 'n', qos).run().reconnect('sub');
    return reasonsOf(pair);
  });
}

/** A client that takes back what it wants, and says goodbye. */
function goodbye(): readonly RuleId[] {
  const pair = connectedPair();
  pair.stepClient('sub', { kind: 'unsubscribe', filters: ['t'] });
  return reasonsOf(pair.run().disconnect('sub'));
}

/** A retained message, a shared subscription whose member goes, a stray PUBREC, a refused and a faulty client. */
function played(): readonly RuleId[] {
  const pair = new MachinePair({}, []);
  const pub = pair.join('pub').publish('r', 0, 'r', { retain: true });
  pair.join('reader').give(subscribeOf('r'));
  const members = ['m0', 'm1'].map((id) => pair.joinSubscribed(id, '$share/g/t', KEPT));
  pub.publish('a', 1);
  members[0]?.disconnect(0, 0);
  pair.join('refused', { authenticationMethod: 'x' });
  pub.give(ackOf('PUBREC', 77), { type: 'PINGRESP' });
  return reasonsOf(pair);
}

describe('the table of rules', () => {
  test('writes every statement as the specification does, for both versions or for neither', () => {
    for (const id of ids) {
      const v5 = formatStatement(id, 5);
      const v4 = formatStatement(id, 4);
      if (v5 !== undefined) expect(v5).toMatch(/^v5 \[MQTT-\d\.\d+\.\d-\d+\]$/);
      if (v4 !== undefined) expect(v4).toMatch(/^3\.1\.1 \[MQTT-\d\.\d+\.\d-\d+\]$/);
      expect(v5 === undefined).toBe(v4 === undefined);
    }
    expect(formatStatement('qos2-pubrec-again', 5)).toBe(`v5 [${'MQTT'}-4.3.3-10]`);
    expect(formatStatement('timer-resend', 5)).toBeUndefined();
  });

  test('has no rule that the machines never act by', () => {
    const used = new Set([...exchanges(), ...goodbye(), ...played()]);
    expect([...used].sort()).toEqual([...ids].sort());
  });
});
