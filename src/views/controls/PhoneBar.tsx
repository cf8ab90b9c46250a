// The fixed bar of a phone's screen: Play · Publish · Kill next · More, and Kill · Delay · Inspect ·
// More while a packet on its way is selected.

import { useStore } from 'zustand';
import type { Controls } from '../../store/controls.ts';
import { Button } from '../../ui/Button.tsx';
import type { ShellOpeners } from '../../ui/Shell.tsx';
import { useInstant, usePlayhead, useScope, useSelection, useVersion } from '../scopeContext.ts';

/** What "Kill next" kills: at QoS 0 the message itself, else the broker's first answer. */
const NEXT = { 0: 'PUBLISH', 1: 'PUBACK', 2: 'PUBREC' } as const;

interface PhoneBarProps extends ShellOpeners {
  readonly controls: Controls;
  /** Whether the screen has an inspector. */
  readonly inspects?: boolean;
  /** Not the reader, but each lane has a level for the next message. */
  readonly levelIsSet?: boolean;
}

export function PhoneBar({
  controls,
  inspects = true,
  levelIsSet = false,
  openControls,
  openAside,
}: PhoneBarProps) {
  const { playhead, selection, commands } = useScope();
  const playing = usePlayhead((state) => state.playing);
  const nextQos = useStore(controls.state, (state) => state.nextQos);
  const { packet } = useSelection();
  // Whether the packet is still on its way depends on the instant and on the trace.
  useInstant();
  useVersion();

  function inspect(): void {
    openAside();
    document.getElementById('inspector')?.scrollIntoView();
  }

  const more = <Button onClick={openControls}>More</Button>;
  if (packet !== undefined && !playing && selection.isOnTheWire(packet)) {
    return (
      <>
        <Button variant="primary" onClick={() => void commands.killSelected()}>
          Kill
        </Button>
        <Button onClick={() => void commands.delaySelected()}>Delay</Button>
        {inspects ? <Button onClick={inspect}>Inspect</Button> : undefined}
        {more}
      </>
    );
  }
  return (
    <>
      <Button variant="primary" onClick={() => (playing ? playhead.pause() : playhead.play())}>
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button onClick={() => void controls.publish()}>
        {levelIsSet ? 'Publish' : `Publish ${nextQos}`}
      </Button>
      <Button onClick={() => void commands.dropNext(levelIsSet ? 'PUBLISH' : NEXT[nextQos], 1)}>
        Kill next
      </Button>
      {more}
    </>
  );
}
