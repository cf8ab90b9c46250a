// The scenario by itself as a file, and opening one.

import { type ChangeEvent, useId, useState } from 'react';
import type { InputError } from '../../base/result.ts';
import { FILE_BYTES_MAX, formatScenarioFile } from '../../scenario/scenarioFile.ts';
import { Button } from '../../ui/Button.tsx';
import { download } from '../../ui/download.ts';
import { useRun } from '../../views/scopeContext.ts';
import { FileProblem } from './FileProblem.tsx';
import { openScenario } from './openScenario.ts';
import styles from './Share.module.css';

export function ScenarioPart({ onOpened }: { readonly onOpened: () => void }) {
  const id = useId();
  const scenario = useRun((state) => state.scenario);
  const presetName = useRun((state) => state.presetName);
  const commands = useRun((state) => state.commands.length);
  const [errors, setErrors] = useState<readonly InputError[]>([]);

  async function open({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = currentTarget.files ?? [];
    if (file === undefined) return;
    const opened = await openScenario(file);
    // The same file, mended, may be chosen again.
    currentTarget.value = '';
    setErrors(opened.ok ? [] : opened.errors);
    if (opened.ok) onOpened();
  }

  function save(): void {
    const content = new Blob([formatScenarioFile(scenario)], { type: 'application/json' });
    download(`qoscope-${presetName}.json`, content);
  }

  return (
    <section className={styles.part} aria-label="Scenario">
      <h3 className={styles.title}>Scenario</h3>
      <div className={styles.row}>
        <strong className={styles.name}>JSON</strong>
        <span className={styles.is}>
          What makes the run, for this page and for sim --scenario.
          {commands === 0 ? undefined : ' What was done by hand is not in it: the link has that.'}
        </span>
        <span className={styles.buttons}>
          <Button onClick={save}>Download</Button>
        </span>
      </div>
      <div className={styles.row}>
        <label className={styles.name} htmlFor={id}>
          Open a file
        </label>
        <span className={styles.is}>
          Or drop it on the page. At most {FILE_BYTES_MAX / 1024} kB.
        </span>
        <input
          id={id}
          className={styles.chooser}
          type="file"
          accept=".json,application/json"
          onChange={(event) => void open(event)}
        />
      </div>
      {errors.length === 0 ? undefined : (
        <div role="alert">
          <p className={styles.file}>This file is no scenario:</p>
          <FileProblem errors={errors} />
        </div>
      )}
    </section>
  );
}
