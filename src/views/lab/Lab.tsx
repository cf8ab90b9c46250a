// The Lab: many runs at once. Which of its parts is shown; each is a chunk of its own.

import { type ComponentType, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LabPart } from '../../scenario/linkLab.ts';
import type { LabStore } from '../../store/lab.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { lazily } from '../lazily.ts';
import styles from './Lab.module.css';
import { PrintHead } from './PrintHead.tsx';

export interface LabPartProps {
  readonly store: LabStore;
}

const PARTS: readonly { readonly value: LabPart; readonly label: string; readonly says: string }[] =
  [
    {
      value: 'sweep',
      label: 'Sweep',
      says: 'One setting varied, every level, many runs at each point: what it comes to, and how sure that is.',
    },
    {
      value: 'prove',
      label: 'Prove',
      says: 'Every way in which packets can be lost on a message’s way, each run once: a proof, or a counterexample.',
    },
    {
      value: 'sheet',
      label: 'Decision sheet',
      says: 'Your messages a day, and what a level costs and loses in a month.',
    },
  ];

const LOADING: Readonly<Record<LabPart, () => Promise<ComponentType<LabPartProps>>>> = {
  sweep: () => import('./Sweep.tsx').then((module) => module.Sweep),
  prove: () => import('./Prove.tsx').then((module) => module.Prove),
  sheet: () => import('./Sheet.tsx').then((module) => module.Sheet),
};

interface LoadedProps extends LabPartProps {
  readonly onShown: () => void;
}

const loaded = new Map<LabPart, ComponentType<LoadedProps>>();

function partOf(part: LabPart): ComponentType<LoadedProps> {
  const found =
    loaded.get(part) ?? lazily(() => LOADING[part]().then(telling), 'This part of the Lab');
  loaded.set(part, found);
  return found;
}

/** The same part, which tells when it is there. */
function telling(Shown: ComponentType<LabPartProps>): ComponentType<LoadedProps> {
  return function Telling({ onShown, ...rest }) {
    // biome-ignore lint/correctness/useExhaustiveDependencies: it is there once
    useEffect(() => onShown(), []);
    return <Shown {...rest} />;
  };
}

export function Lab({ store }: LabPartProps) {
  const part = useStore(store.state, ({ lab }) => lab.part ?? 'sweep');
  const [shown, setShown] = useState<LabPart>();
  // Until the part is loaded, and has begun what it does by itself, the page is not idle.
  useEffect(() => (shown === part ? undefined : store.pool.begin()), [store, part, shown]);
  const Part = partOf(part);
  return (
    <div className={styles.lab}>
      <PrintHead title={PARTS.find(({ value }) => value === part)?.label ?? ''} />
      <header className={styles.head}>
        <Segmented
          label="Part of the Lab"
          hideLabel
          options={PARTS}
          value={part}
          onChange={(next) => store.change({ part: next === 'sweep' ? undefined : next })}
        />
        <p className={styles.says}>{PARTS.find(({ value }) => value === part)?.says}</p>
      </header>
      <Part key={part} store={store} onShown={() => setShown(part)} />
    </div>
  );
}
