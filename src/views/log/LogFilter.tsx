// Which events the table shows: of a kind, of a level, at a node, of one message.

import type { ClientId, PacketType, Qos } from '../../trace/event.ts';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useRun, useVersion } from '../scopeContext.ts';
import styles from './EventLog.module.css';
import { EVENT_GROUPS, type EventFilter, type EventGroup } from './eventFacts.ts';

const GROUP_LABELS: Readonly<Record<EventGroup, string>> = {
  packets: 'packets',
  segments: 'TCP segments',
  messages: 'messages',
  stores: 'stores',
  sessions: 'connections and sessions',
  timers: 'timers',
  commands: 'commands and the run',
};

const TYPES: readonly PacketType[] = [
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'CONNECT',
  'CONNACK',
  'SUBSCRIBE',
  'SUBACK',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
];

const LEVELS: readonly Qos[] = [0, 1, 2];
const ALL = 'all';

type Chosen = Omit<EventFilter, 'message'>;

interface LogFilterProps {
  readonly filter: Chosen;
  readonly onFilter: (filter: Chosen) => void;
  /** Of the selected message. */
  readonly letter: string | undefined;
  readonly familyOnly: boolean;
  readonly onFamilyOnly: (only: boolean) => void;
}

export function LogFilter(props: LogFilterProps) {
  const { filter, onFilter, letter, familyOnly, onFamilyOnly } = props;
  const { group, type, level, node } = filter;
  return (
    <div className={styles.filter}>
      <Select
        label="Kind of event"
        hideLabel
        options={[
          { value: ALL, label: 'all kinds' },
          {
            label: 'Events',
            options: EVENT_GROUPS.map((value) => ({ value, label: GROUP_LABELS[value] })),
          },
          { label: 'Packets', options: TYPES.map((value) => ({ value, label: value })) },
        ]}
        value={group ?? type ?? ALL}
        onChange={(value: string) =>
          onFilter({
            ...filter,
            group: EVENT_GROUPS.find((one) => one === value),
            type: TYPES.find((one) => one === value),
          })
        }
      />
      <Select
        label="Level"
        hideLabel
        options={[
          { value: ALL, label: 'all levels' },
          ...LEVELS.map((one) => ({ value: String(one), label: `QoS ${one}` })),
        ]}
        value={level === undefined ? ALL : String(level)}
        onChange={(value) =>
          onFilter({ ...filter, level: LEVELS.find((one) => String(one) === value) })
        }
      />
      <Select
        label="Node"
        hideLabel
        options={[
          { value: ALL, label: 'all nodes' },
          ...useNodes().map((one) => ({ value: one, label: one })),
        ]}
        value={node ?? ALL}
        onChange={(value) => onFilter({ ...filter, node: value === ALL ? undefined : value })}
      />
      <div className={styles.family}>
        <Switch
          label={letter === undefined ? 'selected message only' : `message ${letter} only`}
          checked={familyOnly}
          onChange={onFamilyOnly}
        />
      </div>
    </div>
  );
}

/** The broker, and everyone who has ever been in the run. */
function useNodes(): readonly ClientId[] {
  useVersion();
  const index = useRun((state) => state.index);
  return ['broker', ...index.publishers, ...index.subscribers];
}
