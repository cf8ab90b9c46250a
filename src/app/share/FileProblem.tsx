// What is wrong with a file that is to be opened: each field, with what stands there and what is expected.

import { formatInputError, type InputError } from '../../base/result.ts';
import styles from './Share.module.css';

/** More are not read. */
const SHOWN_MAX = 8;

export function FileProblem({ errors }: { readonly errors: readonly InputError[] }) {
  const more = errors.length - SHOWN_MAX;
  return (
    <ul className={styles.faults}>
      {errors.slice(0, SHOWN_MAX).map((error) => (
        <li key={formatInputError(error)}>{formatInputError(error)}</li>
      ))}
      {more > 0 ? <li>and {more} more</li> : undefined}
    </ul>
  );
}
