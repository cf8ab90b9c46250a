// What is selected, explained: a packet and its message, a message, or a node; all as of the playhead.

import { useStore } from 'zustand';
import { formatInstant } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { useInstant, useRun, useScope, useSelection, useVersion } from '../scopeContext.ts';
import styles from './Inspector.module.css';
import { MessageView } from './MessageView.tsx';
import { NodeView } from './NodeView.tsx';
import { PacketView } from './PacketView.tsx';

export function Inspected() {
  const { packet, message, node } = useSelection();
  useVersion();
  const index = useRun((state) => state.index);
  const flight = packet === undefined ? undefined : index.flight(packet);
  if (node !== undefined) return <NodeView node={node} />;
  if (flight === undefined && message === undefined) {
    return (
      <Hint>
        Press a packet: time stops, and it is explained here. Press a node for its session and what
        it stores.
      </Hint>
    );
  }
  return (
    <div className={styles.inspector}>
      <WayBack />
      {flight === undefined ? undefined : <PacketView key={flight.packet.uid} flight={flight} />}
      {message === undefined ? undefined : <MessageView key={message} uid={message} />}
    </div>
  );
}

/** After links have been followed into the past. */
function WayBack() {
  const { selection } = useScope();
  const { t: origin } = useStore(selection.origin);
  const t = useInstant();
  if (origin === undefined || t >= origin) return undefined;
  return <Button onClick={() => void selection.goBack()}>Back to {formatInstant(origin)}</Button>;
}
