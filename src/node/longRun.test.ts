// The options for long runs: the manual has them, Node takes them, and a run stays what it is.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LONG_RUN } from './longRun.ts';

const MANUAL = readFileSync(new URL('README.md', import.meta.url), 'utf8');

function simulate(options: readonly string[]): string {
  const args = [...options, '--import', 'tsx', 'src/node/sim.ts', '--loss', '0.2'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout;
}

test('the manual’s command has the options', () => {
  const command = MANUAL.replace(/\s*\\\n\s*/g, ' ');
  expect(command).toContain(`node ${LONG_RUN.join(' ')} --import tsx src/node/sim.ts`);
});

test('with them a run is the same to the byte', () => {
  expect(simulate(LONG_RUN)).toBe(simulate([]));
});
