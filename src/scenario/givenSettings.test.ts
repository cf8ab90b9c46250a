import { expect, test } from 'vitest';
import { fromSec } from '../base/time.ts';
import { isSubscriber } from './changes.ts';
import { withGiven } from './givenSettings.ts';
import { DEFAULT_PRESET } from './presets/presets.ts';
import type { Command } from './scenario.ts';

const { scenario } = DEFAULT_PRESET;
const subscriber = scenario.clients.find(isSubscriber)?.id ?? '?';

/** One a second, as far as the third. */
function given(...commands: readonly Command[]) {
  const timed = commands.map((command, i) => ({ at: fromSec(i + 1), command }));
  return withGiven(scenario, timed, fromSec(3));
}

test('what was set by command is a setting of the scenario, the last one of each', () => {
  const changed = given(
    { kind: 'set-network', changes: { lossHop1Up: 0.5, latencyMs: 7 } },
    { kind: 'change-client', client: subscriber as never, changes: { handlerMs: 30 } },
    { kind: 'set-network', changes: { lossHop1Up: 0.2 } },
    { kind: 'set-network', changes: { lossHop1Up: 0.9 } },
  );
  expect(changed.network).toEqual({ ...scenario.network, lossHop1Up: 0.2, latencyMs: 7 });
  expect(changed.clients.map(({ id, handlerMs }) => [id, handlerMs])).toEqual(
    scenario.clients.map(({ id, handlerMs }) => [id, id === subscriber ? 30 : handlerMs]),
  );
});

test('what was done once, and to others, changes none', () => {
  const changed = given(
    { kind: 'crash-broker', restartMs: 100 },
    { kind: 'change-client', client: 'nobody' as never, changes: { handlerMs: 30 } },
  );
  expect(changed).toEqual(scenario);
});
