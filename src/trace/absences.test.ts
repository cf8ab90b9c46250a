// When nodes were not there, of presets in which something breaks.
import { expect, test } from 'vitest';
import { runPreset } from '../testing/presetRun.ts';

const sec = (us: number | undefined) => (us === undefined ? undefined : us / 1e6);

function absencesOf(preset: string, until: number) {
  const { absences } = runPreset(preset, until).index;
  const seen = absences.items.filter(({ from, until: end }) => end !== from);
  return seen.map(({ node, condition, reason, from, until: end }) => [
    ...[node, condition, reason],
    ...[sec(from), sec(end)],
  ]);
}

test('a broker is away from its crash to its restart, its clients until they connect again', () => {
  expect(absencesOf('broker-crash-autosave-twice', 10)).toEqual([
    ['broker', 'down', undefined, 4.2, 5],
    ['pub', 'disconnected', 'crashed', 4.2, 5.2],
    ['sub', 'disconnected', 'crashed', 4.2, 5.2],
  ]);
});

test('a cut says that it is one, and lasts until there is a connection again', () => {
  expect(absencesOf('window-full', 10)).toEqual([['sub', 'disconnected', 'cut', 6.2, 7.2]]);
});

test('who goes offline is away until it connects again, also while the broker is down', () => {
  expect(absencesOf('broker-crash-autosave', 10)).toEqual([
    ['sub', 'offline', undefined, 1.2, 6.2],
    ['broker', 'down', undefined, 3.7, 4.5],
    ['pub', 'disconnected', 'crashed', 3.7, 4.7],
  ]);
});

test('before they connect for the first time nodes are not away', () => {
  expect(absencesOf('lost-puback', 10)).toEqual([]);
});
