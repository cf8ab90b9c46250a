// What varies: ranges and lists, and what is wrong with one.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import { axis } from '../testing/sweeps.ts';
import { parseAxis } from './axis.ts';

describe('an axis', () => {
  test('has both of its ends, and no digits that binary fractions leave behind', () => {
    expect(axis('loss=0:0.5:0.1').texts).toEqual(['0', '0.1', '0.2', '0.3', '0.4', '0.5']);
    expect(axis('latency-ms=10:35:10').texts).toEqual(['10', '20', '30']);
  });

  test('can be a list of anything that the setting takes', () => {
    expect(axis('network=lossy,tcp').texts).toEqual(['lossy', 'tcp']);
  });

  test.each([
    ['loss', '--x: got "loss", expected SETTING=FROM:TO:STEP'],
    ['loose=0:1:0.1', '--x: got "loose", expected a setting'],
    ['loss=0:1:0', '--x: got "0:1:0", expected a step above 0'],
    ['loss=1:0:0.1', '--x: got "1:0:0.1", expected an end that is not before its beginning'],
    ['loss=0:1', '--x: got "0:1", expected three numbers'],
    ['loss=0.1,0.10', '--x: got "0.1,0.10", expected each value once, also 0.10'],
    ['loss=0:1:0.0001', '--x: got "0:1:0.0001", expected at most 500 values; these are 10,001'],
    ['loss=0:2:0.5', '--x loss: got "1.5", expected a number from 0 to 1'],
    ['seed=1,2', '--x: got "seed", expected another setting: each replication has a seed'],
    ['loss=0.1,0.2,0.1', '--x: got "0.1,0.2,0.1", expected each value once, also 0.1'],
    ['network=lossy,udp', '--x network: got "udp", expected lossy or tcp'],
  ])('%s is refused', (text, message) => {
    const parsed = parseAxis(text, DEFAULT_PRESET.scenario, '--x');
    const [error] = parsed.ok ? [] : parsed.errors;
    expect(error && formatInputError(error)).toContain(message);
  });
});
