// A figure of a sweep as files: its values for other programs, its chart as a picture, and the command
// that runs it without a page.

import { useState } from 'react';
import type { Sweep, SweepPoint } from '../../lab/summary.ts';
import { commandOf } from '../../lab/sweepCommand.ts';
import { formatCsv } from '../../lab/sweepCsv.ts';
import type { SweepForm } from '../../lab/sweepForm.ts';
import { Button } from '../../ui/Button.tsx';
import { download } from '../../ui/download.ts';
import styles from './Results.module.css';

interface SweepExportsProps {
  readonly presetName: string;
  readonly sweep: Sweep;
  readonly form: SweepForm;
  /** What a formula says of a point, where there is one. */
  readonly theory: (point: SweepPoint) => number | undefined;
  readonly figure: () => Element | undefined;
}

export function SweepExports({ presetName, sweep, form, theory, figure }: SweepExportsProps) {
  const [said, setSaid] = useState('');
  const axes = [sweep.x.name, ...(sweep.y === undefined ? [] : [sweep.y.name])].join('-and-');
  const name = `qoscope-${presetName}-${sweep.measure}-by-${axes}`;

  function save(extension: string, type: string, content: string): void {
    download(`${name}.${extension}`, new Blob([content], { type }));
  }

  async function picture(extension: 'svg' | 'png'): Promise<void> {
    const drawn = figure();
    if (drawn === undefined) return;
    try {
      const { pngOf, svgOf } = await import('../charts/chartImage.ts');
      const svg = svgOf(drawn, location.href);
      if (extension === 'svg') save('svg', 'image/svg+xml', svg);
      else download(`${name}.png`, await pngOf(svg));
    } catch {
      setSaid('This browser could not make the picture.');
    }
  }

  async function copyCommand(): Promise<void> {
    const command = commandOf(presetName, { ...form, measure: sweep.measure });
    try {
      await navigator.clipboard.writeText(command);
      setSaid('Copied.');
    } catch {
      setSaid(command);
    }
  }

  return (
    <div className={styles.exports}>
      <span className={styles.word}>Keep it as</span>
      <Button variant="quiet" onClick={() => save('csv', 'text/csv', formatCsv(sweep, theory))}>
        CSV
      </Button>
      <Button
        variant="quiet"
        onClick={() => save('json', 'application/json', `${JSON.stringify(sweep, null, 2)}\n`)}
      >
        JSON
      </Button>
      <Button variant="quiet" onClick={() => void picture('svg')}>
        SVG
      </Button>
      <Button variant="quiet" onClick={() => void picture('png')}>
        PNG
      </Button>
      <Button variant="quiet" onClick={() => void copyCommand()}>
        Copy its command
      </Button>
      <span className={styles.said} role="status">
        {said}
      </span>
    </div>
  );
}
