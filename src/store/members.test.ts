// Joining, leaving and holding up by hand: given at the playhead, undone, and said in a link.
import { expect, test } from 'vitest';
import { DEFAULT_CLIENT } from '../scenario/defaults.ts';
import { formatLink, parseLink } from '../scenario/link.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';

const joiner = {
  ...DEFAULT_CLIENT,
  id: 'sub-2',
  subscriptions: [{ filter: 'qoscope/demo', qos: 1 as const }],
  publishes: [],
};

test('a client joins at the playhead once, leaves once, and undo takes it back', async () => {
  const scope = await openScope('playground');
  const { run, commands, playhead } = scope;
  const idsNow = () => {
    const { index, scenario } = run.state.getState();
    return index.clientsAt(playhead.clock.now(), scenario.clients).map(({ id }) => id);
  };
  const before = idsNow();
  await commands.addClient(joiner);
  await commands.addClient(joiner);
  expect(idsNow()).toEqual([...before, 'sub-2']);
  expect(run.state.getState().commands).toHaveLength(1);
  await commands.removeClient('sub-2');
  await commands.removeClient('sub-2');
  expect(idsNow()).toEqual(before);
  expect(run.state.getState().commands).toHaveLength(2);
  expect(commands.conditionAt('sub-2', playhead.clock.now())).toBe('gone');
  await commands.undo();
  await commands.undo();
  expect(idsNow()).toEqual(before);
  await commands.addClient(joiner);
  const { scenario, commands: given } = run.state.getState();
  const link = formatLink({
    view: 'simulate',
    preset: 'playground',
    scenario,
    commands: given,
    t: undefined,
  });
  expect(link).toMatch(/do=[\d.]+:add,sub-2,sub=qoscope\/demo:1$/);
  expect(parseLink(link ?? '').commands).toEqual(given);
});

test('the selected packet is held up if it is on its way', async () => {
  const scope = await openScope('mixed');
  const { run, commands, playhead, selection } = scope;
  await commands.delaySelected();
  expect(run.state.getState().commands).toEqual([]);
  await playhead.seek(later(startOf(scope), 100));
  const [flight] = run.state.getState().index.flightsAt(playhead.clock.now());
  const uid = flight?.packet.uid ?? '';
  selection.selectPacket(uid);
  const { dueAt } = run.state.getState().index.flight(uid) ?? {};
  await commands.delaySelected();
  expect(run.state.getState().commands).toMatchObject([
    { command: { kind: 'delay-packet', uid, byMs: 500 } },
  ]);
  expect(run.state.getState().index.flight(uid)?.dueAt).toBe(
    later(dueAt ?? playhead.clock.now(), 500),
  );
});
