// A worker of the Lab, of which there are as many as the machine has cores. Nothing but the door.

import { expose } from 'comlink';
import { createInProcessLab } from './inProcessLab.ts';

expose(createInProcessLab());
