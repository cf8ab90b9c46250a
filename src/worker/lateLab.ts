// The Lab's door of the worker. What is behind it is loaded when somebody is there: a run on the screen
// needs none of it.

import type { LabApi } from './labApi.ts';

export function createLateLab(): LabApi {
  let loading: Promise<LabApi> | undefined;

  function load(): Promise<LabApi> {
    loading ??= import('./inProcessLab.ts').then(
      ({ createInProcessLab }) => createInProcessLab(),
      () => {
        throw new Error('its script could not be loaded');
      },
    );
    return loading;
  }

  return {
    loadLab: async () => (await load()).loadLab(),
    runJobs: async (plan, jobs) => (await load()).runJobs(plan, jobs),
    explore: async (request, branches, forMs) => (await load()).explore(request, branches, forMs),
  };
}
