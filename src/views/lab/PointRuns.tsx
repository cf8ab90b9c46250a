// The runs of the place that is looked at: what they came to at each level, and links that open some of
// them on the screen: the first, the lowest and the highest; and one that makes a decision sheet of it.

import { fromMs } from '../../base/time.ts';
import type { JobResult } from '../../lab/counts.ts';
import { figureOf, Runs } from '../../lab/estimate.ts';
import type { Theory } from '../../lab/forms.ts';
import { MEASURES } from '../../lab/measures.ts';
import type { SweepPlan } from '../../lab/plan.ts';
import { cellsOf, scenarioOf } from '../../lab/plan.ts';
import type { Sweep, SweepPoint } from '../../lab/summary.ts';
import { formatLink } from '../../scenario/link.ts';
import type { Lab } from '../../scenario/linkLab.ts';
import { classNames } from '../../ui/classNames.ts';
import { Section } from '../../ui/Section.tsx';
import findings from './Findings.module.css';
import styles from './Results.module.css';
import { SheetLinks } from './SheetLinks.tsx';
import { type Place, pointsAt, sayPlace, sayValue } from './sweepSentence.ts';
import { showFigure } from './sweepWords.ts';

interface PointRunsProps {
  readonly presetName: string;
  readonly lab: Lab;
  readonly theory: Theory;
  readonly sweep: Sweep;
  readonly results: readonly (JobResult | undefined)[];
  readonly picked: Place;
}

export function PointRuns(props: PointRunsProps) {
  const { presetName, lab, theory, sweep, results, picked } = props;
  return (
    <Section title={`Open a run: ${sayPlace(sweep, picked)}`} level={3}>
      <ul className={styles.runs}>
        {pointsAt(sweep, picked).map(([{ label, tone }, point]) => (
          <li key={label}>
            <b className={classNames(styles.name, findings[tone])}>{label}</b>
            <span>{sayValue(theory, sweep, point)}</span>
            <span className={styles.links}>
              {runsOf(theory.plan, sweep, point, results).map(
                ({ which, seed, value, scenario }) => (
                  <a
                    key={which}
                    href={formatLink({
                      view: 'simulate',
                      preset: presetName,
                      scenario,
                      commands: [],
                      t:
                        theory.plan.untilMs === undefined ? undefined : fromMs(theory.plan.untilMs),
                    })}
                  >
                    {which} (seed {seed}): {showFigure(sweep.measure, value)}
                  </a>
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
      <SheetLinks
        presetName={presetName}
        plan={theory.plan}
        sweep={sweep}
        lab={lab}
        picked={picked}
      />
    </Section>
  );
}

interface NamedRun {
  readonly which: string;
  readonly seed: number;
  readonly value: number | null;
  readonly scenario: SweepPlan['base'];
}

function runsOf(
  plan: SweepPlan,
  { measure }: Sweep,
  point: SweepPoint,
  results: readonly (JobResult | undefined)[],
): readonly NamedRun[] {
  const { replications } = plan;
  const cells = cellsOf(plan);
  const nth = cells.findIndex(
    ({ x, y, level }) =>
      x === String(point.x) && (y ?? '') === String(point.y ?? '') && level === point.level,
  );
  const cell = cells[nth];
  if (cell === undefined) return [];
  const { figure } = MEASURES[measure];
  const values = results
    .slice(nth * replications, (nth + 1) * replications)
    .flatMap((result, replication) => {
      return result === undefined
        ? []
        : [{ replication, value: figureOf(figure, new Runs([result])) }];
    });
  const [first] = values;
  if (first === undefined) return [];
  const found = [...values].sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const named = [
    ['first', first],
    ['lowest', found[0] ?? first],
    ['highest', found.at(-1) ?? first],
  ] as const;
  const isFlat = found[0]?.value === found.at(-1)?.value;
  return named.slice(0, isFlat ? 1 : named.length).map(([which, { replication, value }]) => {
    const scenario = scenarioOf(plan, cell, replication);
    return { which: isFlat ? 'all alike' : which, seed: scenario.seed, value, scenario };
  });
}
