// The dialog that shares a run as a link, exports it as files, and makes an embed of it. Time stands still
// while it is open.

import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import type { Variant } from '../../scenario/variants.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { lazily } from '../../views/lazily.ts';
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
  const [Embed, setEmbed] = useState<ComponentType>();
  const isEmbed = Embed !== undefined;
  function close(): void {
    setEmbed(undefined);
    scope.view.setState({ shareOpen: false });
  }
  useEffect(() => {
    if (open) scope.playhead.pause();
  }, [open, scope]);
  return (
    <Dialog
      open={open}
      title={view === 'simulate' ? 'Export and share' : 'Share'}
      size={isEmbed ? 'full' : 'wide'}
      onClose={close}
      actions={<Button onClick={close}>Close</Button>}
    >
      {view === 'simulate' ? (
        <div className={styles.views}>
          <Segmented
            label="As"
            hideLabel
            options={[
              { value: 'files', label: 'Link and files' },
              { value: 'embed', label: 'Embed' },
            ]}
            value={isEmbed ? 'embed' : 'files'}
            onChange={(chosen) => setEmbed(() => (chosen === 'embed' ? loadEmbed() : undefined))}
          />
        </div>
      ) : undefined}
      {Embed === undefined ? (
        <div className={styles.parts}>
          <LinkPart view={view} lanes={lanes} />
          {view === 'simulate' ? (
            <ExportPart />
          ) : (
            <p className={styles.hint}>
              Files and embeds are made of one run: <em>open in Simulate</em>, above a picture,
              shows it by itself.
            </p>
          )}
          <ScenarioPart onOpened={close} />
        </div>
      ) : (
        <Embed />
      )}
    </Dialog>
  );
}

let loaded: ComponentType | undefined;

/** In a chunk of its own, which few ask for. */
function loadEmbed(): ComponentType {
  loaded ??= lazily(
    () => import('../authoring/EmbedPart.tsx').then((module) => module.EmbedPart),
    'The embed',
  );
  return loaded;
}
