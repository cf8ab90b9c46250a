// Takes a worker to where it answers. One that fails to start, throws or is closed fails every call
// that waits for it, so that nothing hangs.

import { type Remote, releaseProxy, wrap } from 'comlink';

export interface StartedWorker<T> {
  readonly remote: Remote<T>;
  /** The call's answer, or the worker's failure. */
  orFailure<R>(call: Promise<R>): Promise<R>;
  dispose(): void;
}

/** How long a worker may take to answer its first call. */
const START_TIMEOUT_MS = 15_000;

/**
 * @returns once the worker has answered
 * @throws Error with one sentence for the user when it did not start
 */
export async function startWorker<T>(
  worker: Worker,
  greet: (remote: Remote<T>) => Promise<'ready'>,
): Promise<StartedWorker<T>> {
  const remote: Remote<T> = wrap<T>(worker);
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
  const orFailure = <R>(call: Promise<R>): Promise<R> => Promise.race([call, failure]);
  const timer = setTimeout(() => fail(new Error('it did not answer')), START_TIMEOUT_MS);
  try {
    await orFailure(greet(remote));
  } catch (error) {
    dispose();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { remote, orFailure, dispose };
}
