// What a search depends on besides: how long things take, what the broker's store keeps, and when QoS 2
// is passed on.

import {
  changeBroker,
  changeClients,
  changeNetwork,
  isSubscriber,
} from '../../scenario/changes.ts';
import type { BrokerSettings, Scenario } from '../../scenario/scenario.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { HeldSlider } from './HeldSlider.tsx';

interface ProveEndsProps {
  readonly scenario: Scenario;
  readonly onScenario: (scenario: Scenario) => void;
}

const WHEN = [
  { value: 'pubrel', label: 'on PUBREL' },
  { value: 'publish', label: 'on PUBLISH' },
] as const;

const STORES: readonly { readonly value: BrokerSettings['store']; readonly label: string }[] = [
  { value: 'memory', label: 'Nothing' },
  { value: 'autosave', label: 'Last save' },
  { value: 'persistent', label: 'All' },
];

const ACKNOWLEDGES = [
  { value: 'first', label: 'before its application' },
  { value: 'last', label: 'after it' },
] as const;

const VERSIONS: readonly { readonly value: 4 | 5; readonly label: string }[] = [
  { value: 4, label: '3.1.1' },
  { value: 5, label: '5.0' },
];

export function ProveEnds({ scenario, onScenario }: ProveEndsProps) {
  const { network, broker, protocolVersion } = scenario;
  const subscriber = scenario.clients.find(isSubscriber);
  return (
    <>
      <HeldSlider
        label="Latency, one way"
        value={network.latencyMs}
        min={1}
        max={1000}
        typedMax={60_000}
        step={1}
        unit="ms"
        apply={(latencyMs) => onScenario(changeNetwork(scenario, { latencyMs }))}
      />
      <HeldSlider
        label="Send again after"
        value={network.resendMs / 1000}
        min={0.1}
        max={10}
        typedMax={3600}
        step={0.1}
        unit="s"
        apply={(sec) => onScenario(changeNetwork(scenario, { resendMs: Math.round(sec * 1000) }))}
      />
      <Segmented
        label="What a crash leaves of the broker’s sessions"
        options={STORES}
        value={broker.store}
        onChange={(store) => onScenario(changeBroker(scenario, { store }))}
      />
      <Segmented
        label="The broker forwards QoS 2"
        options={WHEN}
        value={broker.qos2Forward}
        onChange={(qos2Forward) => onScenario(changeBroker(scenario, { qos2Forward }))}
      />
      {subscriber === undefined ? undefined : (
        <>
          <Segmented
            label="The subscriber hands QoS 2 over"
            options={WHEN}
            value={subscriber.qos2HandOver}
            onChange={(qos2HandOver) =>
              onScenario(
                changeClients(scenario, isSubscriber, (each) => ({ ...each, qos2HandOver })),
              )
            }
          />
          <Segmented
            label="The subscriber acknowledges"
            options={ACKNOWLEDGES}
            value={subscriber.acknowledge}
            onChange={(acknowledge) =>
              onScenario(
                changeClients(scenario, isSubscriber, (each) => ({ ...each, acknowledge })),
              )
            }
          />
        </>
      )}
      <Segmented
        label="Protocol"
        options={VERSIONS}
        value={protocolVersion}
        onChange={(next) => onScenario({ ...scenario, protocolVersion: next })}
      />
    </>
  );
}
