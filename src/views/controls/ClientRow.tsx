// One client: its id, what it is there for, how it is, and its leaving.

import type { ClientSettings } from '../../scenario/scenario.ts';
import type { Condition } from '../../trace/conditions.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useInstant, useRun, useScope, useSelection } from '../scopeContext.ts';
import styles from './Clients.module.css';
import { useCondition } from './useCondition.ts';

const STATES: Readonly<Record<Condition, string>> = {
  running: 'running',
  connected: 'connected',
  connecting: 'connecting',
  disconnected: 'no connection',
  offline: 'offline',
  silenced: 'black hole',
  down: 'crashed',
  gone: 'gone',
};

export function ClientRow({ client }: { client: ClientSettings }) {
  const { id } = client;
  const { commands, selection } = useScope();
  const { node } = useSelection();
  const condition = useCondition(id);
  const role = useRole(client);
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.name}
        aria-pressed={node === id}
        onClick={() => selection.selectNode(id)}
      >
        <span className={styles.id}>{id}</span>
        <span className={styles.facts}>
          {role} · {STATES[condition]}
        </span>
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Remove ${id}`}
        title={`Remove ${id}: its session ends, and it does not come back`}
        onClick={() => void commands.removeClient(id)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** `subscribes, QoS 2`, `publishes 1/s`. */
function useRole({ id, subscriptions }: ClientSettings): string {
  const t = useInstant();
  const index = useRun((state) => state.index);
  const levels = [...new Set(subscriptions.map(({ qos }) => qos))].sort();
  const parts = levels.length === 0 ? [] : [`subscribes, QoS ${levels.join(' and ')}`];
  const patterns = index.patternsAt(t).filter(({ client }) => client === id);
  const [only] = patterns;
  if (patterns.length > 1) parts.push(`publishes ${patterns.length} streams`);
  else if (only !== undefined) parts.push(`publishes ${only.pattern.ratePerSec}/s`);
  else if (parts.length === 0) parts.push('publishes by hand');
  return parts.join(', ');
}
