// Makes a worker. There is one script, so that what a run and the Lab both need is loaded once.

/** @param name for whoever looks at the browser's list of workers */
export function createWorker(name: string): Worker {
  return new Worker(new URL('./sim.worker.ts', import.meta.url), { type: 'module', name });
}
