// The course: its lessons, in the order in which they build on each other.

import type { Lesson } from '../lesson.ts';
import { atLeastOnce } from './atLeastOnce.ts';
import { broken } from './broken.ts';
import { choosing } from './choosing.ts';
import { dup } from './dup.ts';
import { exactlyOnce } from './exactlyOnce.ts';
import { gaps } from './gaps.ts';
import { handover } from './handover.ts';
import { loss } from './loss.ts';
import { lowerOfTwo } from './lowerOfTwo.ts';
import { overTcp } from './overTcp.ts';
import { sessions } from './sessions.ts';
import { twoHops } from './twoHops.ts';

export const COURSE: readonly Lesson[] = [
  twoHops,
  loss,
  gaps,
  atLeastOnce,
  dup,
  exactlyOnce,
  handover,
  lowerOfTwo,
  sessions,
  overTcp,
  broken,
  choosing,
];
