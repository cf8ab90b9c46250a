// The checker of order: it finds a swap, and says nothing where the specification promises nothing.
import { describe, expect, test } from 'vitest';
import { runChecked } from '../../testing/checkedRuns.ts';
import { faultsBy, type TrueTrace } from '../../testing/planted.ts';
import { pairScenario } from '../../testing/scenarios.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { checkOrdering } from './ordering.ts';

function traceWith(network: object): TrueTrace {
  const scenario = pairScenario({
    qos: 1,
    count: 6,
    ratePerSec: 50,
    network: { latencyMs: 30, ...network },
    script: [{ atMs: 75, command: { kind: 'cut-connection', client: 'sub' } }],
  });
  return { scenario, events: runChecked(scenario).events };
}

/** The first PUBLISHes of two messages to the subscriber change places. */
function swapped({ scenario, events }: TrueTrace): TrueTrace {
  const firsts = events.filter(
    (e) => e.kind === 'packet-sent' && e.packet.type === 'PUBLISH' && e.packet.from === 'broker',
  );
  const [first, second] = firsts;
  if (first === undefined || second === undefined) throw new Error('Fewer than two');
  const places = new Map<TraceEvent, TraceEvent>([
    [first, { ...second, at: first.at }],
    [second, { ...first, at: second.at }],
  ]);
  return { scenario, events: events.map((event) => places.get(event) ?? event) };
}

describe('v5 [MQTT-4.6.0-5], [MQTT-4.6.0-6] the order of one publisher, topic and level', () => {
  test('holds through a reconnect, and a swap is found', () => {
    const trace = traceWith({ resend: 'reconnect' });
    expect(faultsBy(checkOrdering, trace)).toEqual([]);
    expect(faultsBy(checkOrdering, swapped(trace)).join()).toMatch(/first sent after a later/);
  });

  test('is not asked of a run that sends again by a timer', () => {
    expect(faultsBy(checkOrdering, swapped(traceWith({})))).toEqual([]);
  });
});
