// What the runs of a sweep come to: a chart of each figure, the point that is looked at with its runs,
// and all values as a table.

import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Theory } from '../../lab/forms.ts';
import { isMeasureName, type MeasureName } from '../../lab/measures.ts';
import type { SweepPlan } from '../../lab/plan.ts';
import { type Sweep, summarize } from '../../lab/summary.ts';
import type { SweepForm } from '../../lab/sweepForm.ts';
import type { LabStore } from '../../store/lab.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PointRuns } from './PointRuns.tsx';
import styles from './Results.module.css';
import { SweepExports } from './SweepExports.tsx';
import { SweepFigure } from './SweepFigure.tsx';
import { SweepMap } from './SweepMap.tsx';
import { SweepTable } from './SweepTable.tsx';
import { isMap, placeOf } from './sweepChart.ts';
import type { Place } from './sweepSentence.ts';

interface SweepResultsProps {
  readonly store: LabStore;
  readonly form: SweepForm;
  /** What the form asks for; undefined: it is wrong. */
  readonly plan: SweepPlan | undefined;
}

export function SweepResults({ store, form, plan: asked }: SweepResultsProps) {
  const { presetName, lab } = useStore(store.state);
  const plan = useStore(store.sweep.state, (state) => state.plan);
  const results = useStore(store.sweep.state, (state) => state.results);
  const status = useStore(store.sweep.state, (state) => state.status);
  const [pickedAt, setPicked] = useState<Place>();
  const measures = measuresOf(form);
  const names = measures.join();
  const theories = useMemo(() => {
    if (plan === undefined) return [];
    return names
      .split(',')
      .filter(isMeasureName)
      .map((name) => new Theory(plan, name));
  }, [plan, names]);
  const figures = useMemo(
    () =>
      theories.map((theory) => {
        return { theory, sweep: summarize(theory.plan, theory.measure, results) };
      }),
    [theories, results],
  );
  const [first] = figures;
  if (plan === undefined || first === undefined) {
    return <Hint>Nothing has been run yet.</Hint>;
  }
  const hasResults = results.some((result) => result !== undefined);
  if (!hasResults && status.kind !== 'running') {
    return (
      <div className={styles.results}>
        <Hint>No run has come to its end: there is nothing to show.</Hint>
        <SweepExports of={first} figure={() => undefined} />
      </div>
    );
  }
  const picked = placeIn(first.sweep, pickedAt);
  const isMapped = isMap(first.sweep);
  return (
    <div className={styles.results}>
      {asked === undefined || !store.sweep.isOf(asked) ? (
        <Notice>These are the results of what was run before, not of the form as it is now.</Notice>
      ) : undefined}
      {figures.map(({ theory, sweep }) => {
        const part = { store, theory, sweep, form };
        return isMapped ? (
          <SweepMap key={sweep.measure} {...part} picked={picked} onPick={setPicked} />
        ) : (
          <SweepFigure
            key={sweep.measure}
            {...part}
            picked={picked.at}
            onPick={(at) => setPicked({ at })}
          />
        );
      })}
      <PointRuns
        presetName={presetName}
        lab={lab}
        theory={first.theory}
        sweep={first.sweep}
        results={results}
        picked={picked}
      />
      {isMapped
        ? undefined
        : figures.map(({ theory, sweep }) => (
            <SweepTable
              key={sweep.measure}
              theory={theory}
              sweep={sweep}
              picked={picked.at}
              onPick={(at) => setPicked({ at })}
            />
          ))}
    </div>
  );
}

function measuresOf({ measure = '', also = '' }: SweepForm): readonly MeasureName[] {
  const names = [measure, also].filter(isMeasureName);
  return [...new Set(names)];
}

/** What was picked, as long as there is such a place; else the last one. */
function placeIn(sweep: Sweep, picked: Place | undefined): Place {
  const { x, y } = sweep;
  const places = x.values.map((value) => placeOf(x, value));
  const at = picked !== undefined && places.includes(picked.at) ? picked.at : Math.max(...places);
  if (y === undefined || !isMap(sweep)) return { at };
  const row = picked?.y !== undefined && y.values.includes(picked.y) ? picked.y : y.values.at(-1);
  return row === undefined ? { at } : { at, y: row };
}
