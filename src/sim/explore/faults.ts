// What can befall a run besides lost packets, as commands: who is cut, what crashes, who comes back
// with nothing kept.

import { type FaultKind, RESTART_MS } from '../../lab/exploration.ts';
import type { ClientId } from '../../mqtt/packets/packet.ts';
import type { Command, Scenario } from '../../scenario/scenario.ts';

export interface Fault {
  readonly kind: FaultKind;
  readonly commands: readonly Command[];
}

export function faultsOf({ clients }: Scenario): readonly Fault[] {
  const ids = clients.map(({ id }) => id);
  return [
    ...ids.map(
      (client): Fault => ({ kind: 'cuts', commands: [{ kind: 'cut-connection', client }] }),
    ),
    { kind: 'crashes', commands: [{ kind: 'crash-broker', restartMs: RESTART_MS }] },
    ...ids.map((client): Fault => ({ kind: 'crashes', commands: [crashOf(client)] })),
    ...ids.map(
      (client): Fault => ({ kind: 'cleanReconnects', commands: cleanReconnectOf(client) }),
    ),
  ];
}

/** With its session on disk: what it lost would be a clean reconnect's. */
function crashOf(client: ClientId): Command {
  return { kind: 'crash-client', client, store: 'kept', restartMs: RESTART_MS };
}

function cleanReconnectOf(client: ClientId): readonly Command[] {
  return [
    { kind: 'change-client', client, changes: { cleanStart: true } },
    { kind: 'cut-connection', client },
  ];
}
