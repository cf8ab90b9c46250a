// What concerns the nodes: who is in the run, what breaks, and what the ends choose for themselves. In
// a chunk of its own.

import type { Controls } from '../../store/controls.ts';
import { BreakThings } from './BreakThings.tsx';
import { Clients } from './Clients.tsx';
import { EndpointChoices } from './EndpointChoices.tsx';

export function NodeControls({ controls }: { controls: Controls }) {
  return (
    <>
      <BreakThings />
      <Clients controls={controls} />
      <EndpointChoices />
    </>
  );
}
