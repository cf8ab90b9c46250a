// The counters of each lane at the instant shown, counted once for all that tell of them.

import { useMemo } from 'react';
import type { Lane } from '../../store/comparison.ts';
import { CounterCursor, type CountersView } from '../../store/counters.ts';
import type { RunStore } from '../../store/run.ts';
import { useInstant, useVersion } from '../scopeContext.ts';

export interface CountedLane extends Lane {
  readonly counters: CountersView;
  /** At the same instant. */
  readonly cursor: CounterCursor;
}

/** In the scope of all lanes. */
export function useLaneCounters(lanes: readonly Lane[]): readonly CountedLane[] {
  const t = useInstant();
  const version = useVersion();
  const cursors = useMemo(() => new WeakMap<RunStore, CounterCursor>(), []);
  // `version` says that an index has changed.
  const [counted] = useMemo(() => {
    const all = lanes.map((lane) => {
      const cursor = cursors.get(lane.run) ?? new CounterCursor();
      cursors.set(lane.run, cursor);
      return { ...lane, cursor, counters: cursor.at(lane.run.state.getState().index, t) };
    });
    return [all, version] as const;
  }, [lanes, cursors, t, version]);
  return counted;
}
