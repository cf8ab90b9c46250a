// The second half of swarm.test.ts, beside it on another core.
import { describeSwarm } from '../testing/drawSwarm.ts';

describeSwarm(1, 2);
