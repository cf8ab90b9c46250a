// The dialog that shares a run as a link and exports it as files. Time stands still while it is open.

import { useEffect, useSyncExternalStore } from 'react';
import type { Variant } from '../../scenario/variants.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useScope } from '../../views/scopeContext.ts';
import { ExportPart } from './ExportPart.tsx';
import { LinkPart } from './LinkPart.tsx';
import { ScenarioPart } from './ScenarioPart.tsx';
import styles from './Share.module.css';

interface ShareDialogProps {
  readonly view: 'simulate' | 'compare';
  /** What is compared. */
  readonly lanes?: readonly Variant[];
}

export function ShareDialog({ view, lanes }: ShareDialogProps) {
  const scope = useScope();
  const open = useSyncExternalStore(scope.view.subscribe, () => scope.view.getState().shareOpen);
  const close = () => scope.view.setState({ shareOpen: false });
  useEffect(() => {
    if (open) scope.playhead.pause();
  }, [open, scope]);
  return (
    <Dialog
      open={open}
      title={view === 'simulate' ? 'Export and share' : 'Share'}
      size="wide"
      onClose={close}
      actions={<Button onClick={close}>Close</Button>}
    >
      <div className={styles.parts}>
        <LinkPart view={view} lanes={lanes} />
        {view === 'simulate' ? (
          <ExportPart />
        ) : (
          <p className={styles.hint}>
            Files are made of one run: <em>open in Simulate</em>, above a picture, shows it by
            itself.
          </p>
        )}
        <ScenarioPart onOpened={close} />
      </div>
    </Dialog>
  );
}
