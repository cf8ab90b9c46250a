// How embed.js is built: one classic script without dependencies, whose name never changes, because it
// stands in other people's pages.
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

export const elementConfig: UserConfig = {
  publicDir: false,
  build: {
    target: 'es2022',
    // Beside the application and the embed page, which are built first.
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('src/element/defineElement.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'embed.js' },
    },
  },
};
