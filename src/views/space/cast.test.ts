import { expect, test } from 'vitest';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { PacketRecord } from '../../trace/event.ts';
import { castOf, columnsWanted, placesOf, routeOf } from './cast.ts';

const client = (id: string, filters: readonly string[] = []) =>
  ({
    id,
    subscriptions: filters.map((filter) => ({ filter, qos: 1 })),
  }) as unknown as ClientSettings;
const many = (n: number) => Array.from({ length: n }, (_, i) => client(`van-${i}`));
const packet = (from: string, to: string, hop: 1 | 2) => ({ from, to, hop }) as PacketRecord;
const ids = (clients: readonly ClientSettings[]) => clients.map(({ id }) => id);

test('who has subscriptions stands below, everyone else on top', () => {
  const { publishers, subscribers } = castOf(
    [client('van'), client('desk', ['#'])],
    400,
    undefined,
  );
  expect(ids(publishers.shown)).toEqual(['van']);
  expect(ids(subscribers.shown)).toEqual(['desk']);
});

test('up to four of a kind have a column, the rest is folded', () => {
  const folds = (n: number, width: number) => {
    const { shown, folded } = castOf(many(n), width, undefined).publishers;
    return [shown.length, folded.length];
  };
  expect(folds(4, 400)).toEqual([4, 0]);
  expect(folds(12, 400)).toEqual([4, 8]);
  expect(folds(4, 195)).toEqual([2, 2]);
  expect(folds(4, 150)).toEqual([1, 3]);
  expect(folds(2, 150)).toEqual([2, 0]);
  expect(folds(1, 150)).toEqual([1, 0]);
});

test('the kept one has a column whoever else folds, and nobody else moves for it', () => {
  const shown = (kept: string | undefined) => ids(castOf(many(12), 400, kept).publishers.shown);
  expect(shown(undefined)).toEqual(['van-0', 'van-1', 'van-2', 'van-3']);
  expect(shown('van-1')).toEqual(['van-0', 'van-1', 'van-2', 'van-3']);
  expect(shown('van-9')).toEqual(['van-0', 'van-1', 'van-2', 'van-9']);
  expect(shown('broker')).toEqual(shown(undefined));
});

test('at every number, width and choice each client is shown or folded once, in its order', () => {
  for (let n = 1; n <= 13; n++) {
    for (const width of [150, 172, 195, 280, 400, 464]) {
      for (const kept of [undefined, ...ids(many(n))]) {
        const { shown, folded } = castOf(many(n), width, kept).publishers;
        expect(ids([...shown, ...folded]).toSorted()).toEqual(ids(many(n)).toSorted());
        for (const part of [shown, folded]) {
          expect(ids(part)).toEqual(ids(many(n)).filter((id) => ids(part).includes(id)));
        }
        if (kept !== undefined) expect(ids(shown)).toContain(kept);
      }
    }
  }
});

test('the larger kind says how many columns are wanted, up to four', () => {
  const subscribers = [client('a', ['#']), client('b', ['#'])];
  expect(columnsWanted([client('van'), ...subscribers])).toBe(2);
  expect(columnsWanted([...many(9), ...subscribers])).toBe(4);
});

test('packets move towards where the receiver stands, whichever hop they count for', () => {
  const places = placesOf([client('van'), client('desk', ['#'])]);
  const route = (...of: Parameters<typeof packet>) => {
    const { place, down } = routeOf(places, packet(...of));
    return [place, down];
  };
  expect(route('van', 'broker', 1)).toEqual(['upper', true]);
  expect(route('broker', 'van', 1)).toEqual(['upper', false]);
  expect(route('broker', 'desk', 2)).toEqual(['lower', true]);
  expect(route('desk', 'broker', 2)).toEqual(['lower', false]);
  expect(route('desk', 'broker', 1)).toEqual(['lower', false]);
});
