// The network at the playhead: which model, a named profile, loss for each hop, latency, jitter, and when something is
// sent again. What is rarer, and what the model assumes, is folded away below.

import { isSameData } from '../../scenario/sameData.ts';
import type { NetworkSettings } from '../../scenario/scenario.ts';
import { ResetButton } from '../../ui/ResetButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Assumptions } from './Assumptions.tsx';
import { LossPerDirection } from './LossPerDirection.tsx';
import { ProfileChoice } from './ProfileChoice.tsx';
import { RareFaults } from './RareFaults.tsx';
import { ResendChoice } from './ResendChoice.tsx';
import { percentOf, SettledSlider } from './SettledSlider.tsx';
import { useChoice } from './useChoice.ts';
import { useNetworkChange } from './useNetworkChange.ts';

type Model = NetworkSettings['model'];

const MODELS: readonly { value: Model; label: string }[] = [
  { value: 'lossy', label: 'Lossy packets' },
  { value: 'tcp', label: 'TCP' },
];

const TRUTH: Readonly<Record<Model, string>> = {
  lossy:
    'Each packet is lost or delayed by itself, so that everything shows within seconds: MQTT-SN’s world, not TCP’s.',
  tcp: 'What MQTT 3.1.1 and 5.0 run on: a lost segment is sent again, so loss becomes delay.',
};

const HOPS = [
  { label: 'Loss, publisher ⇄ broker', up: 'lossHop1Up', down: 'lossHop1Down' },
  { label: 'Loss, broker ⇄ subscriber', up: 'lossHop2Up', down: 'lossHop2Down' },
] as const;

const TIMES = [
  { label: 'Latency, one way', key: 'latencyMs' },
  { label: 'Jitter', key: 'jitterMs' },
] as const;

export function NetworkControls() {
  const change = useNetworkChange();
  const { network, initial, apply } = change;
  const [model, setModel] = useChoice(network.model, (next) => apply({ model: next }));
  return (
    <Section
      title="Network"
      action={
        <ResetButton
          what="the network"
          differs={!isSameData(network, initial)}
          onReset={() => apply(initial)}
        />
      }
    >
      <Segmented
        label="Network model"
        hideLabel
        options={MODELS}
        value={model}
        hint={TRUTH[model]}
        onChange={setModel}
      />
      <ProfileChoice {...change} />
      {HOPS.map(({ label, up, down }) => (
        <SettledSlider
          key={label}
          label={label}
          value={percentOf(network[up])}
          defaultValue={percentOf(initial[up])}
          min={0}
          max={100}
          unit="%"
          note={network[up] === network[down] ? undefined : 'The directions differ: see below.'}
          apply={(percent) => apply({ [up]: percent / 100, [down]: percent / 100 })}
        />
      ))}
      {TIMES.map(({ label, key }) => (
        <SettledSlider
          key={key}
          label={label}
          value={network[key]}
          defaultValue={initial[key]}
          min={0}
          max={1000}
          typedMax={60_000}
          step={10}
          unit="ms"
          apply={(ms) => apply({ [key]: ms })}
        />
      ))}
      <ResendChoice {...change} />
      <div>
        <LossPerDirection {...change} />
        <RareFaults {...change} />
        <Assumptions model={model} />
      </div>
    </Section>
  );
}
