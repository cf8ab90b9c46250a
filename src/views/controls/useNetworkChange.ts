// What the network's controls share: its settings at the playhead, those that the run began with, and
// how to change them.

import type { NetworkSettings } from '../../scenario/scenario.ts';
import { useNetwork, useRun, useScope } from '../scopeContext.ts';

export interface NetworkChange {
  readonly network: NetworkSettings;
  readonly initial: NetworkSettings;
  readonly apply: (changes: Partial<NetworkSettings>) => void;
}

export function useNetworkChange(): NetworkChange {
  const scope = useScope();
  const network = useNetwork();
  const initial = useRun((state) => state.scenario.network);
  return { network, initial, apply: (changes) => void scope.commands.setNetwork(changes) };
}
