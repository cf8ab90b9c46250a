// The fixed bar of a phone's screen: Play · Publish · Kill next · More.

import { useStore } from 'zustand';
import type { Controls } from '../../store/controls.ts';
import { Button } from '../../ui/Button.tsx';
import type { ShellOpeners } from '../../ui/Shell.tsx';
import { useInstant, usePlayhead, useRun, useScope, useSelection } from '../scopeContext.ts';

/** What "Kill next" kills: at QoS 0 the message itself, else the broker's first answer. */
const NEXT = { 0: 'PUBLISH', 1: 'PUBACK', 2: 'PUBREC' } as const;

export function PhoneBar({ controls, openControls }: ShellOpeners & { controls: Controls }) {
  const scope = useScope();
  const playing = usePlayhead((state) => state.playing);
  const nextQos = useStore(controls.state, (state) => state.nextQos);
  const { packet } = useSelection();
  // Whether the packet can still be killed depends on the instant and on the trace.
  useInstant(8);
  useRun((state) => state.version);
  const { playhead } = scope;
  const killable = packet !== undefined && scope.selection.isOnTheWire(packet);
  return (
    <>
      <Button variant="primary" onClick={() => (playing ? playhead.pause() : playhead.play())}>
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button onClick={() => void controls.publish()}>Publish {nextQos}</Button>
      {killable ? (
        <Button onClick={() => void scope.commands.killSelected()}>Kill</Button>
      ) : (
        <Button onClick={() => void scope.commands.dropNext(NEXT[nextQos], 1)}>Kill next</Button>
      )}
      <Button onClick={openControls}>More</Button>
    </>
  );
}
