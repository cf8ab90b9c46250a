import { expect, test } from 'vitest';
import { runPreset } from '../../testing/presetRun.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { sayEvent } from '../inspector/nodeText.ts';
import { rowOf } from './row.ts';

function whysOf(preset: string, ...kinds: readonly TraceEvent['kind'][]): readonly string[] {
  const { index } = runPreset(preset, 12);
  return index.events
    .filter((event) => kinds.includes(event.kind))
    .filter((event) => !('reason' in event) || event.reason === 'expired')
    .map((event) => rowOf(event, index).why.replace(/^for \w+: /, ''));
}

const KINDS = ['session-released', 'message-discarded', 'message-lost'] as const;

test('what a session took along when it expired is not said to have expired itself', () => {
  const why = 'the session of the subscriber has expired';
  const said = whysOf('session-expired', ...KINDS).filter((one) => one.includes('expired'));
  expect(said).toEqual([why, why, why]);
  const { index } = runPreset('session-expired', 12);
  const discard = index.events.find(({ kind }) => kind === 'message-discarded') as TraceEvent;
  expect(sayEvent(discard, index, 'broker')).toBe(`lets go of A: ${why}`);
});

test('a message with an expiry of its own has expired', () => {
  const said = whysOf('message-expired', ...KINDS).filter((one) => one.includes('expired'));
  expect(said).toEqual(['it has expired', 'it has expired', 'it has expired']);
});
