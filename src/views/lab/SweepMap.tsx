// A figure over two settings: a table for each level, in which a cell is the more of its level's colour
// the higher its value is, on a scale of its own. The table is the picture and its text at once.

import { useRef, useState } from 'react';
import type { Theory } from '../../lab/forms.ts';
import type { MeasureName } from '../../lab/measures.ts';
import type { Sweep, SweepAxis } from '../../lab/summary.ts';
import type { SweepForm } from '../../lab/sweepForm.ts';
import type { LabStore } from '../../store/lab.ts';
import type { Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { cssVariables } from '../../ui/cssVariables.ts';
import findings from './Findings.module.css';
import styles from './Map.module.css';
import { Scroll } from './Scroll.tsx';
import { SweepExports } from './SweepExports.tsx';
import { placeOf } from './sweepChart.ts';
import { type Place, sayPoint, sayValue } from './sweepSentence.ts';
import {
  sayAxis,
  sayMeasure,
  showAxisValue,
  showFigure,
  titleOfMeasure,
  unitOfAxis,
  unitOfMeasure,
} from './sweepWords.ts';

interface SweepMapProps {
  readonly store: LabStore;
  readonly theory: Theory;
  readonly sweep: Sweep;
  readonly form: SweepForm;
  readonly picked: Place;
  readonly onPick: (place: Place) => void;
}

export function SweepMap(props: SweepMapProps) {
  const { store, theory, sweep, form, picked, onPick } = props;
  const ref = useRef<HTMLDivElement>(null);
  const { measure } = sweep;
  const [looked, setLooked] = useState<Place>();
  const levels = [...new Set(sweep.points.map(({ level }) => level))];
  return (
    <div className={styles.place}>
      <div className={styles.maps} ref={ref}>
        <div className={styles.head}>
          <h3 className={styles.title} data-picture="">
            {titleOfMeasure(measure)}
          </h3>
          <Button
            variant="quiet"
            pressed={form.yLog}
            onClick={() => store.change({ yLog: form.yLog ? undefined : true })}
          >
            log scale
          </Button>
        </div>
        <p className={styles.says} data-picture="">
          {sayMeasure(measure)}
          {`. Each map has a ${form.yLog ? 'logarithmic ' : ''}scale of its own, from its least, faint, to its most.`}
        </p>
        <div className={styles.row}>
          {levels.map((level) => (
            <LevelMap
              key={level}
              level={level}
              theory={theory}
              sweep={sweep}
              isLog={form.yLog}
              picked={picked}
              onPick={onPick}
              onLook={setLooked}
            />
          ))}
        </div>
        <p className={styles.says}>{sayPoint(theory, sweep, looked ?? picked)}</p>
      </div>
      <SweepExports of={{ theory, sweep }} figure={() => ref.current} />
    </div>
  );
}

interface LevelMapProps {
  readonly level: Qos;
  readonly sweep: Sweep;
  readonly theory: Theory;
  readonly isLog: boolean;
  readonly picked: Place;
  readonly onPick: (place: Place) => void;
  /** At a cell that the pointer or the focus is on; undefined: on none. */
  readonly onLook: (place: Place | undefined) => void;
}

function LevelMap(props: LevelMapProps) {
  const { level, theory, sweep, isLog, picked, onPick, onLook } = props;
  const { x, y, measure, points } = sweep;
  if (y === undefined) return undefined;
  const own = points.filter((point) => point.level === level);
  const values = own.flatMap(({ metrics }) => metrics[measure] ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const share = shareIn(least, most, isLog);
  return (
    <Scroll label={`QoS ${level}: ${sayMeasure(measure)}`}>
      <table className={classNames(styles.map, styles[`q${level}`])}>
        <caption>
          <b className={findings[`q${level}`]} data-picture="">
            QoS {level}
          </b>
          {values.length === 0 ? undefined : (
            <MapScale measure={measure} least={least} most={most} />
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner} data-picture="">
              {sayHead(y)} ↓
            </th>
            <th scope="colgroup" colSpan={x.values.length} className={styles.axis} data-picture="">
              {sayHead(x)} →
            </th>
          </tr>
          <tr>
            <td />
            {ordered(x).map((value) => (
              <th key={value} scope="col" data-picture="">
                {showAxisValue(x.name, value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...ordered(y)].reverse().map((row) => (
            <tr key={row}>
              <th scope="row" data-picture="">
                {showAxisValue(y.name, row)}
              </th>
              {ordered(x).map((column) => {
                const found = own.find((one) => one.x === column && one.y === row);
                const value = found?.metrics[measure] ?? undefined;
                const at = placeOf(x, column);
                const isPicked = picked.at === at && picked.y === row;
                return (
                  <td key={column}>
                    <button
                      type="button"
                      className={styles.cell}
                      style={cssVariables({
                        '--share': value === undefined ? 0 : Math.round(share(value) * 100),
                      })}
                      aria-pressed={isPicked}
                      aria-label={found === undefined ? '–' : sayValue(theory, sweep, found)}
                      onFocus={() => onLook({ at, y: row })}
                      onBlur={() => onLook(undefined)}
                      onPointerEnter={() => onLook({ at, y: row })}
                      onPointerLeave={() => onLook(undefined)}
                      title="Look at its runs"
                      data-picture=""
                      onClick={() => onPick({ at, y: row })}
                    >
                      {showFigure(measure, value)}
                    </button>
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

interface MapScaleProps {
  readonly measure: MeasureName;
  readonly least: number;
  readonly most: number;
}

/** In %, of the colours between the ends. */
const STEPS = [0, 25, 50, 75, 100];

/** What its colours mean: the ends, with the unit. */
function MapScale({ measure, least, most }: MapScaleProps) {
  const unit = unitOfMeasure(measure);
  const say = (value: number) => `${showFigure(measure, value)} ${unit}`.trim();
  if (least === most) {
    return (
      <span className={styles.scale} data-picture="">
        {say(least)} everywhere
      </span>
    );
  }
  return (
    <span className={styles.scale}>
      <span data-picture="">{say(least)}</span>
      <span className={styles.steps}>
        <span className="visually-hidden">to</span>
        {STEPS.map((step) => (
          <span
            key={step}
            className={styles.step}
            style={cssVariables({ '--share': step })}
            data-picture=""
          />
        ))}
      </span>
      <span data-picture="">{say(most)}</span>
    </span>
  );
}

function sayHead(axis: SweepAxis): string {
  return [sayAxis(axis.name), unitOfAxis(axis)].filter(Boolean).join(', ');
}

function ordered(axis: SweepAxis): readonly (number | string)[] {
  return [...axis.values].sort((a, b) => placeOf(axis, a) - placeOf(axis, b));
}

/** How far a value is from the least to the most, 0 to 1. */
function shareIn(least: number, most: number, log: boolean): (value: number) => number {
  // Zero is as faint as can be.
  const from = log ? Math.log(Math.max(least, most / 1000)) : least;
  const to = log ? Math.log(most) : most;
  return (value) => {
    if (!(to > from)) return 0;
    return Math.max(0, ((log ? Math.log(value) : value) - from) / (to - from));
  };
}
