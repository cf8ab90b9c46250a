// Parts and labels of the numbers of attempts and copies.
import { describe, expect, test } from 'vitest';
import { OVERLAP_COPY } from '../mqtt/broker/routing.ts';
import { ACK_COPY, copyOf, LIFE_COPY, labelOf, NETWORK_COPY } from './copyNumber.ts';

describe('a number of an attempt or a copy', () => {
  test('is made of parts that do not run into each other', () => {
    const labels = new Set<string>();
    for (const attempt of [1, 2, 1001, 16_383]) {
      for (const ack of [0, ACK_COPY]) {
        for (const network of [0, NETWORK_COPY]) {
          for (const overlap of [0, 1, 3]) {
            for (const life of [0, 1, 7]) {
              const number = attempt + ack + network + overlap * OVERLAP_COPY + life * LIFE_COPY;
              expect(copyOf(number)).toEqual({
                attempt,
                isAckCopy: ack > 0,
                isNetworkCopy: network > 0,
                overlap,
                life,
              });
              labels.add(labelOf(number));
            }
          }
        }
      }
    }
    expect(labels.size).toBe(4 * 2 * 2 * 3 * 3);
  });

  test('says what it is made of, and where there is one part, that alone', () => {
    expect(labelOf(3)).toBe('3');
    expect(labelOf(3 + NETWORK_COPY)).toBe('3~2');
    expect(labelOf(3 + NETWORK_COPY + ACK_COPY)).toBe('3~2*2');
    expect(labelOf(3 + OVERLAP_COPY + LIFE_COPY)).toBe('3+1^1');
  });
});
