// What a client does with what it gets, from the playhead on: how long its application takes, when it
// acknowledges, and what it never sends.

import { isSameData } from '../../scenario/sameData.ts';
import type { ClientChanges, ClientSettings } from '../../scenario/scenario.ts';
import { clientAt } from '../../store/clients.ts';
import type { ClientId } from '../../trace/event.ts';
import { Details } from '../../ui/Details.tsx';
import { ResetButton } from '../../ui/ResetButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import styles from './Controls.module.css';
import { SettledSlider } from './SettledSlider.tsx';
import { useChoice } from './useChoice.ts';

type Acknowledge = ClientSettings['acknowledge'];
type AckTypes = ClientSettings['withholds'];

const ACKNOWLEDGE: readonly { value: Acknowledge; label: string }[] = [
  { value: 'first', label: 'before the work' },
  { value: 'last', label: 'after the work' },
];

/** What each part of an exchange's ends sends in answer. */
const ANSWERS = {
  subscriber: ['PUBACK', 'PUBREC', 'PUBCOMP'],
  publisher: ['PUBREL'],
} as const satisfies Record<string, AckTypes>;

export function ClientHabits({ client: id }: { client: ClientId }) {
  const run = useScope().run.state.getState();
  useVersion();
  const client = clientAt(run, id, useInstant());
  const joined = run.index.allClients(run.scenario.clients).find((one) => one.id === id);
  if (client === undefined || joined === undefined) return undefined;
  return <Habits client={client} joined={joined} />;
}

interface HabitsProps {
  /** With what is changed until now. */
  readonly client: ClientSettings;
  /** As it came into the run. */
  readonly joined: ClientSettings;
}

function Habits({ client, joined }: HabitsProps) {
  const scope = useScope();
  const protocolVersion = useRun((state) => state.scenario.protocolVersion);
  const { id, subscriptions, handlerMs, withholds } = client;
  const change = (changes: ClientChanges) => void scope.commands.changeClient(id, changes);
  const subscribes = subscriptions.length > 0;
  const answers = subscribes ? ANSWERS.subscriber : ANSWERS.publisher;
  const [acknowledge, setAcknowledge] = useChoice(client.acknowledge, (next) =>
    change({ acknowledge: next }),
  );
  const [isSilent, setSilent] = useChoice(withholds.length > 0, (on) =>
    change({ withholds: on ? answers : [] }),
  );
  const [cleanStart, setCleanStart] = useChoice(client.cleanStart, (on) =>
    change({ cleanStart: on }),
  );
  return (
    <Details summary={subscribes ? 'Slow, silent or forgetful' : 'Silent or forgetful'}>
      {subscribes ? (
        <>
          <SettledSlider
            label="Its application takes"
            value={handlerMs}
            defaultValue={joined.handlerMs}
            min={0}
            max={10_000}
            typedMax={3_600_000}
            step={100}
            unit="ms"
            apply={(ms) => change({ handlerMs: ms })}
          />
          <Segmented
            label="It acknowledges"
            options={ACKNOWLEDGE}
            value={acknowledge}
            onChange={setAcknowledge}
          />
        </>
      ) : undefined}
      <Switch
        label={subscribes ? 'Withhold acknowledgements' : 'Withhold PUBREL'}
        checked={isSilent}
        hint={withholds.length === 0 ? undefined : `It never sends ${withholds.join(', ')}.`}
        onChange={setSilent}
      />
      <Switch
        label={protocolVersion === 5 ? 'Clean Start' : 'Clean Session'}
        checked={cleanStart}
        hint="When it connects next, it starts without its session."
        onChange={setCleanStart}
      />
      <ResetButton
        className={styles.reset}
        what={`the habits of ${id}`}
        differs={!isSameData(habitsOf(client), habitsOf(joined))}
        onReset={() => change(habitsOf(joined))}
      />
    </Details>
  );
}

function habitsOf({ acknowledge, cleanStart, handlerMs, withholds }: ClientSettings) {
  return { acknowledge, cleanStart, handlerMs, withholds };
}
