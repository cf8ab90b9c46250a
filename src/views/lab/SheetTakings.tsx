// Taking the sheet along: on paper, or as Markdown.

import { useState } from 'react';
import type { LevelMonth, SheetRequest } from '../../lab/sheet.ts';
import { formatSheet } from '../../lab/sheetMarkdown.ts';
import { Button } from '../../ui/Button.tsx';
import type { Condition } from '../../usecases/conditions.ts';
import findings from './Findings.module.css';
import styles from './Sheet.module.css';
import { sayLevels } from './sheetLevels.ts';

interface SheetTakingsProps {
  readonly request: SheetRequest;
  readonly months: readonly LevelMonth[];
  readonly conditions: readonly Condition[];
}

export function SheetTakings({ request, months, conditions }: SheetTakingsProps) {
  const [said, setSaid] = useState('');
  const [byHand, setByHand] = useState<string>();

  async function copy(): Promise<void> {
    const texts = conditions.map(({ levels, ...rest }) => ({ ...rest, levels: sayLevels(levels) }));
    const markdown = formatSheet(request, months, texts, location.href);
    try {
      await navigator.clipboard.writeText(markdown);
      setSaid('Copied.');
      setByHand(undefined);
    } catch {
      setSaid('This browser does not let the page copy. Here it is:');
      setByHand(markdown);
    }
  }

  return (
    <div className={styles.takings}>
      <Button onClick={() => void copy()}>Copy as Markdown</Button>
      <Button onClick={() => window.print()}>Print</Button>
      <span className={findings.note} role="status">
        {said}
      </span>
      {byHand === undefined ? undefined : (
        <textarea
          className={styles.byHand}
          aria-label="The sheet as Markdown"
          readOnly
          rows={12}
          value={byHand}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
