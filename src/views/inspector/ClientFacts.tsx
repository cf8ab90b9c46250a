// A client's condition, connection, session and window at an instant.

import type { SimTime } from '../../base/time.ts';
import type { ClientSettings, Scenario } from '../../scenario/scenario.ts';
import type { NodeFold } from '../../trace/nodeFacts.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { Facts } from './Facts.tsx';
import { sayCondition, sayConnection, saySession } from './nodeText.ts';
import type { StoredRow } from './stored.ts';

interface ClientFactsProps {
  readonly index: TraceIndex;
  readonly t: SimTime;
  readonly facts: NodeFold;
  readonly rows: readonly StoredRow[];
  readonly scenario: Scenario;
  readonly settings: ClientSettings;
}

export function ClientFacts(props: ClientFactsProps) {
  const { index, t, facts, rows, scenario, settings } = props;
  const client = facts.clients.get(settings.id);
  const isV5 = scenario.protocolVersion === 5;
  // What it asked for in its last CONNECT; before the first, what it is going to.
  const asked = client?.connect ?? settings;
  const subscriptions = [...(client?.subscriptions ?? [])];
  return (
    <Facts
      rows={[
        ['condition', sayCondition(index.conditionAt(settings.id, t))],
        ['connection', client === undefined ? 'none yet' : sayConnection(client)],
        ['version', isV5 ? 'MQTT 5.0' : 'MQTT 3.1.1'],
        ['Keep Alive', asked.keepAliveSec === 0 ? 'off' : `${asked.keepAliveSec} s`],
        ['session', client === undefined ? 'none' : saySession(client)],
        [isV5 ? 'Clean Start' : 'Clean Session', asked.cleanStart ? 1 : 0],
        ['Session Expiry', isV5 ? `${asked.sessionExpirySec} s` : undefined],
        [
          'subscribed to',
          subscriptions.length === 0
            ? 'nothing'
            : subscriptions.map(([filter, qos]) => `${filter}, QoS ${qos}`).join('; '),
        ],
        ['window', sayWindow(rows, settings.receiveMaximum)],
        ['identifiers', sayIdentifiers(rows)],
      ]}
    />
  );
}

/** How many of its own messages are unacknowledged, of how many that may be. */
export function sayWindow(rows: readonly StoredRow[], limit: number): string {
  const used = rows.filter(({ sent }) => sent > 0).length;
  return limit >= 65_535 ? `${used} in flight` : `${used} of ${limit} in flight`;
}

/** Packet Identifiers that are taken. */
export function sayIdentifiers(rows: readonly StoredRow[]): string {
  const ids = rows.flatMap(({ packetId }) => (packetId === 0 ? [] : [packetId]));
  if (ids.length === 0) return 'none held';
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')}, …` : ids.join(', ');
}
