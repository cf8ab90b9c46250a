// A packet's bytes in hex, made by the codec when it is looked at.

import { useEffect, useState } from 'react';
import type { PacketUid } from '../../trace/event.ts';
import { useScope } from '../scopeContext.ts';
import styles from './Inspector.module.css';

interface Shown {
  readonly uid: PacketUid;
  readonly hex: string;
}

export function PacketBytes({ uid }: { uid: PacketUid }) {
  const { run } = useScope();
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    void run.bytesOf(uid).then((bytes) => {
      if (wanted && bytes !== undefined) setShown({ uid, hex: toHex(bytes) });
    });
    return () => {
      wanted = false;
    };
  }, [run, uid]);
  if (shown?.uid !== uid) return undefined;
  return (
    <>
      <h4 className={styles.soft}>Bytes on the wire</h4>
      <pre className={styles.bytes}>{shown.hex}</pre>
    </>
  );
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
