// What can be done to the packet that is pressed, beside it.

import { Button } from '../../ui/Button.tsx';
import { useScope } from '../scopeContext.ts';
import { showInspector } from './showInspector.ts';

/** @param inspects whether the screen has an inspector */
export function PacketActions({ inspects }: { readonly inspects: boolean }) {
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
    </>
  );
}
