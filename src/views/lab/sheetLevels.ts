// How the sheet names levels together.

import type { Qos } from '../../trace/event.ts';
import { listWords } from '../../trace/words.ts';

/** `QoS 1 and 2`. */
export function sayLevels(levels: readonly Qos[]): string {
  return `QoS ${listWords(levels.map(String))}`;
}
