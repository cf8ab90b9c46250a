// What a sheet starts from: a named network; the run that is open in Simulate, with what has been set in
// it by hand; or a point of the Lab's sweep.

import { useStore } from 'zustand';
import { parseAxis } from '../../lab/axis.ts';
import { changeNetwork } from '../../scenario/changes.ts';
import { withGiven } from '../../scenario/givenSettings.ts';
import { findPreset } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { applySettings, type SettingName } from '../../scenario/settings.ts';
import { labelOf } from '../../scenario/variantLabel.ts';
import type { LabState, LabStore } from '../../store/lab.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { ProfileChoice } from '../controls/ProfileChoice.tsx';
import { useInstant, useRun } from '../scopeContext.ts';

const NO_POINT = '-1';

export function SheetStart({ store }: { readonly store: LabStore }) {
  const state = useStore(store.state);
  const swept = useStore(store.sweep.state, ({ plan }) => plan);
  const { scenario, lab } = state;
  const initial = findPreset(state.presetName)?.scenario.network ?? scenario.network;
  const points = pointsOf(state, swept === undefined ? lab.x : textOf(swept.x));
  const at = points.findIndex((point) => isSameData(point.scenario, scenario));
  const presetName = useRun((run) => run.presetName);
  const scenarioOfRun = useRun((run) => run.scenario);
  const commands = useRun((run) => run.commands);
  const ofRun = withGiven(scenarioOfRun, commands, useInstant());
  return (
    <Section title="Start from">
      <ProfileChoice
        network={scenario.network}
        initial={initial}
        apply={(changes) => store.setScenario(changeNetwork(scenario, changes))}
      />
      {points.length === 0 ? undefined : (
        <Select
          label="A point of the sweep"
          options={[
            ...(at < 0 ? [{ value: NO_POINT, label: 'none of them' }] : []),
            ...points.map(({ label }, i) => ({ value: String(i), label })),
          ]}
          value={String(at)}
          onChange={(value) => {
            const point = points[Number(value)];
            if (point !== undefined) store.setScenario(point.scenario);
          }}
        />
      )}
      {isSameData(ofRun, scenario) ? undefined : (
        <Button
          block
          title="Its scenario, with what has been set by hand; not what else was done by hand"
          onClick={() => store.open({ presetName, scenario: ofRun, lab })}
        >
          The run in Simulate
        </Button>
      )}
    </Section>
  );
}

interface Point {
  readonly label: string;
  readonly scenario: Scenario;
}

function textOf({ name, texts }: { readonly name: string; readonly texts: readonly string[] }) {
  return `${name}=${texts.join(',')}`;
}

/** The values of an axis; none where it varies what a sheet varies itself. */
function pointsOf({ scenario }: LabState, x: string | undefined): readonly Point[] {
  if (x === undefined) return [];
  const axis = parseAxis(x, scenario, 'x');
  if (!axis.ok || axis.value.name === 'qos') return [];
  const { name, texts } = axis.value;
  return texts.map((text) => {
    const settings = new Map<SettingName, string>([[name, text]]);
    const applied = applySettings(scenario, settings, (each) => each);
    return { label: labelOf(settings), scenario: applied.scenario };
  });
}
