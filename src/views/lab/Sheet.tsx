// The decision sheet: the reader's messages, what each level comes to in a month, what must hold
// elsewhere, and what the figures rest on. To be printed, or copied as Markdown.

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { monthOf, type SheetRequest, sheetOf } from '../../lab/sheet.ts';
import { sayBasis } from '../../lab/sheetBasis.ts';
import { isLight, sizeOf } from '../../lab/sweepForm.ts';
import { Notice } from '../../ui/Notice.tsx';
import { conditionsOf } from '../../usecases/conditions.ts';
import { Bench } from './Bench.tsx';
import findings from './Findings.module.css';
import type { LabPartProps } from './Lab.tsx';
import styles from './Sheet.module.css';
import { SheetConditions } from './SheetConditions.tsx';
import { SheetForm } from './SheetForm.tsx';
import { SheetStart } from './SheetStart.tsx';
import { SheetTable } from './SheetTable.tsx';
import { SheetTakings } from './SheetTakings.tsx';
import { SweepGo } from './SweepGo.tsx';
import { sayErrors } from './sayErrors.ts';

export function Sheet({ store }: LabPartProps) {
  const { presetName, scenario, lab } = useStore(store.state);
  const { plan: ranPlan, results, status } = useStore(store.sheet.state);
  const asked = useMemo(() => sheetOf(scenario, lab), [scenario, lab]);
  const request = useRequest(asked.ok ? asked.value : undefined);
  const plan = request?.plan;
  const size = useMemo(() => plan && sizeOf(plan), [plan]);

  useEffect(() => {
    if (plan === undefined || size === undefined || store.sheet.isOf(plan)) return;
    if (isLight(size)) void store.sheet.run(plan);
    else store.sheet.stop();
  }, [store, plan, size]);

  // What is shown is of the runs that there are, times what is asked now.
  const shown = request !== undefined && ranPlan !== undefined && store.sheet.isOf(request.plan);
  const months = useMemo(
    () => (shown && request !== undefined ? monthOf(request, results) : []),
    [shown, request, results],
  );
  const levels = months.map(({ level }) => level);
  const conditions = request === undefined ? [] : conditionsOf(levels, request.plan.base);
  return (
    <Bench
      start={<SheetStart store={store} />}
      formTitle="What the sheet is about"
      form={<SheetForm store={store} presetName={presetName} scenario={scenario} lab={lab} />}
      resultTitle="The sheet"
    >
      {asked.ok ? undefined : (
        <Notice kind="problem" title="This cannot be simulated">
          {sayErrors(asked.errors)}
        </Notice>
      )}
      <div className={styles.go}>
        <SweepGo
          sweep={store.sheet}
          plan={plan}
          size={size}
          problem={asked.ok ? undefined : sayErrors(asked.errors)}
        />
      </div>
      {request === undefined || months.length === 0 ? undefined : (
        <article className={styles.sheet} aria-busy={status.kind === 'running'}>
          <SheetTable request={request} months={months} />
          <SheetTakings request={request} months={months} conditions={conditions} />
          <SheetConditions conditions={conditions} />
          <section className={findings.part}>
            <h3>What the figures rest on</h3>
            <ul className={findings.grounds}>
              {sayBasis(request, months).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
          <p className={styles.address}>
            The sheet’s link, which simulates it again: <span>{location.href}</span>
          </p>
        </article>
      )}
    </Bench>
  );
}

/** The same one as long as it says the same. */
function useRequest(request: SheetRequest | undefined): SheetRequest | undefined {
  const text = request === undefined ? undefined : JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of it
  return useMemo(() => request, [text]);
}
