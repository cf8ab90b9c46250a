import { expect, test } from 'vitest';
import { playPreset } from '../testing/presetRun.ts';
import { SessionFold } from './sessions.ts';

function sessionsOf(preset: string, client: string): readonly string[] {
  const fold = new SessionFold();
  const states: string[] = [];
  for (const event of playPreset(preset).events) {
    fold.add(event);
    const state = fold.at(client, event.at);
    if (states.at(-1) !== state) states.push(state);
  }
  return states;
}

test('a session begins with its client’s first connection, and is resumed by a later one', () => {
  expect(sessionsOf('subscriber-offline', 'sub')).toEqual(['none', 'new', 'resumed']);
});

test('one that ends with its connection is gone until a new one begins', () => {
  expect(sessionsOf('subscriber-offline-clean', 'sub')).toEqual(['none', 'new', 'none', 'new']);
});
