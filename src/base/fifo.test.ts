import { expect, test } from 'vitest';
import { createFifo } from './fifo.ts';

test('a fifo gives out in the order put in, over thousands of items and with refills between', () => {
  const fifo = createFifo<number>();
  let put = 0;
  let taken = 0;
  for (let round = 1; round < 200; round++) {
    for (let i = 0; i < round; i++) fifo.push(put++);
    const takes = round % 3 === 0 ? round * 2 : Math.floor(round / 2);
    for (let i = 0; i < takes && taken < put; i++) expect(fifo.shift()).toBe(taken++);
    expect(fifo.length).toBe(put - taken);
  }
  while (taken < put) expect(fifo.shift()).toBe(taken++);
  expect([fifo.shift(), fifo.shift(), fifo.length]).toEqual([undefined, undefined, 0]);
  fifo.push(7);
  expect(fifo.shift()).toBe(7);
});
