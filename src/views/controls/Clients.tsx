// Who is in the run at the playhead, and how; others join it and leave it here.

import { useState } from 'react';
import { isPublisher, isSubscriber } from '../../scenario/changes.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { Controls } from '../../store/controls.ts';
import { CLIENTS_MAX, newPublisher, newSubscriber } from '../../store/joining.ts';
import type { Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { useScope } from '../scopeContext.ts';
import { ClientRow } from './ClientRow.tsx';
import styles from './Clients.module.css';
import layout from './Controls.module.css';
import { useClients } from './useClients.ts';

const LEVELS = [
  { value: '0', label: 'QoS 0' },
  { value: '1', label: 'QoS 1' },
  { value: '2', label: 'QoS 2' },
] as const;

export function Clients({ controls }: { controls: Controls }) {
  const { run, playhead, commands } = useScope();
  const clients = useClients();
  const [qos, setQos] = useState<`${Qos}`>('1');

  async function addPublisher(): Promise<void> {
    const client = newPublisher(run.state.getState());
    await commands.addClient(client);
    controls.setPublisher(client.id);
  }

  async function addSubscriber(): Promise<void> {
    await commands.addClient(newSubscriber(run.state.getState(), playhead.commandAt, toQos(qos)));
  }

  return (
    <Section title="Clients">
      <ul className={styles.list}>
        {clients.map((client) => (
          <ClientRow key={client.id} client={client} />
        ))}
      </ul>
      <Button
        block
        unavailable={sayFull(clients, isPublisher, 'publishers')}
        onClick={() => void addPublisher()}
      >
        Add a publisher
      </Button>
      <div className={layout.row}>
        <Select
          label="QoS that a new subscriber asks for"
          hideLabel
          options={LEVELS}
          value={qos}
          onChange={setQos}
        />
        <Button
          unavailable={sayFull(clients, isSubscriber, 'subscribers')}
          onClick={() => void addSubscriber()}
        >
          Add a subscriber
        </Button>
      </div>
    </Section>
  );
}

function sayFull(
  clients: readonly ClientSettings[],
  isOne: (client: ClientSettings) => boolean,
  what: string,
): string | undefined {
  const isFull = clients.filter(isOne).length >= CLIENTS_MAX;
  return isFull ? `A run here has ${CLIENTS_MAX} ${what} at most.` : undefined;
}

function toQos(text: `${Qos}`): Qos {
  return text === '0' ? 0 : text === '1' ? 1 : 2;
}
