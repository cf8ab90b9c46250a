// What must hold elsewhere for the levels above QoS 0 to keep what the sheet says, and whether it holds
// in what was simulated.

import type { Condition } from '../../usecases/conditions.ts';
import findings from './Findings.module.css';
import styles from './Sheet.module.css';
import { sayLevels } from './sheetLevels.ts';

export function SheetConditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  if (conditions.length === 0) return undefined;
  return (
    <section className={findings.part}>
      <h3>What must hold elsewhere</h3>
      <p className={findings.note}>Marked is how it is in what was simulated.</p>
      <ul className={styles.conditions}>
        {conditions.map(({ levels, says, isMet, how }) => (
          <li key={`${says} ${levels.join()}`}>
            <span className={styles.sign} role="img" aria-label={isMet ? 'Met' : 'Not met'}>
              {isMet ? '✓' : '✗'}
            </span>
            <span>
              <b>{sayLevels(levels)}</b> {says}
              {isMet ? undefined : (
                <span className={findings.note}>
                  {' '}
                  Set with <code>{how.replaceAll('&', ' ')}</code>.
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
