import { describe, expect, test } from 'vitest';
import { connectedPair } from '../testing/machinePair.ts';
import { formatStatement, RULES, type RuleId } from './rules.ts';

const ids = Object.keys(RULES) as RuleId[];

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
    const resendAfter = 1_000_000 as never;
    const used = new Set<string>();
    for (const qos of [0, 1, 2] as const) {
      const pair = connectedPair({ subQos: 1, pub: { resendAfter, keepAliveSec: 1 } });
      pair
        .dropNth(qos === 2 ? 'PUBREC' : 'PUBACK', 1)
        .publish('pub', 'm', qos)
        .run(5000);
      pair.dropNth('PUBACK', 1, 'sub').publish('pub', 'n', qos).run().cut('sub').connect('sub');
      for (const { because } of pair.effectsOf('pub', 'send-packet')) used.add(because);
      for (const { because } of pair.effectsOf('sub', 'send-packet')) used.add(because);
      for (const { because } of pair.effectsOf('broker', 'send-packet')) used.add(because);
    }
    const spoken = ids.filter((id) => id !== 'qos1-new-after-puback');
    expect([...used].sort()).toEqual([...spoken].sort());
  });
});
