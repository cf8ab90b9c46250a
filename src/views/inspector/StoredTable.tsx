// A node's stores as a table, an entry a row; the letter leads to its message.

import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useScope } from '../scopeContext.ts';
import styles from './Inspector.module.css';
import type { StoredRow } from './stored.ts';

const SHOWN = 12;

interface StoredTableProps {
  readonly rows: readonly StoredRow[];
  /** Whether the rows are of several clients' sessions. */
  readonly namesClients: boolean;
}

export function StoredTable({ rows, namesClients }: StoredTableProps) {
  const { selection } = useScope();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <p className={styles.soft}>It stores nothing.</p>;
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <>
      <table className={styles.table} aria-label="What it stores">
        <thead>
          <tr>
            <th scope="col">message</th>
            <th scope="col">waits for</th>
            <th scope="col">since</th>
            <th scope="col">sent</th>
            <th scope="col">again in</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.name}>
              <td>
                <button
                  type="button"
                  className={classNames(styles.link, styles[`q${row.level}`])}
                  onClick={() => selection.selectMessage(row.messageUid)}
                >
                  {row.letter}
                </button>
                {row.packetId === 0 ? undefined : ` #${row.packetId}`}
                {namesClients ? <span className={styles.aside}> {row.client}</span> : undefined}
                {row.holds === 'identifier' ? (
                  <span className={styles.aside}> id alone</span>
                ) : undefined}
              </td>
              <td>{row.waitsFor}</td>
              <td>{(row.since / 1e6).toFixed(2)}</td>
              <td>{row.sent === 0 ? '' : `${row.sent}×`}</td>
              <td>{row.resendIn}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length ? (
        <Button onClick={() => setAll(true)}>Show all {rows.length}</Button>
      ) : undefined}
    </>
  );
}
