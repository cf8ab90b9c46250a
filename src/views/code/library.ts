// Which library's code is shown: whoever has chosen one has it as long as the page is there.

import { createStore } from 'zustand/vanilla';
import type { LibraryName } from '../../lessons/code/snippet.ts';

export const chosenLibrary = createStore<{ readonly library: LibraryName }>(() => ({
  library: 'mqttjs',
}));
