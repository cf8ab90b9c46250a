// The sweep: its form, and what its runs come to. What is small runs by itself as soon as it is asked
// for, so that a link shows its results; what is large waits for a press.

import { useEffect, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import type { SweepPlan } from '../../lab/plan.ts';
import { checkForm, formOf, isLight, sizeOf } from '../../lab/sweepForm.ts';
import styles from './Lab.module.css';
import type { LabPartProps } from './Lab.tsx';
import { QuestionChoice } from './QuestionChoice.tsx';
import { SweepForm } from './SweepForm.tsx';
import { SweepGo } from './SweepGo.tsx';
import { SweepResults } from './SweepResults.tsx';

export function Sweep({ store }: LabPartProps) {
  const { presetName, scenario, lab } = useStore(store.state);
  const id = useId();
  const form = useMemo(() => formOf(scenario, lab), [scenario, lab]);
  const checked = useMemo(() => checkForm(form), [form]);
  const plan = usePlan(checked.ok ? checked.value.plan : undefined);
  const size = useMemo(() => plan && sizeOf(plan), [plan]);

  useEffect(() => {
    if (plan === undefined || size === undefined || store.sweep.isOf(plan)) return;
    if (isLight(size)) void store.sweep.run(plan);
    else store.sweep.stop();
  }, [store, plan, size]);

  return (
    <div className={styles.bench}>
      <div className={styles.top}>
        <QuestionChoice store={store} presetName={presetName} form={form} />
      </div>
      <div className={styles.side}>
        <SweepForm
          store={store}
          presetName={presetName}
          form={form}
          errors={checked.ok ? [] : checked.errors}
        />
      </div>
      <section className={styles.main} aria-labelledby={id}>
        <h2 id={id} className="visually-hidden">
          Results
        </h2>
        <SweepGo sweep={store.sweep} plan={plan} size={size} />
        <SweepResults store={store} form={form} plan={plan} />
      </section>
    </div>
  );
}

/** The same one as long as it says the same: another figure of it is no other plan. */
function usePlan(plan: SweepPlan | undefined): SweepPlan | undefined {
  const text = plan === undefined ? undefined : JSON.stringify(plan);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of it
  return useMemo(() => plan, [text]);
}
