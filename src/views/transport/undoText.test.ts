import { expect, test } from 'vitest';
import type { Scope } from '../../store/scope.ts';
import { openScope } from '../../testing/scopeDriver.ts';
import { sayUndone } from './undoText.ts';

function undone({ run }: Scope): string | undefined {
  const state = run.state.getState();
  return state.undoPoint && sayUndone(state.undoPoint, state);
}

test('undo says what it takes back: a command, a seed, a setting, a restart', async () => {
  const scope = await openScope('playground');
  expect(undone(scope)).toBeUndefined();
  await scope.commands.cut('sub');
  expect(undone(scope)).toBe('cut of the subscriber');
  await scope.commands.setNetwork({ lossHop1Up: 0.2 });
  expect(undone(scope)).toContain('20 %');
  await scope.edit((scenario) => ({ ...scenario, protocolVersion: 4 }));
  expect(undone(scope)).toBe('the change of the scenario');
  await scope.reseed(7);
  expect(undone(scope)).toBe('seed 7');
  await scope.restart();
  expect(undone(scope)).toBe('the restart');
  await scope.commands.undo();
  expect(undone(scope)).toBe('seed 7');
});
