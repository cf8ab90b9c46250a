// In place of connect.ts in the embed, which is one script in one function: its own text makes the worker,
// because a frame of an opaque origin may load none from an address. So page and worker share what both
// need. Where no worker starts at all, the same simulation runs in the page.

import { wrap } from 'comlink';
import { serve } from './engine.ts';
import { remoteSim, type SimConnection } from './remoteSim.ts';
import type { SimApi } from './simApi.ts';
import { startWorker } from './startWorker.ts';

/** What vite.embed.ts calls the function that all of the script is in. */
declare const qoscopeScript: () => void;

// This is the worker.
if (typeof document === 'undefined') serve();

/** @returns once the simulation has answered, wherever it runs */
export async function connectSim(): Promise<SimConnection> {
  try {
    return await connectWorker();
  } catch {
    return connectInPage();
  }
}

async function connectWorker(): Promise<SimConnection> {
  const script = new Blob([`(${qoscopeScript})()`], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  try {
    const worker = new Worker(address, { name: 'QoScope simulation' });
    return remoteSim(await startWorker<SimApi>(worker, (sim) => sim.greet()));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function connectInPage(): SimConnection {
  const { port1, port2 } = new MessageChannel();
  serve(port1);
  return remoteSim({
    remote: wrap<SimApi>(port2),
    orFailure: (call) => call,
    dispose() {
      port1.close();
      port2.close();
    },
  });
}
