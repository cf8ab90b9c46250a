// Each numbered statement of both specifications is kept by code that cites it and named by a test, or
// left out with a reason; CONFORMANCE.md lists them all. Each check is first shown a fault to find.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { citationsIn } from '../testing/citations.ts';
import { formatConformance } from '../testing/conformance/format.ts';
import { LEFT_OUT } from '../testing/conformance/leftOut.ts';
import {
  conformanceFaults,
  conformanceOf,
  isImplementation,
  isTestFile,
  unknownCitations,
} from '../testing/conformance/table.ts';
import { titlesIn } from '../testing/conformance/titles.ts';
import { type ProjectFile, readProject } from '../testing/projectFiles.ts';

const project = readProject(fileURLToPath(new URL('../..', import.meta.url)));
const rows = conformanceOf(project.filter(isImplementation), project.filter(isTestFile));
const file = (path: string, text: string): ProjectFile => ({ path, text });
// In pieces, so that what is planted is no citation of this file.
const cite = (number: string): string => `[MQTT${'-'}${number}]`;
const [one, two, three] = [cite('4.3.3-10'), cite('4.3.3-2'), cite('4.4.0-1')];

describe('a citation', () => {
  test.each([
    ['has its version before it', `v5 ${one}, 3.1.1 ${two}: x`, ['v5 10', '3.1.1 2']],
    [
      'shares it with those listed after it',
      `v5 ${one} ${two}, ${three} x`,
      ['v5 10', 'v5 2', 'v5 1'],
    ],
    ['shares it through "and"', `v5 ${one} and ${two}`, ['v5 10', 'v5 2']],
    ['shares it across lines after a comma', `// v5 ${one},\n  // ${two}`, ['v5 10', 'v5 2']],
    ['has it at the end of the line before', ` * 3.1.1\n * ${two}: x`, ['3.1.1 2']],
    ['has it before a section', `v5 §4.9, §4.4 ${three}`, ['v5 1']],
    ['does not share it across words', `v5 ${one} x ${two}`, ['v5 10', '2']],
    ['nor with the next line', `// v5 ${one}\n// ${two}`, ['v5 10', '2']],
  ])('%s', (_, text, found) => {
    expect(citationsIn(text).map((cited) => cited.replace(/MQTT-.*-/, ''))).toEqual(found);
  });
});

describe('a title', () => {
  const titles = (text: string) => titlesIn(file('src/a.test.ts', text)).map((title) => title.text);

  test('is what test, describe and their tables say, without citations, with what it is about', () => {
    const text = `
      const rows = [['v5 ${one} a row', 1]];
      describe('v5 §4.3 an exchange', () => {
        test.each(rows)('%s', () => { expect(says).toBe('v5 ${one} in a body'); });
        test('v5 ${one}, 3.1.1 ${two} is new', () => {});
        test('names nothing', () => {});
        test.each([['3.1.1 ${two} inside']])('%s', (row) => {});
      });`;
    expect(titles(text)).toEqual(['a row', 'an exchange: is new', 'an exchange: inside']);
  });

  test('is none when a comment says it', () => {
    expect(titles(`// v5 ${one}\ntest('x', () => {});`)).toEqual([]);
  });
});

describe('a statement', () => {
  const faultsOf = (code: string, title: string, leftOut: typeof LEFT_OUT = LEFT_OUT) => {
    const source = file('src/mqtt/a.ts', `// ${code}`);
    const named = file('src/mqtt/a.test.ts', `test('${title}', () => {});`);
    return conformanceFaults(conformanceOf([source], [named], leftOut));
  };
  const neither = 'is neither cited by code nor left out';

  test('that code cites and a test names is kept, in each version by itself', () => {
    const both = `v5 ${one}, 3.1.1 ${two}`;
    const faults = faultsOf(both, both);
    expect(faults).not.toContainEqual(expect.stringContaining('v5 MQTT-4.3.3-10'));
    expect(faults).not.toContainEqual(expect.stringContaining('3.1.1 MQTT-4.3.3-2 '));
    expect(faults).toContain(`v5 MQTT-4.3.3-2 ${neither}`);
  });

  test('that nothing cites is found, unless there is a reason', () => {
    expect(faultsOf('', '')).toContain(`v5 MQTT-4.3.3-10 ${neither}`);
    const leftOut = [{ because: 'Because.', v5: ['4.3.3-10'] }] as const;
    expect(faultsOf('', '', leftOut)).not.toContain(`v5 MQTT-4.3.3-10 ${neither}`);
  });

  test('that is left out and cited is found', () => {
    const found = 'v5 MQTT-4.12.0-2 is left out, and mqtt/a.ts cites it';
    expect(faultsOf(`v5 ${cite('4.12.0-2')}`, '')).toContain(found);
  });

  test('that code cites and no test of its version names is found', () => {
    const found = 'v5 MQTT-4.3.3-10: mqtt/a.ts cites it, and no test names it';
    expect(faultsOf(`v5 ${one}`, `3.1.1 ${one}`)).toContain(found);
  });

  test('that there is not, or not in that version, or that has none, is found where it is cited', () => {
    const cited = `v5 ${cite('4.3.3-14')} 3.1.1 ${cite('4.3.3-10')} x ${one} v5 ${one}`;
    expect(unknownCitations([file('src/a.ts', cited)])).toEqual([
      'src/a.ts cites v5 MQTT-4.3.3-14',
      'src/a.ts cites 3.1.1 MQTT-4.3.3-10',
      'src/a.ts cites MQTT-4.3.3-10',
    ]);
  });
});

describe('the specifications', () => {
  test('have 141 and 251 statements: each is cited and tested, or left out with a reason', () => {
    const counted = ['3.1.1', 'v5'].map((one) => rows.filter(({ version }) => version === one));
    expect(counted.map(({ length }) => length)).toEqual([141, 251]);
    expect(conformanceFaults(rows)).toEqual([]);
  });

  test('have every statement that is cited anywhere', () => {
    const scripts = project.filter(({ path }) => /^src\/.*\.tsx?$/.test(path));
    const cited = scripts.filter(({ path }) => path !== 'src/tidy.test.ts');
    expect(unknownCitations(cited)).toEqual([]);
  });

  test('CONFORMANCE.md says what the code and the tests say', () => {
    const path = fileURLToPath(new URL('CONFORMANCE.md', import.meta.url));
    const table = formatConformance(rows);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, table);
    expect(existsSync(path), `${path} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
    const committed = readFileSync(path, 'utf8');
    const known = new Set(committed.split('\n'));
    const changed = table.split('\n').filter((line) => !known.has(line));
    expect(changed, 'CONFORMANCE.md is out of date: write it with UPDATE_GOLDEN=1').toEqual([]);
    expect(table).toBe(committed);
  });
});
