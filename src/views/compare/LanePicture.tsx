// A lane's picture: the space, compact, at the same scale of time as the other lanes'.

import { memo } from 'react';
import { useStore } from 'zustand';
import { PacketActions } from '../picture/PacketActions.tsx';
import { FLOW_BELOW_MS } from '../picture/Picture.tsx';
import { useZoomFor } from '../picture/usePictureZoom.ts';
import { usePlayhead, useRun, useScope, useSelection, useVersion } from '../scopeContext.ts';
import { defaultZoom } from '../space/geometry.ts';
import { Space } from '../space/Space.tsx';
import { useReducedMotion } from '../useReducedMotion.ts';

interface LanePictureProps {
  /** Of the lane in which a hop takes longest. */
  readonly latencyMs: number;
  /** From 0. The zoom is all lanes': the first says how wide a ladder is. */
  readonly place: number;
  /** What is pressed is pressed here: what can be done to it stands beside it. */
  readonly hasActions: boolean;
  readonly onPress: (place: number) => void;
}

export const LanePicture = memo(function LanePicture(props: LanePictureProps) {
  const { latencyMs, place, hasActions, onPress } = props;
  const scope = useScope();
  const index = useRun((state) => state.index);
  const version = useVersion();
  const scenario = useRun((state) => state.scenario);
  const speed = usePlayhead((state) => (state.playing ? state.speed : 0));
  const { packet, message, node } = useSelection();
  const showIdentifiers = useStore(scope.view, (state) => state.identifiers);
  const zoom = useZoomFor(defaultZoom(latencyMs));
  const reducedMotion = useReducedMotion();
  const { playhead, selection } = scope;
  return (
    <Space
      index={index}
      version={version}
      marks={scope.run.marks}
      clients={scenario.clients}
      broker={scenario.broker}
      clock={playhead.clock}
      goal={playhead.goal}
      zoom={zoom}
      compact
      reducedMotion={reducedMotion}
      showIdentifiers={showIdentifiers}
      flowOnly={speed > 0 && latencyMs / speed < FLOW_BELOW_MS}
      onPressPacket={(uid) => {
        onPress(place);
        selection.pressPacket(uid);
      }}
      onSelectMessage={(uid) => selection.selectMessage(uid)}
      onSelectNode={(one) => selection.selectNode(one)}
      onSeek={(t) => {
        playhead.pause();
        void playhead.seek(t);
      }}
      onZoom={(steps) => scope.zoom.by(steps)}
      onLadder={place === 0 ? (width) => scope.zoom.setWidth(width) : undefined}
      actions={hasActions ? <PacketActions inspects={false} where="in every lane" /> : undefined}
      focusMessage={message}
      selectedPacket={packet}
      selectedNode={node}
    />
  );
});
