// What a client does with what it gets, from the playhead on: how long its application takes, when it
// acknowledges, and what it never sends.

import type { ClientChanges, ClientSettings, Scenario } from '../../scenario/scenario.ts';
import { clientAt } from '../../store/controls.ts';
import type { ClientId } from '../../trace/event.ts';
import { Details } from '../../ui/Details.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant, useRun, useScope } from '../scopeContext.ts';
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
  const scenario = useRun((state) => state.scenario);
  const commands = useRun((state) => state.commands);
  const since = useRun((state) => state.publishingSince);
  const t = useInstant(6);
  const client = clientAt(scenario, commands, since, id, t);
  return client === undefined ? undefined : <Habits client={client} scenario={scenario} />;
}

interface HabitsProps {
  /** With what is changed until now. */
  readonly client: ClientSettings;
  readonly scenario: Scenario;
}

function Habits({ client, scenario }: HabitsProps) {
  const scope = useScope();
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
            defaultValue={scenario.clients.find((one) => one.id === id)?.handlerMs}
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
        label={scenario.protocolVersion === 5 ? 'Clean Start' : 'Clean Session'}
        checked={cleanStart}
        hint="When it connects next, it starts without its session."
        onChange={setCleanStart}
      />
    </Details>
  );
}
