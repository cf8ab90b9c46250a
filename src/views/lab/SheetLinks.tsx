// From the place that is looked at to a decision sheet about it: the same scenario with that place's
// settings, at the levels that were swept.

import { baseAt, cellsOf, type SweepPlan } from '../../lab/plan.ts';
import type { Sweep } from '../../lab/summary.ts';
import { formatLink } from '../../scenario/link.ts';
import type { Lab } from '../../scenario/linkLab.ts';
import styles from './Results.module.css';
import { type Place, pointsAt, sayPlace } from './sweepSentence.ts';

interface SheetLinksProps {
  readonly presetName: string;
  readonly plan: SweepPlan;
  readonly sweep: Sweep;
  readonly lab: Lab;
  readonly picked: Place;
}

export function SheetLinks({ presetName, plan, sweep, lab, picked }: SheetLinksProps) {
  const points = pointsAt(sweep, picked).map(([, point]) => point);
  // A second setting of few values has a line for each of them, all at one place.
  const rows = [...new Set(points.map(({ y }) => y))];
  const links = rows.flatMap((y) => {
    const own = points.filter((point) => point.y === y);
    const [{ x } = { x: '' }] = own;
    const cell = cellsOf(plan).find(
      (one) => one.x === String(x) && (one.y ?? '') === String(y ?? ''),
    );
    if (cell === undefined) return [];
    const href = formatLink({
      view: 'lab',
      preset: presetName,
      scenario: baseAt(plan, cell),
      commands: [],
      lab: { ...lab, part: 'sheet', levels: own.map(({ level }) => level).join() },
      t: undefined,
    });
    const place = sayPlace(sweep, y === undefined ? picked : { at: picked.at, y });
    return href === undefined ? [] : [{ href, place }];
  });
  return (
    <p className={styles.links}>
      {links.map(({ href, place }) => (
        <a key={place} href={href}>
          Decision sheet for {place}
        </a>
      ))}
    </p>
  );
}
