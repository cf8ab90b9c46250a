// The entry of the embed page for the course: reads the address, and mounts the frame.

import { createElement } from 'react';
import { LearnPage } from './LearnPage.tsx';
import { LearnFrame } from './learnFrame.ts';
import { parseLearnEmbed } from './learnParameters.ts';
import { mountFrame, pageRoot } from './mountFrame.ts';
import { goToPageOf } from './pages.ts';

const root = pageRoot();
if (root !== undefined && !goToPageOf(location.hash, true)) {
  const frame = new LearnFrame(parseLearnEmbed(location.hash));
  mountFrame(root, frame, (host) => createElement(LearnPage, { frame, host }));
}
