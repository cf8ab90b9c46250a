// What is compared: the levels, two variants of the reader's choice, or per message against per
// connection.

import type { Variant } from '../../scenario/variants.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import styles from './Compare.module.css';
import { FIRST_LANES, MODE_SAYS, MODES, modeOf } from './compareMode.ts';
import { VariantEditor } from './VariantEditor.tsx';

interface WhatIsComparedProps {
  readonly variants: readonly Variant[];
  readonly onChange: (variants: readonly Variant[]) => void;
}

export function WhatIsCompared({ variants, onChange }: WhatIsComparedProps) {
  const mode = modeOf(variants);
  return (
    <>
      <div className={styles.head}>
        <Segmented
          label="What is compared"
          hideLabel
          options={MODES}
          value={mode}
          onChange={(next) => onChange(FIRST_LANES[next])}
        />
        <p className={styles.says}>{MODE_SAYS[mode]}</p>
      </div>
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
