// The space for the run on the screen: gives it the scope's trace, clock and selection, and beside a
// selected packet what can be done to it.

import { Button } from '../../ui/Button.tsx';
import { useShellLayout } from '../../ui/useShellLayout.ts';
import { useNetwork, usePlayhead, useRun, useScope, useSelection } from '../scopeContext.ts';
import { defaultZoom } from '../space/geometry.ts';
import { Space } from '../space/Space.tsx';
import { useReducedMotion } from '../useReducedMotion.ts';

/** Below this screen time for a hop, tracks show flow instead of packets. */
const FLOW_BELOW_MS = 150;
/** One exchange to follow is drawn this much wider, by its level: QoS 2 takes twice as long. */
const BIG = { 0: 2.2, 1: 2.2, 2: 1.4 } as const;

interface PictureProps {
  /** First visit: few things, said in full. */
  readonly big: boolean;
}

export function Picture({ big }: PictureProps) {
  const scope = useScope();
  const index = useRun((state) => state.index);
  const version = useRun((state) => state.version);
  const scenario = useRun((state) => state.scenario);
  const publishingSince = useRun((state) => state.publishingSince);
  const { latencyMs } = useNetwork();
  const speed = usePlayhead((state) => (state.playing ? state.speed : 0));
  const { packet, message, node } = useSelection();
  const reducedMotion = useReducedMotion();
  const compact = useShellLayout() === 'narrow';
  const followed = big ? index.messages[0] : undefined;
  const focus = message ?? followed?.uid;
  const widening = compact || !big ? 1 : BIG[followed?.level ?? 1];
  return (
    <Space
      index={index}
      version={version}
      clients={scenario.clients}
      clock={scope.playhead.clock}
      zoom={defaultZoom(latencyMs) * widening}
      compact={compact}
      reducedMotion={reducedMotion}
      big={big}
      flowOnly={speed > 0 && latencyMs / speed < FLOW_BELOW_MS}
      onPressPacket={(uid) => scope.selection.pressPacket(uid)}
      onSelectMessage={(uid) => scope.selection.selectMessage(uid)}
      onSelectNode={(one) => scope.selection.selectNode(one)}
      actions={<PacketActions />}
      trailFrom={big ? publishingSince : undefined}
      timeZero={big ? publishingSince : undefined}
      focusMessage={focus}
      selectedPacket={packet}
      selectedNode={node}
    />
  );
}

function PacketActions() {
  const scope = useScope();
  return (
    <Button hint="K" onClick={() => void scope.commands.killSelected()}>
      Kill
    </Button>
  );
}
