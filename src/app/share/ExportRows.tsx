// The formats as rows: what each is for, how much it holds, and its buttons. What was made is said.

import { useState } from 'react';
import { toSec } from '../../base/time.ts';
import type { Theme } from '../../exports/ladderColours.ts';
import type { Span } from '../../exports/span.ts';
import type { Scope } from '../../store/scope.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { copyText } from '../../ui/copyText.ts';
import { download } from '../../ui/download.ts';
import { useScope } from '../../views/scopeContext.ts';
import { linkOf } from '../addressBar.ts';
import type { Picture } from './exportRun.ts';
import { type ExportFormat, FORMATS } from './formats.ts';
import type { PastCount } from './past.ts';
import { sayConditions, titleOfRun } from './runText.ts';
import styles from './Share.module.css';
import { sayBytes } from './sayBytes.ts';
import { ThemeChoice } from './ThemeChoice.tsx';
import { themeNow } from './themeNow.ts';

interface ExportRowsProps {
  readonly span: Span;
  /** Undefined: it is being counted. */
  readonly counted: PastCount | undefined;
}

export function ExportRows({ span, counted }: ExportRowsProps) {
  const scope = useScope();
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [theme, setTheme] = useState<Theme>(themeNow);

  async function make(format: ExportFormat, copies: boolean): Promise<void> {
    setBusy(true);
    setSaid(`Making ${format.label} …`);
    try {
      const { exportRun } = await import('./exportRun.ts');
      const made = await exportRun(scope.run, format, span, pictureOf(scope, span, theme));
      const note = made.note === undefined ? '' : ` ${made.note}`;
      if (!copies) {
        const name = fileName(scope, span, format);
        download(name, made.content);
        setSaid(`Saved ${name}, ${sayBytes(made.content.size)}.${note}`);
      } else if (await copyText(await made.content.text())) {
        setSaid(`Copied ${format.label}, ${sayBytes(made.content.size)}.${note}`);
      } else setSaid('This browser does not let the page copy: download it.');
    } catch (error) {
      setSaid(`${format.label} could not be made: ${error instanceof Error ? error.message : ''}`);
    }
    setBusy(false);
  }

  return (
    <>
      <div className={styles.themes}>
        <ThemeChoice label="Pictures are" value={theme} onChange={setTheme} />
      </div>
      <div className={styles.rows}>
        {FORMATS.map((format) => (
          <fieldset key={format.name} className={styles.row}>
            <legend className="visually-hidden">{format.label}</legend>
            <strong className={styles.name}>{format.label}</strong>
            <span className={styles.is}>
              {format.is} <span className={styles.size}>{sizeOf(format, counted)}</span>
            </span>
            <span className={styles.buttons}>
              {format.isCopied === true ? (
                <Button disabled={isBusy} onClick={() => void make(format, true)}>
                  Copy
                </Button>
              ) : undefined}
              <Button disabled={isBusy} onClick={() => void make(format, false)}>
                Download
              </Button>
            </span>
          </fieldset>
        ))}
      </div>
      <p className={classNames(styles.said, styles.status)} role="status">
        {said}
      </p>
    </>
  );
}

function sizeOf({ counts }: ExportFormat, counted: PastCount | undefined): string {
  if (counts === 'none' || counted === undefined) return '';
  return `${counted[counts].toLocaleString('en')} ${counts}`;
}

function pictureOf(scope: Scope, span: Span, theme: Theme): Picture {
  const run = scope.run.state.getState();
  const link = linkOf(scope, 'simulate');
  const { message: focus } = scope.selection.state.getState();
  return {
    theme,
    title: titleOfRun(run),
    conditions: sayConditions(run, span),
    link: link === undefined ? undefined : new URL(link, location.href).href,
    focus,
  };
}

/** `qoscope-mixed-0-12.3s.csv`. */
function fileName(scope: Scope, { from, to }: Span, { extension }: ExportFormat): string {
  const { presetName } = scope.run.state.getState();
  return `qoscope-${presetName}-${toSec(from)}-${toSec(to)}s.${extension}`;
}
