// The entry of the embed page for runs: reads the address, and mounts the frame.

import { createElement } from 'react';
import { EmbedPage } from './EmbedPage.tsx';
import { Frame } from './frame.ts';
import { mountFrame, pageRoot } from './mountFrame.ts';
import { goToPageOf } from './pages.ts';
import { parseEmbed } from './parameters.ts';

const root = pageRoot();
if (root !== undefined && !goToPageOf(location.hash)) {
  const frame = new Frame(parseEmbed(location.hash));
  mountFrame(root, frame, (host) => createElement(EmbedPage, { frame, host }));
}
