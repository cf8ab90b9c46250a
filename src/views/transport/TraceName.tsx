// Names the trace up to the playhead by its bytes: the same link, the same name. Told when time stands
// still.

import { useMemo } from 'react';
import { TraceCursor } from '../../store/traceCursor.ts';
import { TraceHash } from '../../trace/ndjson.ts';
import { usePlayhead, useRun } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function TraceName() {
  const t = usePlayhead((state) => (state.playing ? undefined : state.t));
  const index = useRun((state) => state.index);
  const version = useRun((state) => state.version);
  const cursor = useMemo(
    () => new TraceCursor(({ before }) => new TraceHash(before?.hash), true),
    [],
  );
  const name = useMemo(
    // A changed version means a changed index.
    () => (t === undefined || version < 0 ? '…' : cursor.at(index, t).digest()),
    [cursor, index, t, version],
  );
  return (
    <span className={styles.hash} title="Names the trace up to here: equal runs, equal names">
      trace <output aria-label="Trace hash">{name}</output>
    </span>
  );
}
