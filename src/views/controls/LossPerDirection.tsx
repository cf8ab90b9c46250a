// Loss for each of the four directions by itself.

import type { LossKey } from '../../scenario/scenario.ts';
import { Details } from '../../ui/Details.tsx';
import { percentOf, SettledSlider } from './SettledSlider.tsx';
import type { NetworkChange } from './useNetworkChange.ts';

const DIRECTIONS: readonly { readonly label: string; readonly key: LossKey }[] = [
  { label: 'Loss, publisher → broker', key: 'lossHop1Up' },
  { label: 'Loss, broker → publisher', key: 'lossHop1Down' },
  { label: 'Loss, broker → subscriber', key: 'lossHop2Down' },
  { label: 'Loss, subscriber → broker', key: 'lossHop2Up' },
];

export function LossPerDirection({ network, initial, apply }: NetworkChange) {
  return (
    <Details summary="Loss for each direction">
      {DIRECTIONS.map(({ label, key }) => (
        <SettledSlider
          key={key}
          label={label}
          value={percentOf(network[key])}
          defaultValue={percentOf(initial[key])}
          min={0}
          max={100}
          unit="%"
          apply={(percent) => apply({ [key]: percent / 100 })}
        />
      ))}
    </Details>
  );
}
