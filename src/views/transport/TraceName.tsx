// Names the trace up to the playhead by its bytes: the same link, the same name. Told when time has stood
// still for a moment: to name a long trace takes longer than a frame, and is done in pieces.

import { useEffect, useMemo, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import { TraceCursor } from '../../store/traceCursor.ts';
import { TraceHash } from '../../trace/ndjson.ts';
import { usePlayhead, useScope, useVersion } from '../scopeContext.ts';
import styles from './Transport.module.css';

const STILL_MS = 120;
/** So many events are named in one go. */
const PIECE = 1000;

export function TraceName() {
  const { run } = useScope();
  const t = usePlayhead((state) => (state.playing ? undefined : state.t));
  const version = useVersion();
  const cursor = useMemo(
    () => new TraceCursor(({ before }) => new TraceHash(before?.hash), true),
    [],
  );
  const [told, setTold] = useState({ of: '', name: '' });
  const of = `${t} ${version}`;
  useEffect(() => {
    if (t === undefined) return;
    let timer = setTimeout(name, STILL_MS, t);
    function name(at: SimTime): void {
      const { index, horizon, present, hash } = run.state.getState();
      // The simulation knows the name of all that it has simulated.
      const isAll = at >= horizon && horizon === present;
      const digest = isAll ? hash : cursor.towards(index, at, PIECE)?.digest();
      if (digest === undefined) timer = setTimeout(name, 0, at);
      else setTold({ of, name: digest });
    }
    return () => clearTimeout(timer);
  }, [run, cursor, t, of]);
  return (
    <span className={styles.hash} title="Names the trace up to here: equal runs, equal names">
      trace{' '}
      <output aria-label="Trace hash">{t === undefined || told.of !== of ? '…' : told.name}</output>
    </span>
  );
}
