// What can be done to the broker: end its process, and choose what is left of its sessions then.

import type { ReactNode } from 'react';
import { changeBroker } from '../../scenario/changes.ts';
import type { BrokerSettings } from '../../scenario/scenario.ts';
import { whyNot } from '../../store/condition.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { ResetButton } from '../../ui/ResetButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useRun, useScope } from '../scopeContext.ts';
import styles from './Controls.module.css';
import { SettledSlider } from './SettledSlider.tsx';
import { useCondition } from './useCondition.ts';
import { usePresetScenario } from './usePresetScenario.ts';

type Store = BrokerSettings['store'];

const STORES: readonly { value: Store; label: string }[] = [
  { value: 'memory', label: 'Nothing' },
  { value: 'autosave', label: 'Last save' },
  { value: 'persistent', label: 'All' },
];

const MEANING: Readonly<Record<Store, string>> = {
  memory: 'Sessions are in memory alone, and end with the process.',
  autosave: 'It saves its sessions every so often, and goes back to the last save.',
  persistent: 'Its sessions are on disk before it acknowledges anything.',
};

interface BreakBrokerProps {
  readonly restartMs: number;
  /** The control of how long a crash lasts. */
  readonly children: ReactNode;
}

export function BreakBroker({ restartMs, children }: BreakBrokerProps) {
  const scope = useScope();
  const condition = useCondition('broker');
  const { store, autosaveSec } = useRun((state) => state.scenario.broker);
  const { broker: own } = usePresetScenario();
  const set = (changes: Partial<BrokerSettings>) =>
    void scope.edit((scenario) => changeBroker(scenario, changes));
  return (
    <>
      <Hint>{condition === 'down' ? 'Crashed; it will start again by itself.' : 'Running.'}</Hint>
      <Button
        block
        hint="X"
        unavailable={whyNot('crash', condition)}
        onClick={() => void scope.commands.crashBroker(restartMs)}
      >
        Crash the broker
      </Button>
      {children}
      <Segmented
        label="What a crash leaves of its sessions"
        options={STORES}
        value={store}
        hint={`${MEANING[store]} A change here runs the same seed again from its start.`}
        onChange={(next) => set({ store: next })}
      />
      {store === 'autosave' ? (
        <SettledSlider
          label="Saves every"
          value={autosaveSec}
          defaultValue={own.autosaveSec}
          min={1}
          max={3600}
          scale="log"
          typedMax={86_400}
          unit="s"
          apply={(sec) => set({ autosaveSec: sec })}
        />
      ) : undefined}
      <ResetButton
        className={styles.reset}
        what="the broker’s store"
        differs={store !== own.store || autosaveSec !== own.autosaveSec}
        onReset={() => set({ store: own.store, autosaveSec: own.autosaveSec })}
      />
    </>
  );
}
