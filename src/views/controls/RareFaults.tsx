// Faults of the network that are looked for less often: bursts and cuts, and those of one model alone.
// What is in force is counted in the summary, so that nothing hides in it.

import type { NetworkSettings } from '../../scenario/scenario.ts';
import { Details } from '../../ui/Details.tsx';
import { percentOf, SettledSlider, type SettledSliderProps } from './SettledSlider.tsx';
import type { NetworkChange } from './useNetworkChange.ts';

type Key = 'burstMs' | 'duplication' | 'reordering' | 'reorderMs' | 'bytesPerSec' | 'cutsPerMin';

interface RareFault
  extends Pick<SettledSliderProps, 'label' | 'max' | 'typedMax' | 'step' | 'unit' | 'note'> {
  readonly key: Key;
  /** Absent: of both. */
  readonly model?: NetworkSettings['model'];
  /** Shown while this other one is in force. */
  readonly needs?: Key;
}

const FAULTS: readonly RareFault[] = [
  {
    key: 'burstMs',
    label: 'Burst length',
    max: 3000,
    typedMax: 3_600_000,
    step: 50,
    unit: 'ms',
    note: 'How long losses come together, on average. 0: each by itself.',
  },
  { key: 'duplication', model: 'lossy', label: 'Network copies', max: 100, unit: '%' },
  { key: 'reordering', model: 'lossy', label: 'Held up and overtaken', max: 100, unit: '%' },
  {
    key: 'reorderMs',
    model: 'lossy',
    needs: 'reordering',
    label: 'Held up by at most',
    max: 5000,
    typedMax: 60_000,
    step: 50,
    unit: 'ms',
  },
  {
    key: 'bytesPerSec',
    model: 'tcp',
    label: 'Link rate',
    max: 5000,
    typedMax: 1_000_000_000,
    step: 50,
    unit: 'B/s',
    note: 'What a connection carries, each way. 0: no limit.',
  },
  { key: 'cutsPerMin', label: 'Cuts a minute', max: 30, typedMax: 600 },
];

const SUMMARY: Readonly<Record<NetworkSettings['model'], string>> = {
  lossy: 'Bursts, copies, overtaking, cuts',
  tcp: 'Bursts, link rate, cuts',
};

export function RareFaults({ network, initial, apply }: NetworkChange) {
  const { model } = network;
  const shown = FAULTS.filter(
    (fault) =>
      (fault.model ?? model) === model && (fault.needs === undefined || network[fault.needs] > 0),
  );
  const inForce = shown.filter(({ key, needs }) => needs === undefined && network[key] > 0).length;
  return (
    <Details summary={`${SUMMARY[model]}${inForce === 0 ? '' : `: ${inForce} in force`}`}>
      {shown.map(({ key, model: _, needs: __, ...slider }) => {
        const isShare = slider.unit === '%';
        return (
          <SettledSlider
            key={key}
            {...slider}
            min={0}
            integer={key === 'bytesPerSec'}
            value={isShare ? percentOf(network[key]) : network[key]}
            defaultValue={isShare ? percentOf(initial[key]) : initial[key]}
            apply={(value) => apply({ [key]: isShare ? value / 100 : value })}
          />
        );
      })}
    </Details>
  );
}
