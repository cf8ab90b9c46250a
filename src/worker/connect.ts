// Starts the simulation's worker and gives its SimApi. In the embed connectInline.ts is in its place.

import { remoteSim, type SimConnection } from './remoteSim.ts';
import type { SimApi } from './simApi.ts';
import { createWorker } from './simWorker.ts';
import { startWorker } from './startWorker.ts';

export type { SimConnection } from './remoteSim.ts';

/**
 * @returns once the worker has answered
 * @throws Error with one sentence for the user when it did not start
 */
export async function connectSim(): Promise<SimConnection> {
  const worker = createWorker('QoScope simulation');
  return remoteSim(await startWorker<SimApi>(worker, (sim) => sim.greet()));
}
