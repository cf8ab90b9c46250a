// How the runs of each level ended, side by side: figures, and under each level's name its shares as a
// bar.

import type { Exploration, Outcome } from '../../lab/exploration.ts';
import { levelsOf } from '../../lab/exploreRequest.ts';
import type { Proof } from '../../lab/proofWords.ts';
import { formatCount } from '../../lab/words.ts';
import { cssVariables } from '../../ui/cssVariables.ts';
import findings from './Findings.module.css';
import styles from './Prove.module.css';
import { Scroll } from './Scroll.tsx';

const ROWS: readonly {
  readonly outcome: Outcome;
  readonly label: string;
  readonly tone?: 'loss' | 'dup';
}[] = [
  { outcome: 'exactlyOnce', label: 'exactly once' },
  { outcome: 'moreThanOnce', label: 'more than once', tone: 'dup' },
  { outcome: 'never', label: 'never', tone: 'loss' },
  { outcome: 'pending', label: 'still under way' },
];

export function ProveTable({ proofs }: { readonly proofs: readonly Proof[] }) {
  const isOfTwo = proofs.some(({ request }) => request.messages === 2);
  return (
    <Scroll label="How the runs of each level ended">
      <table className={findings.table}>
        <caption className="visually-hidden">In how many runs of each level it ended how</caption>
        <thead>
          <tr>
            <td />
            {proofs.map(({ request, found }) => {
              const { qos, hop2 } = levelsOf(request);
              return (
                <th key={qos} scope="col">
                  <span className={findings[`q${qos}`]}>QoS {qos}</span>
                  {hop2 === qos ? undefined : (
                    <span className={styles.hop2}>
                      {' '}
                      <span aria-hidden="true">→</span>
                      <span className="visually-hidden">to</span> QoS {hop2}
                    </span>
                  )}
                  <span className={styles.bar} aria-hidden="true">
                    {ROWS.map(({ outcome }) => (
                      <span
                        key={outcome}
                        data-outcome={outcome}
                        style={cssVariables({ '--share': String(found.outcomes[outcome]) })}
                      />
                    ))}
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">runs</th>
            {proofs.map(({ request, found }) => (
              <td key={levelsOf(request).qos}>
                <span className={findings.figure}>{formatCount(found.runs)}</span>
              </td>
            ))}
          </tr>
          {ROWS.map(({ outcome, label, tone }) => (
            <tr key={outcome}>
              <th scope="row">{label}</th>
              {proofs.map(({ request, found }) => {
                const n =
                  outcome === 'exactlyOnce' ? found.outcomes[outcome] : found.flaws[outcome];
                const toned = tone !== undefined && n > 0;
                return (
                  <td key={levelsOf(request).qos}>
                    <span className={toned ? findings[tone] : findings.figure}>
                      {formatCount(n)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
          {isOfTwo ? (
            <tr className={styles.apart}>
              <th scope="row">of all, out of order</th>
              {proofs.map(({ request, found }) => (
                <td key={levelsOf(request).qos}>
                  <span className={findings.figure}>{formatCount(found.flaws.outOfOrder)}</span>
                </td>
              ))}
            </tr>
          ) : undefined}
        </tbody>
      </table>
      {proofs.some(({ found }) => isCountedTwice(found)) ? (
        <p className={findings.note}>
          A run in which one message came more than once and the other did not come counts in both
          rows.
        </p>
      ) : undefined}
    </Scroll>
  );
}

function isCountedTwice({ runs, outcomes, flaws }: Exploration): boolean {
  return outcomes.exactlyOnce + flaws.moreThanOnce + flaws.never + flaws.pending > runs;
}
