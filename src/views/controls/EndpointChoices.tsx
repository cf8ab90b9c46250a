// What broker and subscribers choose for themselves. A change runs the same seed and commands again
// with it, to where the playhead is.

import { changeBroker, changeClients, isSubscriber } from '../../scenario/changes.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { BrokerSettings, Scenario } from '../../scenario/scenario.ts';
import type { Qos } from '../../trace/event.ts';
import { Hint } from '../../ui/Hint.tsx';
import { ResetButton } from '../../ui/ResetButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useRun, useScope } from '../scopeContext.ts';
import { usePresetScenario } from './usePresetScenario.ts';

type HandOver = BrokerSettings['qos2Forward'];

const HAND_OVER: readonly { value: HandOver; label: string }[] = [
  { value: 'pubrel', label: 'PUBREL' },
  { value: 'publish', label: 'PUBLISH' },
];

const GRANTED: readonly { value: Qos; label: string }[] = [
  { value: 0, label: 'QoS 0' },
  { value: 1, label: 'QoS 1' },
  { value: 2, label: 'QoS 2' },
];

export function EndpointChoices() {
  const scope = useScope();
  const scenario = useRun((state) => state.scenario);
  const preset = usePresetScenario();
  const subscriber = scenario.clients.find(isSubscriber);
  const granted = subscriber?.subscriptions[0]?.qos;
  return (
    <Section
      title="Broker and subscriber"
      action={
        <ResetButton
          what="broker and subscriber"
          differs={!isSameData(withChoicesOf(scenario, preset), scenario)}
          onReset={() => void scope.edit((s) => withChoicesOf(s, preset))}
        />
      }
    >
      {granted === undefined ? undefined : (
        <Segmented
          label="Subscriber asks for at most"
          options={GRANTED}
          value={granted}
          onChange={(qos) => void scope.edit((s) => withGrantedQos(s, qos))}
        />
      )}
      <Segmented
        label="Broker forwards QoS 2 on"
        options={HAND_OVER}
        value={scenario.broker.qos2Forward}
        onChange={(qos2Forward) => void scope.edit((s) => changeBroker(s, { qos2Forward }))}
      />
      {subscriber === undefined ? undefined : (
        <Segmented
          label="Subscriber hands QoS 2 over on"
          options={HAND_OVER}
          value={subscriber.qos2HandOver}
          onChange={(value) => void scope.edit((s) => withHandOver(s, value))}
        />
      )}
      <Hint>These run the same seed again from its start.</Hint>
    </Section>
  );
}

function withGrantedQos(scenario: Scenario, qos: Qos): Scenario {
  return changeClients(scenario, isSubscriber, (client) => ({
    ...client,
    subscriptions: client.subscriptions.map((one) => ({ ...one, qos })),
  }));
}

function withHandOver(scenario: Scenario, qos2HandOver: HandOver): Scenario {
  return changeClients(scenario, isSubscriber, (client) => ({ ...client, qos2HandOver }));
}

function withChoicesOf(scenario: Scenario, { broker, clients }: Scenario): Scenario {
  const forwarding = changeBroker(scenario, { qos2Forward: broker.qos2Forward });
  return changeClients(forwarding, isSubscriber, (client) => {
    const own = clients.find(({ id }) => id === client.id);
    if (own === undefined) return client;
    return { ...client, subscriptions: own.subscriptions, qos2HandOver: own.qos2HandOver };
  });
}
