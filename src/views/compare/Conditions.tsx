// On paper, where no controls are: the scenario, the instant, the seed and the network that the figures
// are of, and the link to all of it.

import { useSyncExternalStore } from 'react';
import { formatLink } from '../../scenario/link.ts';
import { findPreset } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import { sayNetwork } from '../../scenario/sayNetwork.ts';
import { areSameLanes, LEVELS, type Variant } from '../../scenario/variants.ts';
import { isNetworkSteady, networkAt } from '../../store/clients.ts';
import { formatInstant } from '../../trace/words.ts';
import { useInstant, useRun, useScope } from '../scopeContext.ts';
import styles from './Compare.module.css';

interface ConditionsProps {
  readonly lanes: readonly Variant[];
}

/** In the scope of all lanes. What takes long to say is not said to the screen. */
export function Conditions(props: ConditionsProps) {
  const isPrinted = useSyncExternalStore(followPrint, () => PRINT.matches);
  return isPrinted ? <Printed {...props} /> : undefined;
}

const PRINT = matchMedia('print');

function followPrint(onChange: () => void): () => void {
  PRINT.addEventListener('change', onChange);
  return () => PRINT.removeEventListener('change', onChange);
}

function Printed({ lanes }: ConditionsProps) {
  const t = useInstant();
  useRun((state) => state);
  const run = useScope().run.state.getState();
  const { presetName, scenario, commands } = run;
  const preset = findPreset(presetName);
  // Seed and network are said anyway.
  const { seed, network } = scenario;
  const isChanged = preset && !isSameData({ ...preset.scenario, seed, network }, scenario);
  const when = isNetworkSteady(run, t) ? 'Network' : 'Network at that instant, not all the time';
  const said = { view: 'compare', preset: presetName, scenario, commands, t };
  return (
    <p className={styles.conditions} data-testid="conditions">
      “{preset?.title ?? scenario.title}”{isChanged ? ', changed' : ''}, at {formatInstant(t)}, seed{' '}
      {seed}. {when}: {sayNetwork(networkAt(run, t))}.
      <br />
      <code>{formatLink(areSameLanes(lanes, LEVELS) ? said : { ...said, lanes })}</code>
    </p>
  );
}
