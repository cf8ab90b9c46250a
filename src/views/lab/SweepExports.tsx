// A figure of a sweep as files: its values for other programs, its chart as a picture, and the command
// that runs it without a page.

import { useState } from 'react';
import type { SweptFigure } from '../../lab/sweepFiles.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Results.module.css';

interface SweepExportsProps {
  readonly of: SweptFigure;
  readonly figure: () => Element | undefined | null;
}

const KINDS = ['csv', 'json', 'svg', 'png', 'command'] as const;

export function SweepExports({ of, figure }: SweepExportsProps) {
  const [said, setSaid] = useState('');
  const isEmpty = of.sweep.points.every(({ replications }) => replications === 0);

  async function keep(kind: (typeof KINDS)[number]): Promise<void> {
    const { keepSweep } = await import('./keepSweep.ts');
    setSaid(await keepSweep(kind, of, figure() ?? undefined));
  }

  return (
    <div className={styles.exports}>
      <span className={styles.word}>Keep it as</span>
      {KINDS.map((kind) => (
        <Button
          key={kind}
          variant="quiet"
          unavailable={isEmpty && kind !== 'command' ? 'There are no results to keep.' : undefined}
          onClick={() => void keep(kind)}
        >
          {kind === 'command' ? 'Copy its command' : kind.toUpperCase()}
        </Button>
      ))}
      <span className={styles.said} role="status">
        {said}
      </span>
    </div>
  );
}
