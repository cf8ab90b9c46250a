import { expect, test } from 'vitest';
import { runPreset } from '../../testing/presetRun.ts';
import { formatEntries, sayEvent } from './nodeText.ts';

test('what a broker lets go of, and saves, is told in words', () => {
  const { index } = runPreset('broker-crash-autosave', 10);
  const said = index.events.map((event) => sayEvent(event, index, 'broker'));
  expect(said).toContain('lets go of B: the state that held it is gone');
  expect(said).toContain('saves its store: 1 entry');
  expect(formatEntries(2)).toBe('2 entries');
});
