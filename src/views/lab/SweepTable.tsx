// All values of a figure: the chart's twin for whoever reads rather than looks.

import type { Theory } from '../../lab/forms.ts';
import type { Sweep, SweepPoint } from '../../lab/summary.ts';
import { classNames } from '../../ui/classNames.ts';
import findings from './Findings.module.css';
import styles from './Results.module.css';
import { Scroll } from './Scroll.tsx';
import { placeOf, seriesOf } from './sweepChart.ts';
import { sayInterval } from './sweepSentence.ts';
import {
  sayAxis,
  showAxisValue,
  showFigure,
  titleOfMeasure,
  unitOfAxis,
  unitOfMeasure,
} from './sweepWords.ts';

interface SweepTableProps {
  readonly theory: Theory;
  readonly sweep: Sweep;
  readonly picked: number;
  readonly onPick: (place: number) => void;
}

export function SweepTable({ theory, sweep, picked, onPick }: SweepTableProps) {
  const { x, measure } = sweep;
  const series = seriesOf(sweep);
  const places = [...x.values]
    .map((value) => ({ value, place: placeOf(x, value) }))
    .sort((a, b) => a.place - b.place);
  const unit = unitOfMeasure(measure);
  const title = titleOfMeasure(measure);
  return (
    <Scroll label={`${title}: all values`}>
      <table className={styles.table}>
        <caption>
          <b>{title}</b> {unit === '' ? '' : `in ${unit}, `}with the 95 % interval
        </caption>
        <thead>
          <tr>
            <th scope="col">{[sayAxis(x.name), unitOfAxis(x)].filter(Boolean).join(', ')}</th>
            {series.map(({ label, tone }) => (
              <th key={label} scope="col" className={findings[tone]}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map(({ value, place }) => (
            <tr key={place} className={classNames(place === picked && styles.picked)}>
              <th scope="row">
                <button
                  type="button"
                  className={styles.pick}
                  aria-pressed={place === picked}
                  title="Look at its runs"
                  onClick={() => onPick(place)}
                >
                  {showAxisValue(x.name, value)}
                </button>
              </th>
              {series.map(({ label, points }) => {
                const point = points.find((one) => placeOf(x, one.x) === place);
                return (
                  <td key={label}>
                    {point === undefined ? (
                      '–'
                    ) : (
                      <Cell theory={theory} sweep={sweep} point={point} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface CellProps {
  readonly theory: Theory;
  readonly sweep: Sweep;
  readonly point: SweepPoint;
}

function Cell({ theory, sweep: { measure }, point }: CellProps) {
  const { metrics } = point;
  const formula = theory.ofPoint(point);
  const interval = sayInterval(measure, point);
  return (
    <>
      <b className={styles.value}>{showFigure(measure, metrics[measure])}</b>
      {interval === '' ? undefined : <span className={styles.more}>{interval}</span>}
      {formula === undefined ? undefined : (
        <span className={styles.more}>formula {showFigure(measure, formula)}</span>
      )}
    </>
  );
}
