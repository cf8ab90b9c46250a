// Many runs whose seed draws the whole configuration and what is done to it, with all checkers beside.
// The first half; the second is swarmRest.test.ts's.
import { describeSwarm } from '../testing/drawSwarm.ts';

describeSwarm(0, 2);
