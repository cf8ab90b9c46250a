// The space for the run on the screen: gives it the scope's trace, clock and selection, and beside a
// selected packet what can be done to it.

import { useStore } from 'zustand';
import type { Story } from '../../store/story.ts';
import { isHandheld, useShellLayout } from '../../ui/useShellLayout.ts';
import {
  useNetwork,
  usePlayhead,
  useRun,
  useScope,
  useSelection,
  useVersion,
} from '../scopeContext.ts';
import { Space } from '../space/Space.tsx';
import { useReducedMotion } from '../useReducedMotion.ts';
import { PacketActions } from './PacketActions.tsx';
import { usePictureZoom } from './usePictureZoom.ts';

/** Below this screen time for a hop, tracks show flow instead of packets. */
export const FLOW_BELOW_MS = 150;

/** What an embed has of it. */
export interface Framing {
  /** The ladder behind the now line. */
  readonly trail: boolean;
  /** How long the run takes, if that is known: what has room for all of it shows all of it. */
  readonly seconds: number | undefined;
}

const WHOLE: Framing = { trail: true, seconds: undefined };

interface PictureProps {
  /** First visit: few things, said in full, and all of the story has room. */
  readonly story?: Story | undefined;
  /** Absent: it is the application's. */
  readonly framing?: Framing | undefined;
}

export function Picture({ story, framing }: PictureProps) {
  const { trail, seconds } = framing ?? WHOLE;
  const scope = useScope();
  const index = useRun((state) => state.index);
  const version = useVersion();
  const scenario = useRun((state) => state.scenario);
  const publishingSince = useRun((state) => state.publishingSince);
  const { latencyMs } = useNetwork();
  const speed = usePlayhead((state) => (state.playing ? state.speed : 0));
  const { packet, message, node } = useSelection();
  const showIdentifiers = useStore(scope.view, (state) => state.identifiers);
  const reducedMotion = useReducedMotion();
  const layout = useShellLayout();
  const compact = layout === 'narrow';
  const zoom = usePictureZoom(story, seconds);
  const big = story !== undefined;
  const followed = big ? index.messages[0] : undefined;
  // Where thumbs work the bar at the screen's foot has them.
  const isBarred = framing === undefined && !big && isHandheld(layout);
  return (
    <Space
      index={index}
      version={version}
      marks={big ? undefined : scope.run.marks}
      clients={scenario.clients}
      broker={scenario.broker}
      clock={scope.playhead.clock}
      goal={scope.playhead.goal}
      zoom={zoom}
      compact={compact}
      reducedMotion={reducedMotion}
      big={big}
      showIdentifiers={showIdentifiers}
      flowOnly={speed > 0 && latencyMs / speed < FLOW_BELOW_MS}
      trail={trail}
      onPressPacket={(uid) => scope.selection.pressPacket(uid)}
      onSelectMessage={(uid) => scope.selection.selectMessage(uid)}
      onSelectNode={(one) => scope.selection.selectNode(one)}
      onSeek={(t) => {
        scope.playhead.pause();
        void scope.playhead.seek(t);
      }}
      onZoom={(steps) => scope.zoom.by(steps)}
      onLadder={(width) => scope.zoom.setWidth(width)}
      actions={isBarred ? undefined : <PacketActions inspects={!big && framing === undefined} />}
      trailFrom={big ? publishingSince : undefined}
      timeZero={big ? publishingSince : undefined}
      focusMessage={message ?? followed?.uid}
      selectedPacket={packet}
      selectedNode={node}
    />
  );
}
