// How Node runs a long simulation: its own settings are made for short work.

/** Options of Node 20 and later; README.md of this folder has them too. */
export const LONG_RUN = [
  // Room for young objects, MB: what a run keeps is copied less often before it counts as old.
  '--min-semi-space-size=128',
  '--max-semi-space-size=128',
  // How much of what a function calls is compiled into it: the engine is many small functions.
  '--max-inlined-bytecode-size=1000',
  '--max-inlined-bytecode-size-cumulative=3000',
] as const;
