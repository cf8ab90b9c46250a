// A named network for both hops, with its figures and where they come from.

import {
  findProfile,
  ILLUSTRATIVE,
  NETWORK_PROFILES,
  type NetworkProfile,
  sayProfile,
} from '../../scenario/profiles.ts';
import { isSameData } from '../../scenario/sameData.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Select } from '../../ui/Select.tsx';
import { useChoice } from './useChoice.ts';
import type { NetworkChange } from './useNetworkChange.ts';

const NONE = 'none';

const GROUPS = [
  { label: 'With a source', options: optionsOf((source) => source !== ILLUSTRATIVE) },
  { label: 'Illustrative', options: optionsOf((source) => source === ILLUSTRATIVE) },
];

export function ProfileChoice({ network, initial, apply }: NetworkChange) {
  const [name, choose] = useChoice(findProfile(network)?.name ?? NONE, (next) => {
    const profile = profileOf(next);
    if (profile !== undefined) apply(profile.network);
  });
  const none = isSameData(network, initial) ? 'The scenario’s own' : 'Custom';
  const profile = profileOf(name);
  return (
    <>
      <Select
        label="Network profile"
        hideLabel
        options={[{ value: NONE, label: none }, ...GROUPS]}
        value={name}
        onChange={choose}
      />
      {profile === undefined ? undefined : <Hint>{sayAll(profile)}</Hint>}
    </>
  );
}

function profileOf(name: string): NetworkProfile | undefined {
  return NETWORK_PROFILES.find((profile) => profile.name === name);
}

function optionsOf(isMeant: (source: string) => boolean) {
  return NETWORK_PROFILES.filter(({ source }) => isMeant(source)).map((profile) => ({
    value: profile.name,
    label: profile.label,
  }));
}

function sayAll(profile: NetworkProfile): string {
  const { source } = profile;
  return `${sayProfile(profile)}. ${source === ILLUSTRATIVE ? 'Illustrative.' : `Source: ${source}.`}`;
}
