// The worker: the simulation's other thread. Nothing but the door.

import { expose } from 'comlink';
import { createInProcessApi } from './inProcess.ts';

expose(createInProcessApi());
