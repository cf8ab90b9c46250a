// The embed's simulation, for whoever is at the other end: runs alone. Nobody there compares them, or
// looks at bytes and assumptions.

import { type Endpoint, expose } from 'comlink';
import { createRuns } from './runApi.ts';

/** @param endpoint absent: whoever made this worker */
export function serve(endpoint?: Endpoint): void {
  expose(createRuns().api, endpoint);
}
