// One figure of the rule of thumb: a row for each level, what people say, what is measured, and a
// sentence about what of it is right.

import { type ReactNode, useId } from 'react';
import type { Claim } from '../../trace/claim.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import type { MeasuredLevel } from '../../trace/ruleOfThumb.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './RuleOfThumb.module.css';

interface Column {
  readonly name: string;
  readonly clock?: LatencyClock;
}

export interface RuleTableProps {
  readonly title: string;
  readonly note: string;
  readonly levels: readonly MeasuredLevel[];
  /** One for each level. */
  readonly claims: readonly Claim[];
  readonly columns: readonly Column[];
  readonly cells: (level: MeasuredLevel) => ReactNode;
  /** Whose column is meant, since somebody has set the network for it. */
  readonly chosen: LatencyClock | undefined;
  readonly onSet: (claim: Claim) => void;
}

export function RuleTable(props: RuleTableProps) {
  const { title, note, levels, claims, columns, cells, chosen, onSet } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section className={styles.part} aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <caption>
          <b>{title}</b> <span>{note}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.level}>
              <span className="visually-hidden">level</span>
            </th>
            <th scope="col" className={styles.said}>
              they say
            </th>
            {columns.map(({ name, clock }) => (
              <th
                key={name}
                scope="col"
                className={clock !== undefined && clock === chosen ? styles.chosen : undefined}
              >
                {name}
              </th>
            ))}
            <th scope="col" className={styles.judged}>
              is it right?
            </th>
          </tr>
        </thead>
        <tbody>
          {levels.map((level, i) => {
            const claim = claims[i];
            return claim === undefined ? undefined : (
              <tr key={level.level}>
                <th scope="row" className={styles[`q${level.level}`]}>
                  QoS {level.level}
                </th>
                <td className={styles.said}>{claim.text}</td>
                {cells(level)}
                <td className={styles.judged}>
                  <Judged claim={claim} onSet={onSet} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const SIGNS = { right: '✓', wrong: '✗', open: '·' } as const;
const WORDS = { right: 'Right.', wrong: 'Not so.', open: 'Open.' } as const;

interface JudgedProps {
  readonly claim: Claim;
  readonly onSet: (claim: Claim) => void;
}

function Judged({ claim, onSet }: JudgedProps) {
  const { verdict, says, network } = claim;
  const id = useId();
  return (
    <>
      <p id={id}>
        <span className={styles.sign} aria-hidden="true">
          {SIGNS[verdict]}
        </span>
        <span className="visually-hidden">{WORDS[verdict]} </span>
        {says}
      </p>
      {network === undefined ? undefined : (
        <Button variant="quiet" aria-describedby={id} onClick={() => onSet(claim)}>
          {verdict === 'right'
            ? 'Set the network of the formula'
            : 'Set a network where it is right'}
        </Button>
      )}
    </>
  );
}
