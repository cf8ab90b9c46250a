import { expect, test } from 'vitest';
import { allInTurn, inTurn } from './inTurn.ts';

test('what is asked for in turn is begun in order, each in a task of its own, and after the caller', async () => {
  const begun: string[] = [];
  const all = ['a', 'b', 'c'].map((name) =>
    inTurn(async () => {
      begun.push(name);
      // Before the next task.
      queueMicrotask(() => begun.push(`after ${name}`));
      return name;
    }),
  );
  expect(begun).toEqual([]);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  expect(begun).toEqual(['a', 'after a', 'b', 'after b', 'c', 'after c']);
});

test('what cannot be had holds up nothing that follows', async () => {
  const failing = inTurn(() => Promise.reject(new Error('not there')));
  const next = inTurn(async () => 'here');
  await expect(failing).rejects.toThrow('not there');
  expect(await next).toBe('here');
});

test('all has come to its end once the last has, and what cannot be had is no hindrance', async () => {
  const ended: string[] = [];
  const failing = inTurn(() => Promise.reject(new Error('not there')));
  failing.catch(() => ended.push('failing'));
  void inTurn(async () => 'here').then(() => ended.push('next'));
  await allInTurn();
  expect(ended).toEqual(['failing', 'next']);
});
