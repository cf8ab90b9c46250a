// Prove: the search's form, and what it has found. A search that is short begins by itself as soon as it
// is asked for, so that a link shows its result; a long one waits for a press.

import { useEffect, useId, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatInputError } from '../../base/result.ts';
import type { ExploreRequest } from '../../lab/exploration.ts';
import { exploreRequestsOf, isShort } from '../../lab/exploreRequest.ts';
import { Notice } from '../../ui/Notice.tsx';
import formStyles from './Form.module.css';
import styles from './Lab.module.css';
import type { LabPartProps } from './Lab.tsx';
import { ProofQuestionChoice } from './ProofQuestionChoice.tsx';
import { ProveForm } from './ProveForm.tsx';
import { ProveGo } from './ProveGo.tsx';
import { ProveResult } from './ProveResult.tsx';

export function Prove({ store }: LabPartProps) {
  const state = useStore(store.state);
  const { scenario, lab } = state;
  const { proofs } = useStore(store.proofs.state);
  const id = useId();
  const asked = useMemo(() => exploreRequestsOf(scenario, lab), [scenario, lab]);
  const requests = useRequests(asked.ok ? asked.value : undefined);

  useEffect(() => {
    if (requests === undefined || store.proofs.isOf(requests)) return;
    if (isShort(requests)) void store.proofs.start(requests);
    else store.proofs.stop();
  }, [store, requests]);

  return (
    <div className={styles.bench}>
      <div className={styles.top}>
        <ProofQuestionChoice store={store} state={state} />
      </div>
      <form
        className={`${styles.side} ${formStyles.form}`}
        aria-label="What is searched"
        onSubmit={(event) => event.preventDefault()}
      >
        <ProveForm
          scenario={scenario}
          lab={lab}
          onLab={(changes) => store.change(changes)}
          onScenario={(next) => store.setScenario(next)}
        />
      </form>
      <section className={styles.main} aria-labelledby={id}>
        <h2 id={id} className="visually-hidden">
          What was found
        </h2>
        {asked.ok ? undefined : (
          <Notice kind="problem" title="This cannot be searched">
            {asked.errors.map(formatInputError).join('. ')}.
          </Notice>
        )}
        <ProveGo proofs={store.proofs} requests={requests} />
        <ProveResult proofs={proofs} />
      </section>
    </div>
  );
}

/** The same ones as long as they say the same. */
function useRequests(
  requests: readonly ExploreRequest[] | undefined,
): readonly ExploreRequest[] | undefined {
  const text = requests === undefined ? undefined : JSON.stringify(requests);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of it
  return useMemo(() => requests, [text]);
}
