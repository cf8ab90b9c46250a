// Keeps a figure of a sweep: as a file, or its command in the clipboard. Each file says what it is of.
// Loaded when it is first asked for.

import { formatCsv, formatJson, recordOfFigures, type SweptFigure } from '../../lab/sweepFiles.ts';
import { sayRecord } from '../../lab/sweepRecord.ts';
import { download } from '../../ui/download.ts';
import { pngOf, svgOf } from '../charts/chartImage.ts';

export type Kept = 'csv' | 'json' | 'svg' | 'png' | 'command';

/**
 * @param drawn its chart, for a picture
 * @returns what there is to say about it: nothing of a file
 */
export async function keepSweep(
  kind: Kept,
  of: SweptFigure,
  drawn: Element | undefined,
): Promise<string> {
  const record = recordOfFigures([of]);
  const { x, y, measure } = of.sweep;
  const axes = [x.name, y?.name].filter(Boolean).join('-and-');
  const save = (type: string, content: string | Blob) => {
    download(
      `qoscope-${record.preset}-${measure}-by-${axes}.${kind}`,
      content instanceof Blob ? content : new Blob([content], { type }),
    );
    return '';
  };
  if (kind === 'csv') return save('text/csv', formatCsv([of]));
  if (kind === 'json') return save('application/json', formatJson([of]));
  if (kind === 'command') return copy(`${record.command} --json`);
  if (drawn === undefined) return '';
  try {
    // The page's address, without what it shows now.
    const link = location.href.replace(/#.*/s, '') + (record.link ?? '');
    const svg = svgOf(drawn, link, [...sayRecord(record), link]);
    return save('image/svg+xml', kind === 'svg' ? svg : await pngOf(svg));
  } catch {
    return 'This browser could not make the picture.';
  }
}

async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied.';
  } catch {
    return text;
  }
}
