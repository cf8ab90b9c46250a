import { describe, expect, test } from 'vitest';
import { findPreset } from '../../scenario/presets/presets.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { LEVELS, PER_MESSAGE, variantOf } from '../../scenario/variants.ts';
import { type ComparedLanes, lanesFor, mixOf, modeOf, noteLanes } from './compareMode.ts';

const OWN = [
  variantOf([
    ['qos', '1'],
    ['store', 'memory'],
  ]),
  variantOf([['network', 'tcp']]),
];

describe('what was compared', () => {
  test('begins with each kind’s own lanes', () => {
    const compared: ComparedLanes = {};
    expect(lanesFor('levels', compared)).toEqual(LEVELS);
    expect(lanesFor('message', compared)).toEqual(PER_MESSAGE);
    expect(modeOf(lanesFor('variants', compared))).toBe('variants');
  });

  test('is kept: a reader’s variants are there again after a look at the levels', () => {
    const compared: ComparedLanes = {};
    for (const lanes of [OWN, LEVELS, PER_MESSAGE]) noteLanes(compared, lanes);
    expect(compared.last).toEqual(PER_MESSAGE);
    expect(lanesFor('variants', compared)).toEqual(OWN);
    expect(lanesFor('levels', compared)).toEqual(LEVELS);
  });

  test('is the last that was put together', () => {
    const compared: ComparedLanes = {};
    const later = OWN.toReversed();
    for (const lanes of [OWN, LEVELS, later, LEVELS]) noteLanes(compared, lanes);
    expect(lanesFor('variants', compared)).toEqual(later);
  });
});

describe('the levels that a run mixes', () => {
  const scenarioOf = (name: string): Scenario => {
    const preset = findPreset(name);
    if (preset === undefined) throw new Error(`there is no ${name}`);
    return preset.scenario;
  };

  test('are those of its patterns, each once', () => {
    expect(mixOf(scenarioOf('mixed-day'), [])).toEqual([0, 1, 2]);
    expect(mixOf(scenarioOf('account-ledger'), [])).toEqual([2]);
  });

  test('and those of what is published by hand', () => {
    const command = {
      kind: 'publish',
      client: 'pub',
      topic: 'shop/payments',
      qos: 0,
      payload: 'Hi',
    } as const;
    expect(mixOf(scenarioOf('account-ledger'), [command])).toEqual([0, 2]);
  });
});
