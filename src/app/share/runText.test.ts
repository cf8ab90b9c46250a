import { expect, test } from 'vitest';
import { fromSec, TIME_ZERO } from '../../base/time.ts';
import { parseLink } from '../../scenario/link.ts';
import { RunStore } from '../../store/run.ts';
import { createInProcessApi } from '../../worker/inProcess.ts';
import { sayConditions } from './runText.ts';

test.each([
  ['', '0 to 3 s, seed 1: '],
  ['&do=2:cut,pub', '0 to 3 s, seed 1, one command by hand: '],
  ['&do=2:cut,pub;2.5:cut,sub', '0 to 3 s, seed 1, 2 commands by hand: '],
])('a picture of a run says what was done to it: %j', async (done, said) => {
  const { preset, scenario, commands } = parseLink(`#/simulate?preset=mixed${done}`);
  const connect = async () => ({ api: createInProcessApi(), dispose: () => {} });
  const start = { presetName: preset, scenario, commands };
  const run = new RunStore(connect, start);
  await run.open(start);
  const text = sayConditions(run.state.getState(), { from: TIME_ZERO, to: fromSec(3) });
  expect(text.startsWith(said), text).toBe(true);
});
