// The fixed bar of a phone's screen: Play · Publish · Kill next · More, and Kill · Delay · Inspect ·
// More while a packet on its way is selected. Over it stands which losses are still to come.

import { useStore } from 'zustand';
import type { Controls } from '../../store/controls.ts';
import { Button } from '../../ui/Button.tsx';
import type { ShellOpeners } from '../../ui/Shell.tsx';
import {
  useInstant,
  usePlayhead,
  useRun,
  useScope,
  useSelection,
  useVersion,
} from '../scopeContext.ts';
import { sayDropRules } from './dropText.ts';
import styles from './PhoneBar.module.css';

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
  const t = useInstant();
  useVersion();
  const rules = useRun((state) => state.index).dropRulesAt(t);

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
  const killed = levelIsSet ? 'PUBLISH' : NEXT[nextQos];
  return (
    <>
      <p className={styles.toCome} role="status">
        {sayDropRules(rules)}
      </p>
      <Button variant="primary" onClick={() => (playing ? playhead.pause() : playhead.play())}>
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button onClick={() => void controls.publish()}>
        {levelIsSet ? 'Publish' : `Publish QoS ${nextQos}`}
      </Button>
      <Button onClick={() => void commands.dropNext(killed, 1)}>Kill next</Button>
      {more}
    </>
  );
}
