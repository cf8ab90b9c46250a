// What is compared: the levels, two variants of the reader's choice, or per message against per
// connection.

import { findPreset } from '../../scenario/presets/presets.ts';
import type { Variant } from '../../scenario/variants.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useRun } from '../scopeContext.ts';
import styles from './Compare.module.css';
import { type ComparedLanes, lanesFor, MODE_SAYS, MODES, mixOf, modeOf } from './compareMode.ts';
import { VariantEditor } from './VariantEditor.tsx';

interface WhatIsComparedProps {
  readonly variants: readonly Variant[];
  readonly compared: ComparedLanes;
  readonly onChange: (variants: readonly Variant[]) => void;
  readonly onPreset: (name: string) => void;
}

export function WhatIsCompared({ variants, compared, onChange, onPreset }: WhatIsComparedProps) {
  const mode = modeOf(variants);
  return (
    <>
      <div className={styles.head}>
        <Segmented
          label="What is compared"
          hideLabel
          options={MODES}
          value={mode}
          onChange={(next) => onChange(lanesFor(next, compared))}
        />
        <p className={styles.says}>{MODE_SAYS[mode]}</p>
      </div>
      {mode === 'message' ? <NothingMixed onPreset={onPreset} /> : undefined}
      {mode === 'variants' ? (
        <div className={styles.editors}>
          {variants.map((variant, i) => (
            <VariantEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a lane's place is all that stays of it
              key={i}
              title={`Variant ${'ABC'[i]}`}
              variant={variant}
              onChange={(changed) => onChange(variants.with(i, changed))}
            />
          ))}
        </div>
      ) : undefined}
    </>
  );
}

const MIXED = 'mixed-day';

/** Of a run with one level alone there is nothing to be learned here: one with three is offered. */
function NothingMixed({ onPreset }: Pick<WhatIsComparedProps, 'onPreset'>) {
  const scenario = useRun((state) => state.scenario);
  const commands = useRun((state) => state.commands);
  const mix = mixOf(
    scenario,
    commands.map(({ command }) => command),
  );
  if (mix.length > 1) return undefined;
  const [level] = mix;
  return (
    <div className={styles.offer}>
      <p>
        {level === undefined
          ? 'Nothing is published by itself here, so that nothing is mixed.'
          : `All messages are at QoS ${level} here, so that nothing is mixed.`}
      </p>
      <Button onClick={() => onPreset(MIXED)}>Open “{findPreset(MIXED)?.title}”</Button>
    </div>
  );
}
