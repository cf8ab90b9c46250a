// Which stretch of the run is exported: all of it, what the ladder shows, or from one instant to another.

import { useEffect, useState } from 'react';
import { fromSec, laterOf, type SimTime, TIME_ZERO, toSec } from '../../base/time.ts';
import type { Span } from '../../exports/span.ts';
import { spanOf } from '../../store/zoom.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useInstant, useRun, useScope } from '../../views/scopeContext.ts';
import styles from './Share.module.css';

type Choice = 'whole' | 'shown' | 'typed';

/** To the millisecond, as instants are shown. */
const round = (sec: number): number => Math.round(sec * 1000) / 1000;

export function SpanChoice({ onChange }: { readonly onChange: (span: Span) => void }) {
  const { zoom } = useScope();
  const t = useInstant();
  const present = useRun((state) => state.present);
  const [choice, setChoice] = useState<Choice>('whole');
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(() => round(toSec(present)));
  useEffect(() => {
    if (choice === 'whole') onChange({ from: TIME_ZERO, to: present });
    else if (choice === 'typed') onChange({ from: fromSec(from), to: fromSec(to) });
    else {
      const begin = Math.round(t - spanOf(zoom.state.getState())) as SimTime;
      onChange({ from: laterOf(TIME_ZERO, begin), to: t });
    }
  }, [choice, from, to, present, t, zoom, onChange]);
  const end = Math.max(round(toSec(present)), 0.001);
  return (
    <div className={styles.span}>
      <Segmented
        label="Stretch"
        hideLabel
        options={[
          { value: 'whole', label: 'All of the run' },
          { value: 'shown', label: 'What the ladder shows' },
          { value: 'typed', label: 'From … to …' },
        ]}
        value={choice}
        onChange={setChoice}
      />
      {choice === 'typed' ? (
        <div className={styles.ends}>
          <NumberField
            label="From"
            value={from}
            min={0}
            max={to}
            step={0.001}
            unit="s"
            integer={false}
            onChange={setFrom}
          />
          <NumberField
            label="To"
            value={to}
            min={from}
            max={end}
            step={0.001}
            unit="s"
            integer={false}
            onChange={setTo}
          />
        </div>
      ) : undefined}
    </div>
  );
}
