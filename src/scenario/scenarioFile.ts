// A scenario as a file, and back: what `sim --print-scenario` prints and `sim --scenario` reads, and what
// the page gives and takes.

import { failed, type Result } from '../base/result.ts';
import { parseScenario, showValue } from './parse.ts';
import type { Scenario } from './scenario.ts';

/** A longer file is not looked at, in bytes: no scenario that a person or a script writes comes near. */
export const FILE_BYTES_MAX = 262_144;

export function formatScenarioFile(scenario: Scenario): string {
  return `${JSON.stringify(scenario, null, 2)}\n`;
}

/** @returns every reason why not; one that is no JSON is named `file` */
export function parseScenarioFile(text: string): Result<Scenario> {
  let input: unknown;
  try {
    // Programs that write text files may begin them with a mark of their encoding.
    input = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return failed([{ field: 'file', value: showValue(text), expected: 'JSON' }]);
  }
  // Of a list, each place would be named as a field that there is not.
  if (!Array.isArray(input)) return parseScenario(input);
  return failed([{ field: 'scenario', value: showValue(input), expected: 'an object' }]);
}
