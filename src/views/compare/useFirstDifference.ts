// Where the lanes part: asked of the simulation as the run goes on, until it is known; and again when
// the run has become another one.

import { useEffect, useMemo, useRef, useState } from 'react';
import { addTime, fromSec, type SimTime } from '../../base/time.ts';
import type { Lane } from '../../store/comparison.ts';
import type { FirstDifference } from '../../trace/firstDifference.ts';
import { usePlayhead, useRun, useVersion } from '../scopeContext.ts';

/** What is before it may still turn out to differ, but not after so long. */
const SETTLED_AFTER = fromSec(30);
/** While playing it is asked for when so much more is known. */
const EVERY = fromSec(1);

export interface Parting {
  /** Undefined: there is none up to `until`. */
  readonly difference: FirstDifference | undefined;
  /** How far the lanes were looked at. */
  readonly until: SimTime;
}

/** In the scope of all lanes. */
export function useFirstDifference(lanes: readonly Lane[]): Parting | undefined {
  const horizon = useRun((state) => (state.status.kind === 'ready' ? state.horizon : undefined));
  const scenario = useRun((state) => state.scenario);
  const commands = useRun((state) => state.commands);
  const playing = usePlayhead((state) => state.playing);
  useVersion();
  // Each of these makes another run of it.
  const run = useMemo(() => ({ lanes, scenario, commands }), [lanes, scenario, commands]);
  const [known, setKnown] = useState<{ readonly run: object; readonly parting: Parting }>();
  const asking = useRef<object | undefined>(undefined);
  const parting = known?.run === run ? known.parting : undefined;

  useEffect(() => {
    const [first, ...others] = run.lanes;
    if (first === undefined || others.length === 0 || horizon === undefined) return;
    if (asking.current === run || (parting !== undefined && isSettled(parting))) return;
    const isNews = parting === undefined || horizon >= addTime(parting.until, EVERY);
    if (!isNews && (playing || horizon === parting.until)) return;
    asking.current = run;
    void first.run
      .firstDifference(
        others.map((lane) => lane.run),
        horizon,
      )
      .then((difference) => {
        if (asking.current !== run) return;
        asking.current = undefined;
        setKnown({ run, parting: { difference, until: horizon } });
      });
  }, [run, horizon, playing, parting]);

  return parting;
}

function isSettled({ difference, until }: Parting): boolean {
  return difference !== undefined && until >= addTime(difference.at, SETTLED_AFTER);
}
