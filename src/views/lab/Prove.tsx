// Prove: the search's form, and what it has found. A search that is short begins by itself as soon as it
// is asked for, so that a link shows its result; a long one waits for a press.

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ExploreRequest } from '../../lab/exploration.ts';
import { exploreRequestsOf, isShort, RUNS_UNASKED } from '../../lab/exploreRequest.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Bench } from './Bench.tsx';
import styles from './Form.module.css';
import type { LabPartProps } from './Lab.tsx';
import { ProofQuestionChoice } from './ProofQuestionChoice.tsx';
import { ProveForm } from './ProveForm.tsx';
import { ProveGo } from './ProveGo.tsx';
import { ProveResult } from './ProveResult.tsx';
import { sayErrors } from './sayErrors.ts';

export function Prove({ store }: LabPartProps) {
  const state = useStore(store.state);
  const { scenario, lab } = state;
  const { proofs } = useStore(store.proofs.state);
  const asked = useMemo(() => exploreRequestsOf(scenario, lab), [scenario, lab]);
  const requests = useRequests(asked.ok ? asked.value : undefined);

  useEffect(() => {
    if (requests === undefined || store.proofs.isOf(requests)) return;
    if (isShort(requests)) void store.proofs.start(requests, RUNS_UNASKED);
    else store.proofs.stop();
  }, [store, requests]);

  return (
    <Bench
      start={<ProofQuestionChoice store={store} state={state} />}
      formTitle="What is searched"
      form={
        <form
          className={styles.form}
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
      }
      resultTitle="What was found"
    >
      {asked.ok ? undefined : (
        <Notice kind="problem" title="This cannot be searched">
          {sayErrors(asked.errors)}
        </Notice>
      )}
      <ProveGo proofs={store.proofs} requests={requests} />
      <ProveResult proofs={proofs} />
    </Bench>
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
