// A run beside the one on the screen, in a worker of its own: the same one simulated to its end leaves
// the one on the screen as it is.

import { connectSim } from '../worker/connect.ts';
import { type RunStart, RunStore } from './run.ts';
import type { ShownRun } from './shownRun.ts';
import type { Connect } from './workerLink.ts';

export interface BesideRun {
  readonly run: ShownRun;
  /** When it has come to where it starts, or has failed, as its state says. */
  readonly opened: Promise<void>;
  /** Ends its worker; what was asked of it is not answered any more. */
  close(): void;
}

/** @param connect how it is reached: a worker, unless told */
export function openBeside(start: RunStart, connect: Connect = connectSim): BesideRun {
  const connection = connect();
  const run = new RunStore(() => connection, start);
  return {
    run,
    opened: run.open(start),
    close: () => {
      void connection.then(
        ({ dispose }) => dispose(),
        // It never was there.
        () => undefined,
      );
    },
  };
}
