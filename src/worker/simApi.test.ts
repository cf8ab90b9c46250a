// The simulation's door, in process on Node.

import { describeSimApi } from '../testing/simApiSuite.ts';
import { createInProcessApi } from './inProcess.ts';

describeSimApi('in process', async () => ({ api: createInProcessApi(), dispose: () => {} }));
