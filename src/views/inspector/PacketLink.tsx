// A link to a packet: pressing it selects the packet, and goes to where it can be seen.

import type { ReactNode } from 'react';
import type { PacketUid } from '../../trace/event.ts';
import { useScope, useSelection } from '../scopeContext.ts';
import styles from './Inspector.module.css';

interface PacketLinkProps {
  readonly uid: PacketUid;
  /** As a row of a list, marked when it is the selected one. */
  readonly row?: boolean;
  readonly children: ReactNode;
}

export function PacketLink({ uid, row = false, children }: PacketLinkProps) {
  const { selection } = useScope();
  const selected = useSelection().packet === uid;
  return (
    <button
      type="button"
      className={row ? styles.row : styles.link}
      aria-pressed={row ? selected : undefined}
      onClick={() => void selection.followPacket(uid)}
    >
      {children}
    </button>
  );
}
