// The form of a sweep: a question to start from, what varies, what is measured, how often, and what is
// the same at all points.

import { useStore } from 'zustand';
import type { InputError } from '../../base/result.ts';
import { isMeasureName } from '../../lab/measures.ts';
import {
  FIELD_LABELS,
  type SweepForm as Form,
  firstAxisOf,
  OFTEN_VARIED,
} from '../../lab/sweepForm.ts';
import type { SweepField } from '../../lab/sweepRequest.ts';
import { UNTIL_MS } from '../../scenario/linkLab.ts';
import { patternsOf } from '../../scenario/patterns.ts';
import { SETTINGS, type SettingName } from '../../scenario/settings.ts';
import type { LabStore } from '../../store/lab.ts';
import { Button } from '../../ui/Button.tsx';
import { Details } from '../../ui/Details.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { AxisField } from './AxisField.tsx';
import { FixedSettings } from './FixedSettings.tsx';
import styles from './Form.module.css';
import { LevelChoice } from './LevelChoice.tsx';
import { MeasureChoice } from './MeasureChoice.tsx';
import { sayErrors } from './sayErrors.ts';

interface SweepFormProps {
  readonly store: LabStore;
  readonly presetName: string;
  readonly form: Form;
  /** What is wrong with it. */
  readonly errors: readonly InputError[];
}

/** Where an axis is `qos`. */
const LEVELS_VARY = 'no levels, because qos is what varies; they count for nothing';
const MESSAGES_MAX = 1_000_000;
const REPLICATIONS_MAX = 10_000;

export function SweepForm({ store, presetName, form, errors }: SweepFormProps) {
  const { base, x, y, measure, also, levels, replications, untilMs } = form;
  const errorsOf = (name: SweepField) =>
    errors.filter(({ field }) => field.startsWith(FIELD_LABELS[name]));
  const { lab } = useStore(store.state);
  const levelsUnused =
    lab.levels === undefined
      ? []
      : [{ field: FIELD_LABELS.levels, value: JSON.stringify(lab.levels), expected: LEVELS_VARY }];
  const count = SETTINGS.messages.read(base);
  const varies = (name: SettingName) => x.startsWith(`${name}=`) || y?.startsWith(`${name}=`);

  return (
    <form
      className={styles.form}
      aria-label="What is run"
      onSubmit={(event) => event.preventDefault()}
    >
      <Section title="What varies">
        <AxisField
          label={FIELD_LABELS.x}
          text={x}
          scenario={base}
          without={y}
          errors={errorsOf('x')}
          onChange={(text) => store.change({ x: text })}
        />
        {y === undefined ? (
          <Button
            variant="quiet"
            className={styles.quiet}
            onClick={() => {
              const free = OFTEN_VARIED.find((name) => name === 'network' && !varies(name));
              store.change({ y: firstAxisOf(free ?? 'loss') });
            }}
          >
            Vary a second setting
          </Button>
        ) : (
          <div className={styles.second}>
            <AxisField
              label={FIELD_LABELS.y}
              text={y}
              scenario={base}
              without={x}
              errors={errorsOf('y')}
              onChange={(text) => store.change({ y: text })}
            />
            <Button
              variant="quiet"
              className={styles.quiet}
              onClick={() => store.change({ y: undefined })}
            >
              Vary one alone
            </Button>
          </div>
        )}
      </Section>
      <Section title="What is measured">
        <MeasureChoice
          label={FIELD_LABELS.measure}
          value={measure ?? ''}
          onChange={(name) => store.change({ measure: name })}
        />
        <Problem errors={errorsOf('measure')} />
        <MeasureChoice
          label="Second figure"
          value={also ?? ''}
          none="no second figure"
          onChange={(name) => store.change({ also: name === '' ? undefined : name })}
        />
        <Problem errors={errorsIn(also)} />
        {varies('qos') ? (
          <Problem errors={levelsUnused} />
        ) : (
          <LevelChoice
            levels={levels}
            onChange={(next) => store.change({ levels: next.join(',') })}
          />
        )}
      </Section>
      <Section title="How often">
        <NumberField
          label={FIELD_LABELS.replications}
          value={replications}
          min={1}
          max={REPLICATIONS_MAX}
          onChange={(value) => store.change({ replications: value })}
        />
        {patternsOf(base).length === 0 || varies('messages') ? undefined : (
          <NumberField
            label="Messages in each run"
            value={typeof count === 'number' ? count : 100}
            min={1}
            max={MESSAGES_MAX}
            onChange={(value) => store.setScenario(SETTINGS.messages.set(base, value))}
          />
        )}
        {untilMs === undefined && errorsOf('until-ms').length === 0 ? undefined : (
          <NumberField
            label={FIELD_LABELS['until-ms']}
            unit="ms"
            value={untilMs ?? UNTIL_MS}
            min={1}
            max={86_400_000}
            onChange={(value) => store.change({ untilMs: value })}
          />
        )}
        <Problem errors={[...errorsOf('replications'), ...errorsOf('until-ms')]} />
      </Section>
      <Section title="The same at all points" hideTitle>
        <Details summary="The same at all points: scenario and settings">
          <FixedSettings
            presetName={presetName}
            scenario={base}
            without={(['qos', 'messages', nameOf(x), nameOf(y)] as const).filter(
              (name) => name !== undefined,
            )}
            onChange={(preset, scenario) => store.openScenario(preset, scenario)}
          />
        </Details>
      </Section>
    </form>
  );
}

function Problem({ errors }: { readonly errors: readonly InputError[] }) {
  if (errors.length === 0) return undefined;
  return (
    <p className={styles.problem} role="alert">
      {sayErrors(errors)}
    </p>
  );
}

/** A second figure that there is not is left out, not the sweep. */
function errorsIn(also: string | undefined): readonly InputError[] {
  if (also === undefined || isMeasureName(also)) return [];
  return [{ field: 'Second figure', value: JSON.stringify(also), expected: 'one of the list' }];
}

function nameOf(axis: string | undefined): SettingName | undefined {
  return axis?.slice(0, axis.indexOf('=')) as SettingName | undefined;
}
