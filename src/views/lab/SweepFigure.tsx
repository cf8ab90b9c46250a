// One figure of a sweep over what varies: its chart, the scales that can be chosen, and files to keep.

import { useMemo, useRef, useState } from 'react';
import { hasForm, type Theory, unmetOf } from '../../lab/forms.ts';
import type { Sweep } from '../../lab/summary.ts';
import type { SweepForm } from '../../lab/sweepForm.ts';
import type { LabStore } from '../../store/lab.ts';
import { listWords } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { LineChart } from '../charts/LineChart.tsx';
import styles from './Results.module.css';
import { SweepExports } from './SweepExports.tsx';
import { chartOf, isNumericAxis } from './sweepChart.ts';
import { sayPoint } from './sweepSentence.ts';
import { titleOfMeasure } from './sweepWords.ts';

interface SweepFigureProps {
  readonly store: LabStore;
  readonly theory: Theory;
  readonly sweep: Sweep;
  readonly form: SweepForm;
  /** The place on the axis that is looked at. */
  readonly picked: number;
  readonly onPick: (place: number) => void;
}

const HEIGHT = 300;

export function SweepFigure(props: SweepFigureProps) {
  const { store, theory, sweep, form, picked, onPick } = props;
  const { xLog, yLog } = form;
  const [cursor, setCursor] = useState<number>();
  const ref = useRef<HTMLDivElement>(null);
  const chart = useMemo(() => chartOf(theory, sweep, { xLog, yLog }), [theory, sweep, xLog, yLog]);
  const unmet = useMemo(() => unmetOf(theory.plan, theory.measure), [theory]);
  const isNumeric = isNumericAxis(sweep.x);
  return (
    <div className={styles.figure} ref={ref}>
      <LineChart
        title={titleOfMeasure(sweep.measure)}
        summary={[sayPoint(theory, sweep, { at: picked }), chart.left].filter(Boolean).join(' ')}
        lines={chart.lines}
        xAxis={chart.xAxis}
        yAxis={chart.yAxis}
        stops={chart.stops}
        cursor={cursor}
        onCursor={setCursor}
        picked={picked}
        onPick={onPick}
        height={HEIGHT}
        choices={
          <div className={styles.scales}>
            {isNumeric ? (
              <Button
                variant="quiet"
                pressed={xLog}
                onClick={() => store.change({ xLog: xLog ? undefined : true })}
              >
                log x
              </Button>
            ) : undefined}
            <Button
              variant="quiet"
              pressed={yLog}
              onClick={() => store.change({ yLog: yLog ? undefined : true })}
            >
              log y
            </Button>
          </div>
        }
      />
      {hasForm(sweep.measure) && unmet.length > 0 ? (
        <Hint>No formula where {listWords(unmet)}.</Hint>
      ) : undefined}
      <SweepExports of={{ theory, sweep }} figure={() => ref.current?.querySelector('figure')} />
    </div>
  );
}
