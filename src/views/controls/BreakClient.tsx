// What can be done to a client: its connection, its presence, its process, and what it does with what
// it gets.

import { type ReactNode, useState } from 'react';
import type { Keeping, Leaving } from '../../store/commands.ts';
import { whyNot } from '../../store/condition.ts';
import type { Condition } from '../../trace/conditions.ts';
import type { ClientId } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { Select } from '../../ui/Select.tsx';
import { useScope } from '../scopeContext.ts';
import { ClientHabits } from './ClientHabits.tsx';
import styles from './Controls.module.css';
import { useCondition } from './useCondition.ts';

interface BreakClientProps {
  readonly client: ClientId;
  /** Whether D cuts this one. */
  readonly hasKey: boolean;
  readonly restartMs: number;
  /** The control of how long a crash lasts. */
  readonly children: ReactNode;
}

const LEAVING: readonly { value: Leaving; label: string }[] = [
  { value: 'disconnect', label: 'DISCONNECT' },
  { value: 'silent', label: 'asleep' },
  { value: 'reset', label: 'reset' },
];

const KEEPING: readonly { value: Keeping; label: string }[] = [
  { value: 'kept', label: 'keeps its session' },
  { value: 'lost', label: 'loses its session' },
];

const STATES: Readonly<Record<Condition, string>> = {
  running: '',
  connected: 'Connected.',
  connecting: 'Connecting.',
  disconnected: 'No connection; it will try again by itself.',
  offline: 'Offline, until it is brought back.',
  silenced: 'Nothing gets through any more. It will learn of it by its keep-alive.',
  down: 'Crashed; it will start again by itself.',
  gone: 'It has left the run.',
};

export function BreakClient({ client, hasKey, restartMs, children }: BreakClientProps) {
  const scope = useScope();
  const condition = useCondition(client);
  const [leaving, setLeaving] = useState<Leaving>('disconnect');
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const offline = condition === 'offline';
  return (
    <>
      <Hint>{STATES[condition]}</Hint>
      <div className={styles.pair}>
        <Button
          block
          {...(hasKey ? { hint: 'D' } : {})}
          unavailable={whyNot('cut', condition)}
          onClick={() => void scope.commands.cut(client)}
        >
          Cut
        </Button>
        <Button
          block
          unavailable={whyNot('black-hole', condition)}
          onClick={() => void scope.commands.blackHole(client)}
        >
          Black hole
        </Button>
      </div>
      <div className={styles.row}>
        <Select
          label="How it goes offline"
          hideLabel
          options={LEAVING}
          value={leaving}
          disabled={offline}
          onChange={setLeaving}
        />
        {offline ? (
          <Button onClick={() => void scope.commands.bringOnline(client)}>Bring online</Button>
        ) : (
          <Button
            unavailable={whyNot('take-offline', condition)}
            onClick={() => void scope.commands.takeOffline(client, leaving)}
          >
            Take offline
          </Button>
        )}
      </div>
      <div className={styles.row}>
        <Select
          label="What a crash leaves it"
          hideLabel
          options={KEEPING}
          value={keeping}
          onChange={setKeeping}
        />
        <Button
          unavailable={whyNot('crash', condition)}
          onClick={() => void scope.commands.crashClient(client, keeping, restartMs)}
        >
          Crash
        </Button>
      </div>
      {children}
      <ClientHabits client={client} />
    </>
  );
}
