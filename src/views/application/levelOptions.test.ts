import { describe, expect, test } from 'vitest';
import type { Qos } from '../../trace/event.ts';
import { USE_CASES } from '../../usecases/useCases.ts';
import { levelOptions } from './levelOptions.ts';

const PLAIN = { levelMost: 2, ignoresRepeats: false, forgets: false } as const;

function labelsOf(name: string, more: Partial<typeof PLAIN> | object = {}, harmed?: Qos) {
  const useCase = USE_CASES.find((one) => one.name === name);
  if (useCase === undefined) throw new Error(`there is no ${name}`);
  return levelOptions(useCase, { ...PLAIN, ...more }, harmed).map(({ label }) =>
    label.replaceAll('\u00a0', ' '),
  );
}

describe('the levels of a use case, as choices', () => {
  test('every level that may do harm says which', () => {
    expect(labelsOf('ledger')).toEqual(['QoS 0 may lose', 'QoS 1 may double', 'QoS 2 as needed']);
    expect(labelsOf('vehicle')).toEqual([
      'QoS 0 as needed',
      'QoS 1 may be late',
      'QoS 2 may be late',
    ]);
    expect(labelsOf('chat', { ignoresRepeats: true })).toEqual([
      'QoS 0 may lose',
      'QoS 1 as needed',
      'QoS 2',
    ]);
  });

  test('none is called as needed where none is enough', () => {
    const labels = labelsOf('ledger', { forgets: true });
    expect(labels).toEqual(['QoS 0 may lose', 'QoS 1 may double', 'QoS 2 may double']);
  });

  test('one that has done harm in this run is not called as needed', () => {
    expect(labelsOf('ledger', {}, 2)[2]).toBe('QoS 2 not enough');
    expect(labelsOf('ledger', {}, 1)[1]).toBe('QoS 1 may double');
  });
});
