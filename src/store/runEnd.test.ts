// Where a run ends, found on runs of the presets.

import { expect, test } from 'vitest';
import { toSec } from '../base/time.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import { findEnd } from './runEnd.ts';

test('a run ends when the last acknowledgement is in, and a little later', async () => {
  const scope = await openScope('lost-puback');
  const end = await findEnd(scope.run);
  const { index } = scope.run.state.getState();
  const last = index.flights.items.filter(({ packet }) => packet.type === 'PUBACK').at(-1);
  expect(end).toBe(later(last?.until ?? startOf(scope), 90));
  expect(index.storesAt(end ?? startOf(scope))).toEqual([]);
});

test('keep-alive, which goes on for ever, does not put it off', async () => {
  const scope = await openScope('lost-puback');
  const end = await findEnd(scope.run);
  await scope.run.advance(later(startOf(scope), 200_000));
  const { index } = scope.run.state.getState();
  expect(index.flights.items.some(({ packet }) => packet.type === 'PINGREQ')).toBe(true);
  expect(await findEnd(scope.run)).toBe(end);
});

test('a command given later moves it', async () => {
  const scope = await openScope('lost-puback');
  const end = await findEnd(scope.run);
  await scope.playhead.seek(later(startOf(scope), 1800));
  await scope.commands.publish('pub', 'qoscope/demo', 1, 'Hello 2');
  const next = await findEnd(scope.run);
  expect(toSec(next ?? startOf(scope))).toBeGreaterThan(toSec(end ?? startOf(scope)));
});

test('a run in which somebody publishes for ever has none', async () => {
  const scope = await openScope('mixed');
  expect(await findEnd(scope.run)).toBeUndefined();
});
