import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_NETWORK } from './defaults.ts';
import { networkChangesSchema } from './networkSchema.ts';
import { findProfile, ILLUSTRATIVE, NETWORK_PROFILES, sayProfile } from './profiles.ts';
import type { NetworkSettings } from './scenario.ts';

describe.each(NETWORK_PROFILES)('the profile “$label”', ({ name, network, source }) => {
  test('is a valid change of the network', () => {
    expect(v.safeParse(networkChangesSchema, network).success).toBe(true);
  });

  test('says where its figures come from, with a year, a section or a name, or that nowhere', () => {
    expect(source).toMatch(
      new RegExp(`^${ILLUSTRATIVE}$|\\b(19|20)\\d\\d\\b|section \\d|^WebPageTest, `),
    );
  });

  test.each(['lossy', 'tcp'] as const)(
    'is found again in a network that has it, over %s',
    (model) => {
      const set: NetworkSettings = { ...DEFAULT_NETWORK, model, resendMs: 5000, ...network };
      expect(findProfile(set)?.name).toBe(name);
    },
  );

  test('is another one’s no longer when a figure is moved', () => {
    const moved = { ...DEFAULT_NETWORK, ...network, latencyMs: network.latencyMs + 0.5 };
    expect(findProfile(moved)).toBeUndefined();
  });
});

test('no two profiles have a name or the same figures', () => {
  expect(new Set(NETWORK_PROFILES.map(({ name }) => name)).size).toBe(NETWORK_PROFILES.length);
  const figures = NETWORK_PROFILES.map(({ network }) => JSON.stringify(network));
  expect(new Set(figures).size).toBe(NETWORK_PROFILES.length);
});

test('a profile is said by its figures', () => {
  const say = (name: string) => {
    const found = NETWORK_PROFILES.find((profile) => profile.name === name);
    return found === undefined ? '' : sayProfile(found);
  };
  expect(say('lte')).toBe('35 ms each way, 1500 kB/s over TCP');
  expect(say('train')).toBe('60 to 260 ms each way, 5 % lost in bursts of 2000 ms, a cut a minute');
});

test('the settings that a run begins with are no profile', () => {
  expect(findProfile(DEFAULT_NETWORK)).toBeUndefined();
});
