// A scenario that is dropped on the page is opened; of anything else it is said what is wrong with it.

import { useEffect, useState } from 'react';
import type { InputError } from '../../base/result.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FileProblem } from './FileProblem.tsx';
import { openScenario } from './openScenario.ts';
import styles from './Share.module.css';

interface Fault {
  readonly title: string;
  readonly name: string;
  readonly errors: readonly InputError[];
}

export function FileDrop() {
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<Fault>();

  useEffect(() => {
    async function open(files: readonly File[]): Promise<void> {
      const [file] = files;
      if (file === undefined) return;
      if (files.length > 1) {
        const name = files.map((one) => one.name).join(', ');
        const error = { field: 'files', value: String(files.length), expected: 'one scenario' };
        setFault({ title: 'These are several files', name, errors: [error] });
        return;
      }
      const opened = await openScenario(file);
      const title = 'This file is no scenario';
      setFault(opened.ok ? undefined : { title, name: file.name, errors: opened.errors });
    }
    function hover(event: DragEvent): void {
      if (!hasFiles(event)) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent): void {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void open([...(event.dataTransfer?.files ?? [])]);
    }
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  const close = () => setFault(undefined);
  return (
    <>
      {over ? <div className={styles.drop}>Drop a scenario file to open it</div> : undefined}
      <Dialog
        open={fault !== undefined}
        title={fault?.title ?? ''}
        onClose={close}
        actions={<Button onClick={close}>Close</Button>}
      >
        <p className={styles.file}>{fault?.name}</p>
        <FileProblem errors={fault?.errors ?? []} />
      </Dialog>
    </>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
