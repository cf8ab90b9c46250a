// A scenario as a file: what is written is read again, and what is no scenario is told, by its fields.

import { expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { PRESETS } from './presets/presets.ts';
import { formatScenarioFile, parseScenarioFile } from './scenarioFile.ts';

test.each(PRESETS.map(({ name, scenario }) => ({ name, scenario })))(
  '$name is written and read again',
  ({ scenario }) => {
    const text = formatScenarioFile(scenario);
    expect(parseScenarioFile(text)).toEqual({ ok: true, value: scenario });
    // As some programs keep texts.
    expect(parseScenarioFile(`\uFEFF${text.replaceAll('\n', '\r\n')}`).ok).toBe(true);
  },
);

test.each([
  ['', 'file: got "", expected JSON'],
  ['{"clients": [', 'file: got "{\\"clients\\": [", expected JSON'],
  ['PNG\r\n\u001a\u0000\u202e', 'file: got "PNG\\r\\n\\u001a\\u0000\\u{202e}", expected JSON'],
  ['3', 'scenario: got 3, expected an object'],
  ['null', 'scenario: got null, expected an object'],
  ['[1, 2]', 'scenario: got [1,2], expected an object'],
  ['{}', 'clients: got nothing, expected a value: it is required'],
  ['{"clients":[]}', 'clients: got [], expected at least one client'],
  ['{"clients":[{"id":"a"}],"loss":1}', 'loss: got 1, expected no such field'],
  ['{"clients":[{"id":"a"}],"a\\u202eb":1}', '"a\\u{202e}b": got 1, expected no such field'],
])('%s is told', (text, says) => {
  const parsed = parseScenarioFile(text);
  expect(parsed.ok ? [] : parsed.errors.map(formatInputError)).toEqual([says]);
});

test('what pretends to be the language’s own is no field, and changes nothing', () => {
  const parsed = parseScenarioFile('{"clients":[{"id":"a"}],"__proto__":{"polluted":1}}');
  expect('polluted' in {}).toBe(false);
  if (parsed.ok) expect('polluted' in parsed.value).toBe(false);
});
