// Faults by hand: lose the next packet of a type, or break a client or the broker, as far as it can be
// broken at the playhead.

import { useState } from 'react';
import { isSubscriber } from '../../scenario/changes.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import { subscriberOf } from '../../store/clients.ts';
import { RESTART_MS } from '../../store/controls.ts';
import type { NodeId } from '../../trace/event.ts';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { BreakBroker } from './BreakBroker.tsx';
import { BreakClient } from './BreakClient.tsx';
import { DropNext } from './DropNext.tsx';
import { useClients } from './useClients.ts';

const BROKER: NodeId = 'broker';

/** More do not fit beside each other. */
const SEGMENTS_MAX = 3;

export function BreakThings() {
  const clients = useClients();
  const first = subscriberOf(clients)?.id;
  const [chosen, setChosen] = useState<NodeId | undefined>(undefined);
  const [restartMs, setRestartMs] = useState(RESTART_MS);
  const targets = targetsOf(clients);
  const target = targets.find(({ value }) => value === chosen)?.value ?? first ?? BROKER;
  const choice = { label: 'What to break', options: targets, value: target, onChange: setChosen };
  const restart = (
    <Slider
      label="Starts again after"
      value={restartMs / 1000}
      defaultValue={RESTART_MS / 1000}
      min={0.1}
      max={30}
      step={0.1}
      scale="log"
      typedMax={86_400}
      unit="s"
      onChange={(sec) => setRestartMs(Math.round(sec * 1000))}
    />
  );
  return (
    <Section title="Break things">
      <DropNext />
      {targets.length <= SEGMENTS_MAX ? <Segmented {...choice} /> : <Select {...choice} />}
      {target === BROKER ? (
        <BreakBroker restartMs={restartMs}>{restart}</BreakBroker>
      ) : (
        <BreakClient key={target} client={target} hasKey={target === first} restartMs={restartMs}>
          {restart}
        </BreakClient>
      )}
    </Section>
  );
}

/** Publishers, broker, subscribers. One that is alone in its part goes by that, as in the picture. */
function targetsOf(
  clients: readonly ClientSettings[],
): readonly { value: NodeId; label: string }[] {
  const named = (part: typeof clients, name: string) =>
    part.map(({ id }) => ({ value: id, label: part.length === 1 ? name : id }));
  return [
    ...named(
      clients.filter((client) => !isSubscriber(client)),
      'Publisher',
    ),
    { value: BROKER, label: 'Broker' },
    ...named(clients.filter(isSubscriber), 'Subscriber'),
  ];
}
