// What was done to a run that the search has found, told as plain data: which packet each drop was of,
// and whom each fault befell.

import type { Decision, Dropped, FaultKind, SearchStep } from '../../lab/exploration.ts';
import type { ExchangeType, PacketRecord, TraceEvent } from '../../trace/event.ts';

/** @param decisions in order @param events of the run that they lead to */
export function stepsOf(
  decisions: readonly Decision[],
  events: readonly TraceEvent[],
): readonly SearchStep[] {
  const drops = dropsIn(events);
  let nth = 0;
  return decisions.flatMap(({ kind, at, commands }): readonly SearchStep[] => {
    if (kind === 'drops') {
      const drop = drops[nth++];
      return drop === undefined ? [] : [drop];
    }
    const client = commands.flatMap((command) =>
      command.kind === 'cut-connection' || command.kind === 'crash-client' ? [command.client] : [],
    );
    return [{ kind, at, node: client[0] ?? 'broker' }];
  });
}

export function droppedOf(steps: readonly SearchStep[]): readonly Dropped[] {
  return steps.flatMap((step) => (step.kind === 'drops' ? [step.dropped] : []));
}

export function faultsOf(steps: readonly SearchStep[]): readonly FaultKind[] {
  return steps.flatMap(({ kind }) => (kind === 'drops' ? [] : [kind]));
}

function dropsIn(events: readonly TraceEvent[]): readonly SearchStep[] {
  const places = new Map<string, number>();
  return events.flatMap((event): readonly SearchStep[] => {
    if (event.kind === 'message-published') places.set(event.messageUid, places.size);
    if (event.kind !== 'packet-lost' && event.kind !== 'segment-lost') return [];
    if (event.cause !== 'killed') return [];
    const { at, packet } = event;
    const { messageUid, from, to } = packet;
    return [
      {
        kind: 'drops',
        at,
        dropped: droppedFrom(packet),
        message: places.get(messageUid ?? '') ?? 0,
        transmission: event.kind === 'segment-lost' ? event.transmission : 0,
        from,
        to,
      },
    ];
  });
}

function droppedFrom({ hop, to, type, attempt }: PacketRecord): Dropped {
  // The search drops packets of an exchange alone.
  const exchangeType = type as ExchangeType;
  return { hop, direction: to === 'broker' ? 'up' : 'down', type: exchangeType, attempt };
}
