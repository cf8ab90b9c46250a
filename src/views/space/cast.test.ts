import { expect, test } from 'vitest';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { PacketRecord } from '../../trace/event.ts';
import { castOf, routeOf } from './cast.ts';

const client = (id: string, filters: readonly string[] = []) =>
  ({
    id,
    subscriptions: filters.map((filter) => ({ filter, qos: 1 })),
  }) as unknown as ClientSettings;
const many = (n: number) => Array.from({ length: n }, (_, i) => client(`van-${i}`));
const packet = (from: string, to: string, hop: 1 | 2) => ({ from, to, hop }) as PacketRecord;

test('who has subscriptions stands below, everyone else on top', () => {
  const { publishers, subscribers } = castOf([client('van'), client('desk', ['#'])], 400);
  expect(publishers.shown.map(({ id }) => id)).toEqual(['van']);
  expect(subscribers.shown.map(({ id }) => id)).toEqual(['desk']);
});

test('up to four of a kind have a column, the rest is folded', () => {
  const folds = (n: number, width: number) => {
    const { shown, folded } = castOf(many(n), width).publishers;
    return [shown.length, folded.length];
  };
  expect(folds(4, 400)).toEqual([4, 0]);
  expect(folds(12, 400)).toEqual([4, 8]);
  expect(folds(4, 150)).toEqual([1, 3]);
  expect(folds(1, 150)).toEqual([1, 0]);
});

test('packets move towards where the receiver stands, whichever hop they count for', () => {
  const cast = castOf([client('van'), client('desk', ['#'])], 400);
  const route = (...of: Parameters<typeof packet>) => {
    const { place, down } = routeOf(cast, packet(...of));
    return [place, down];
  };
  expect(route('van', 'broker', 1)).toEqual(['upper', true]);
  expect(route('broker', 'van', 1)).toEqual(['upper', false]);
  expect(route('broker', 'desk', 2)).toEqual(['lower', true]);
  expect(route('desk', 'broker', 2)).toEqual(['lower', false]);
  expect(route('desk', 'broker', 1)).toEqual(['lower', false]);
});
