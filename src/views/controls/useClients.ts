// Who is in the run at the playhead.

import type { ClientSettings } from '../../scenario/scenario.ts';
import { clientsAt } from '../../store/clients.ts';
import { useInstant, useScope, useVersion } from '../scopeContext.ts';

export function useClients(): readonly ClientSettings[] {
  const t = useInstant();
  useVersion();
  return clientsAt(useScope().run.state.getState(), t);
}
