// What can be done to the packet that is pressed, beside it.

import { Button } from '../../ui/Button.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './PacketActions.module.css';
import { showInspector } from './showInspector.ts';

interface PacketActionsProps {
  /** Whether the screen has an inspector. */
  readonly inspects: boolean;
  /** How far what is done reaches, in a few words. */
  readonly where?: string;
}

export function PacketActions({ inspects, where }: PacketActionsProps) {
  const { commands } = useScope();
  return (
    <>
      <Button aria-keyshortcuts="K" title="Kill (K)" onClick={() => void commands.killSelected()}>
        Kill
      </Button>
      <Button aria-keyshortcuts="L" title="Delay (L)" onClick={() => void commands.delaySelected()}>
        Delay
      </Button>
      {inspects ? (
        <Button aria-keyshortcuts="I" title="Inspect (I)" onClick={showInspector}>
          Inspect
        </Button>
      ) : undefined}
      {where === undefined ? undefined : <small className={styles.where}>{where}</small>}
    </>
  );
}
