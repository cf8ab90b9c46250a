// The conditions of several levels at once.
import { expect, test } from 'vitest';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { conditionsOf } from './conditions.ts';
import { REQUIREMENTS } from './requirements.ts';

const { scenario } = DEFAULT_PRESET;

test('each is said once, with the levels that it is for', () => {
  const conditions = conditionsOf([0, 1, 2], scenario);
  const says = conditions.map((each) => each.says);
  expect(new Set(says).size).toBe(says.length);
  expect(conditions.some(({ levels }) => levels.length === 2)).toBe(true);
  const pairs = conditions.reduce((sum, { levels }) => sum + levels.length, 0);
  expect(pairs).toBe(REQUIREMENTS.reduce((sum, { levels }) => sum + levels.length, 0));
});

test('each says whether the scenario has it so', () => {
  for (const { levels, says, isMet } of conditionsOf([1, 2], scenario)) {
    for (const level of levels) {
      const own = REQUIREMENTS.find((each) => each.says(level, scenario) === says);
      expect(own?.isMet(scenario, level)).toBe(isMet);
    }
  }
});

test('QoS 0 has none', () => {
  expect(conditionsOf([0], scenario)).toEqual([]);
});
