// What a sheet is asked: the reader's messages, the network, the levels, and what is simulated.

import { DAYS, PAYLOAD, PER_DAY, SHEET_REPLICATIONS } from '../../lab/sheet.ts';
import { countOf } from '../../lab/words.ts';
import { changeNetwork } from '../../scenario/changes.ts';
import { type Lab, PAYLOAD_MAX, PER_DAY_MAX } from '../../scenario/linkLab.ts';
import { patternsOf } from '../../scenario/patterns.ts';
import type { NetworkSettings, Scenario } from '../../scenario/scenario.ts';
import { SETTINGS, type SettingName } from '../../scenario/settings.ts';
import type { LabStore } from '../../store/lab.ts';
import type { Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Details } from '../../ui/Details.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { FixedSettings } from './FixedSettings.tsx';
import styles from './Form.module.css';
import { HeldSlider } from './HeldSlider.tsx';
import { LevelChoice } from './LevelChoice.tsx';

interface SheetFormProps {
  readonly store: LabStore;
  readonly presetName: string;
  readonly scenario: Scenario;
  readonly lab: Lab;
}

const DAY_SEC = 86_400;
const MESSAGES_MAX = 100_000;
const REPLICATIONS_MAX = 1000;
/** Set above, or by the sheet itself. */
const WITHOUT: readonly SettingName[] = ['qos', 'messages'];

export function SheetForm({ store, presetName, scenario, lab }: SheetFormProps) {
  const { perDay = PER_DAY, payload = PAYLOAD, replications = SHEET_REPLICATIONS } = lab;
  const { levels = '0,1,2' } = lab;
  const { network } = scenario;
  const count = SETTINGS.messages.read(scenario);
  const setNetwork = (changes: Partial<NetworkSettings>) =>
    store.setScenario(changeNetwork(scenario, changes));
  return (
    <form
      className={styles.form}
      aria-label="What the sheet is about"
      onSubmit={(event) => event.preventDefault()}
    >
      <Section title="Your messages">
        <NumberField
          label="Messages a day"
          value={perDay}
          min={1}
          max={PER_DAY_MAX}
          onChange={(value) => store.change({ perDay: value === PER_DAY ? undefined : value })}
        />
        <NumberField
          label="Payload of each"
          unit="bytes"
          value={payload}
          min={0}
          max={PAYLOAD_MAX}
          onChange={(value) => store.change({ payload: value === PAYLOAD ? undefined : value })}
        />
        <Hint>
          {countOf(perDay * DAYS, 'message')} in a month of {DAYS} days.
        </Hint>
        <LevelChoice
          levels={levels.split(',').map((level) => Number(level) as Qos)}
          onChange={(next) => store.change({ levels: next.join(',') })}
        />
      </Section>
      <Section title="Network">
        <HeldSlider
          label="Loss, everywhere"
          value={Math.round(network.lossHop1Up * 1e6) / 1e4}
          min={0}
          max={50}
          typedMax={100}
          step={1}
          unit="%"
          apply={(percent) => setNetwork(lossEverywhere(percent / 100))}
        />
        {scenario.script.every(({ command }) => command.kind !== 'set-network') ? undefined : (
          <Hint>The scenario changes its network by itself on the way.</Hint>
        )}
        {isEven(network) ? undefined : (
          <Hint>Hops and directions differ: this is from the publisher to the broker.</Hint>
        )}
      </Section>
      <Section title="What is simulated">
        <NumberField
          label="Runs at each level"
          value={replications}
          min={1}
          max={REPLICATIONS_MAX}
          onChange={(value) =>
            store.change({ replications: value === SHEET_REPLICATIONS ? undefined : value })
          }
        />
        {typeof count !== 'number' ? undefined : (
          <NumberField
            label="Messages in each run"
            value={count}
            min={1}
            max={MESSAGES_MAX}
            onChange={(value) => store.setScenario(SETTINGS.messages.set(scenario, value))}
          />
        )}
        <YourPace store={store} scenario={scenario} perDay={perDay} />
        <Details summary="Scenario and settings">
          <FixedSettings
            presetName={presetName}
            scenario={scenario}
            without={WITHOUT}
            onChange={(preset, next) => store.openScenario(preset, next)}
          />
        </Details>
      </Section>
    </form>
  );
}

function lossEverywhere(loss: number): Partial<NetworkSettings> {
  return { lossHop1Up: loss, lossHop1Down: loss, lossHop2Up: loss, lossHop2Down: loss };
}

function isEven({ lossHop1Up, lossHop1Down, lossHop2Up, lossHop2Down }: NetworkSettings): boolean {
  return [lossHop1Down, lossHop2Up, lossHop2Down].every((loss) => loss === lossHop1Up);
}

interface YourPaceProps {
  readonly store: LabStore;
  readonly scenario: Scenario;
  readonly perDay: number;
}

/** Bursts, cuts and queues come by time: then the pace matters. */
function YourPace({ store, scenario, perDay }: YourPaceProps) {
  const patterns = patternsOf(scenario);
  const rate = Number((perDay / DAY_SEC / Math.max(1, patterns.length)).toPrecision(3));
  const isYours = patterns.every(({ ratePerSec }) => ratePerSec === rate);
  if (patterns.length === 0 || rate < 0.001) return undefined;
  return (
    <Button
      block
      unavailable={isYours ? 'It is yours already' : undefined}
      onClick={() => store.setScenario(SETTINGS.rate.set(scenario, rate))}
    >
      {isYours ? 'At your pace' : 'Simulate at your pace'}
    </Button>
  );
}
