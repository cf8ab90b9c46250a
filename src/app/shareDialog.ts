// Sharing and exporting, and files that are dropped: in a chunk of its own, asked for at once, beside the
// first picture.

import { lazily } from '../views/lazily.ts';

const load = () => import('./share/share.ts');

export const ShareDialog = lazily(
  () => load().then((share) => share.ShareDialog),
  'What is shared',
);

export const FileDrop = lazily(() => load().then((share) => share.FileDrop), 'What opens files');
