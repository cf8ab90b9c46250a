// The texts in English.

import type { Texts } from '../texts.ts';
import { atLeastOnce } from './atLeastOnce.ts';
import { broken } from './broken.ts';
import { challenges } from './challenges.ts';
import { choosing } from './choosing.ts';
import { dup } from './dup.ts';
import { exactlyOnce } from './exactlyOnce.ts';
import { gaps } from './gaps.ts';
import { glossary } from './glossary.ts';
import { handover } from './handover.ts';
import { loss } from './loss.ts';
import { lowerOfTwo } from './lowerOfTwo.ts';
import { myths } from './myths.ts';
import { overTcp } from './overTcp.ts';
import { sessions } from './sessions.ts';
import { twoHops } from './twoHops.ts';

export const ENGLISH: Texts = {
  glossary,
  myths,
  challenges,
  lessons: {
    'two-hops': twoHops,
    loss,
    gaps,
    'at-least-once': atLeastOnce,
    dup,
    'exactly-once': exactlyOnce,
    handover,
    'lower-of-two': lowerOfTwo,
    sessions,
    'over-tcp': overTcp,
    broken,
    choosing,
  },
};
