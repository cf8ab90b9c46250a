// The decision sheet: the reader's messages, what each level comes to in a month, what must hold
// elsewhere, and what the figures rest on. To be printed, or copied as Markdown.

import { useEffect, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatInputError } from '../../base/result.ts';
import { monthOf, type SheetRequest, sheetOf } from '../../lab/sheet.ts';
import { sayBasis } from '../../lab/sheetBasis.ts';
import { isLight, sizeOf } from '../../lab/sweepForm.ts';
import { Notice } from '../../ui/Notice.tsx';
import { conditionsOf } from '../../usecases/conditions.ts';
import styles from './Lab.module.css';
import type { LabPartProps } from './Lab.tsx';
import sheet from './Sheet.module.css';
import { SheetConditions } from './SheetConditions.tsx';
import { SheetForm } from './SheetForm.tsx';
import { SheetStart } from './SheetStart.tsx';
import { SheetTable } from './SheetTable.tsx';
import { SheetTakings } from './SheetTakings.tsx';
import { SweepGo } from './SweepGo.tsx';

export function Sheet({ store }: LabPartProps) {
  const { presetName, scenario, lab } = useStore(store.state);
  const { plan: ranPlan, results, status } = useStore(store.sheet.state);
  const id = useId();
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
    <div className={styles.bench}>
      <div className={styles.top}>
        <SheetStart store={store} />
      </div>
      <div className={styles.side}>
        <SheetForm store={store} presetName={presetName} scenario={scenario} lab={lab} />
      </div>
      <section className={styles.main} aria-labelledby={id}>
        <h2 id={id} className="visually-hidden">
          The sheet
        </h2>
        {asked.ok ? undefined : (
          <Notice kind="problem" title="This cannot be simulated">
            {asked.errors.map(formatInputError).join('. ')}.
          </Notice>
        )}
        <div className={sheet.go}>
          <SweepGo sweep={store.sheet} plan={plan} size={size} />
        </div>
        {request === undefined || months.length === 0 ? undefined : (
          <article className={sheet.sheet} aria-busy={status.kind === 'running'}>
            <SheetTable request={request} months={months} />
            <SheetTakings request={request} months={months} conditions={conditions} />
            <SheetConditions conditions={conditions} />
            <section className={sheet.basis}>
              <h3>What the figures rest on</h3>
              <ul>
                {sayBasis(request, months).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
            <p className={sheet.address}>
              The sheet’s link, which simulates it again: <span>{location.href}</span>
            </p>
          </article>
        )}
      </section>
    </div>
  );
}

/** The same one as long as it says the same. */
function useRequest(request: SheetRequest | undefined): SheetRequest | undefined {
  const text = request === undefined ? undefined : JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of it
  return useMemo(() => request, [text]);
}
