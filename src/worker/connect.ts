// Starts the worker and gives its SimApi. A worker that fails to start, throws or is closed fails
// every call that waits for it, so that nothing hangs.

import { type Remote, releaseProxy, wrap } from 'comlink';
import type { SimApi } from './simApi.ts';

export interface SimConnection {
  readonly api: SimApi;
  dispose(): void;
}

/** How long a worker may take to answer its first call. */
const START_TIMEOUT_MS = 15_000;

/**
 * @returns once the worker has answered
 * @throws Error with one sentence for the user when it did not start
 */
export async function connectSim(): Promise<SimConnection> {
  const worker = new Worker(new URL('./sim.worker.ts', import.meta.url), {
    type: 'module',
    name: 'QoScope simulation',
  });
  const remote: Remote<SimApi> = wrap<SimApi>(worker);
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Without a waiting call a failure is told by the next one.
  failure.catch(() => {});
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(new Error(event.message || 'its script could not be loaded'));
  });
  worker.addEventListener('messageerror', () => {
    fail(new Error('its answer could not be read'));
  });
  const dispose = () => {
    fail(new Error('it was stopped'));
    remote[releaseProxy]();
    worker.terminate();
  };
  const orFailure = <T>(call: Promise<T>): Promise<T> => Promise.race([call, failure]);
  const timer = setTimeout(() => fail(new Error('it did not answer')), START_TIMEOUT_MS);
  try {
    await orFailure(remote.greet());
  } catch (error) {
    dispose();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  const api: SimApi = {
    greet: () => orFailure(remote.greet()),
    open: (scenario, commands, to) => orFailure(remote.open(scenario, commands, to)),
    advance: (runId, to) => orFailure(remote.advance(runId, to)),
    command: (runId, at, command) => orFailure(remote.command(runId, at, command)),
    replay: (runId, from, to) => orFailure(remote.replay(runId, from, to)),
    firstDifference: (runIds, to) => orFailure(remote.firstDifference(runIds, to)),
    close: (runId) => orFailure(remote.close(runId)),
    assumptions: () => orFailure(remote.assumptions()),
    encode: (record, content, version) => orFailure(remote.encode(record, content, version)),
  };
  return { api, dispose };
}
