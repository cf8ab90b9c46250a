// One list of what can be taken back: commands, edits, another seed, a restart, another preset.
import { describe, expect, test } from 'vitest';
import { presetScenario } from '../testing/presetRun.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import type { Scope } from './scope.ts';

function whatIs({ run, playhead }: Scope) {
  const { presetName, scenario, commands, present, hash } = run.state.getState();
  return { presetName, scenario, commands, present, hash, t: playhead.clock.now() };
}

type Change = (scope: Scope) => Promise<void>;

const CHANGES: readonly (readonly [string, Change])[] = [
  ['another seed', (scope) => scope.reseed(9)],
  ['a restart', (scope) => scope.restart()],
  [
    'another preset',
    (scope) => scope.replace({ presetName: 'playground', scenario: presetScenario('playground') }),
  ],
  [
    'an edit of the scenario',
    (scope) => scope.edit((scenario) => ({ ...scenario, protocolVersion: 4 })),
  ],
];

async function openMixed(): Promise<Scope> {
  const scope = await openScope('mixed');
  await scope.playhead.seek(later(startOf(scope), 3000));
  await scope.commands.setNetwork({ lossHop1Up: 0.7 });
  await scope.playhead.seek(later(startOf(scope), 7000));
  await scope.playhead.seek(later(startOf(scope), 5000));
  return scope;
}

describe('undo', () => {
  test.each(CHANGES)(
    '%s: the run is as it was, and the playhead where it was',
    async (_, change) => {
      const scope = await openMixed();
      const before = whatIs(scope);
      await change(scope);
      expect(whatIs(scope).hash).not.toBe(before.hash);
      expect(scope.run.state.getState().undoPoint).toBeDefined();
      await scope.commands.undo();
      expect(whatIs(scope)).toEqual(before);
      await scope.commands.undo();
      expect(whatIs(scope).commands).toEqual([]);
      expect(scope.run.state.getState().undoPoint).toBeUndefined();
    },
  );

  test('of several things takes them back one after the other, and redo does them again', async () => {
    const scope = await openMixed();
    const states = [whatIs(scope)];
    for (const [, change] of CHANGES) {
      await change(scope);
      states.push(whatIs(scope));
    }
    for (let i = states.length - 2; i >= 0; i--) {
      await scope.commands.undo();
      expect(whatIs(scope)).toEqual(states[i]);
    }
    for (let i = 1; i < states.length; i++) {
      await scope.commands.redo();
      expect(whatIs(scope)).toEqual(states[i]);
    }
    expect(scope.run.state.getState().redoable).toBe(false);
  });

  test('of a command in the past brings back what it had set aside, and redo forks again', async () => {
    const scope = await openMixed();
    const before = whatIs(scope);
    await scope.playhead.seek(later(startOf(scope), 2000));
    await scope.commands.cut('sub');
    const forked = whatIs(scope);
    expect(forked.present).toBe(later(startOf(scope), 2000));
    expect(forked.commands).toHaveLength(1);
    await scope.commands.undo();
    expect(whatIs(scope)).toEqual({ ...before, t: forked.t });
    await scope.commands.redo();
    expect(whatIs(scope)).toEqual(forked);
  });

  test('leaves the playhead at an instant that the run has, also when it was given long ago', async () => {
    const scope = await openScope('mixed');
    await scope.commands.setNetwork({ lossHop1Up: 1 });
    await scope.playhead.seek(later(startOf(scope), 9000));
    await scope.commands.undo();
    const { horizon } = scope.run.state.getState();
    expect(scope.playhead.clock.now()).toBe(horizon);
    expect(horizon).toBe(later(startOf(scope), 9000));
  });

  test('something new leaves nothing to do again', async () => {
    const scope = await openMixed();
    await scope.commands.undo();
    expect(scope.run.state.getState().redoable).toBe(true);
    await scope.commands.cut('sub');
    expect(scope.run.state.getState().redoable).toBe(false);
  });
});

test('several changes at one instant: of one setting they are one undo, of others their own', async () => {
  const scope = await openScope('playground');
  const network = () => {
    const { index, scenario } = scope.run.state.getState();
    const { latencyMs, jitterMs } = index.networkAt(scope.playhead.clock.now(), scenario.network);
    return { latencyMs, jitterMs };
  };
  const before = network();
  await scope.commands.setNetwork({ latencyMs: 310 });
  await scope.commands.setNetwork({ latencyMs: 320 });
  await scope.commands.setNetwork({ jitterMs: 10 });
  expect(network()).toEqual({ latencyMs: 320, jitterMs: 10 });
  await scope.commands.undo();
  expect(network()).toEqual({ ...before, latencyMs: 320 });
  await scope.commands.undo();
  expect(network()).toEqual(before);
});
