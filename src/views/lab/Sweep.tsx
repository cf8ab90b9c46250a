// The sweep: its form, and what its runs come to. What is small runs by itself as soon as it is asked
// for, so that a link shows its results; what is large waits for a press.

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { SweepPlan } from '../../lab/plan.ts';
import { checkForm, formOf, isLight, sizeOf } from '../../lab/sweepForm.ts';
import { Bench } from './Bench.tsx';
import type { LabPartProps } from './Lab.tsx';
import { QuestionChoice } from './QuestionChoice.tsx';
import { SweepForm } from './SweepForm.tsx';
import { SweepGo } from './SweepGo.tsx';
import { SweepResults } from './SweepResults.tsx';
import { sayErrors } from './sayErrors.ts';

export function Sweep({ store }: LabPartProps) {
  const { presetName, scenario, lab } = useStore(store.state);
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
    <Bench
      start={<QuestionChoice store={store} presetName={presetName} form={form} />}
      formTitle="What is run"
      form={
        <SweepForm
          store={store}
          presetName={presetName}
          form={form}
          errors={checked.ok ? [] : checked.errors}
        />
      }
      resultTitle="Results"
    >
      <SweepGo
        sweep={store.sweep}
        plan={plan}
        size={size}
        problem={checked.ok ? undefined : sayErrors(checked.errors)}
      />
      <SweepResults store={store} form={form} plan={plan} />
    </Bench>
  );
}

/** The same one as long as it says the same: another figure of it is no other plan. */
function usePlan(plan: SweepPlan | undefined): SweepPlan | undefined {
  const text = plan === undefined ? undefined : JSON.stringify(plan);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of it
  return useMemo(() => plan, [text]);
}
