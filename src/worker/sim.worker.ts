// The worker: the simulation's other thread, with a door for a run and one for the Lab's many. Nothing but
// the doors.

import { expose } from 'comlink';
import { createInProcessApi } from './inProcess.ts';
import { createLateLab } from './lateLab.ts';

expose({ ...createInProcessApi(), ...createLateLab() });
