// What the course stands on: a scope of its own with a worker of its own, and who plays steps in it and
// watches over tasks.

import { COURSE } from '../lessons/course/course.ts';
import { connectSim, type SimConnection } from '../worker/connect.ts';
import { Controls } from './controls.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { createScope, type Scope } from './scope.ts';
import { StepPlayer, startOf } from './stepPlayer.ts';
import { Trial } from './trial.ts';

export interface Learning {
  readonly scope: Scope;
  readonly narrator: Narrator;
  readonly controls: Controls;
  readonly player: StepPlayer;
  readonly trial: Trial;
  /** Both say whether they are opening what they were given. */
  readonly opened: readonly [StepPlayer['state'], Trial['state']];
  /** Ends the worker; nothing can be opened afterwards. */
  close(): void;
}

/** @param connect how the simulation is reached: the worker, unless told */
export function createLearning(connect = connectSim): Learning {
  let connection: Promise<SimConnection> | undefined;
  const reach = () => {
    connection = connect();
    return connection;
  };
  const first = startOf(COURSE[0]?.steps[0]?.run ?? '');
  const scope = createScope(first, 1, reach);
  const player = new StepPlayer(scope);
  const trial = new Trial(scope);
  return {
    scope,
    narrator: createNarrator(scope, () => performance.now(), import('../trace/narration.ts')),
    controls: new Controls(scope),
    player,
    trial,
    opened: [player.state, trial.state],
    close() {
      scope.playhead.pause();
      connection?.then((one) => one.dispose()).catch(() => {});
    },
  };
}
