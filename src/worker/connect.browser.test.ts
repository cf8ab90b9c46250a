// The simulation's door, over the real worker in Chromium.

import { describeSimApi } from '../testing/simApiSuite.ts';
import { connectSim } from './connect.ts';

describeSimApi('over the worker', connectSim);
