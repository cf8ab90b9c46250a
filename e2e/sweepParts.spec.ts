// The example of src/node/README.md: a sweep in parts by GNU parallel, or by something that stands in for
// it where it is not installed, becomes the same bytes as the sweep in one piece.

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const SWEEP = '--x loss=0,0.3 --measure duplicates --replications 3 --messages 20';

/** What of GNU parallel the example needs: a command for each line that comes, `{}` being the line. */
const STAND_IN = '#!/bin/sh\nexec xargs -P 2 -I{} sh -c "$1"\n';

async function hasParallel(): Promise<boolean> {
  const { stdout } = await run('parallel', ['--version']).catch(() => ({ stdout: '' }));
  return stdout.includes('GNU');
}

test('the lines for GNU parallel do what they say', async () => {
  const text = await readFile(join(root, 'src/node/README.md'), 'utf8');
  const [, lines = ''] = /```sh\n(SWEEP=.*?)```/s.exec(text) ?? [];
  expect(lines).toContain('| parallel ');
  const folder = await mkdtemp(join(tmpdir(), 'qoscope-parts-'));
  try {
    for (const name of ['package.json', 'src', 'node_modules', 'tsconfig.json']) {
      await symlink(join(root, name), join(folder, name));
    }
    if (!(await hasParallel())) {
      await writeFile(join(folder, 'parallel'), STAND_IN);
      await chmod(join(folder, 'parallel'), 0o755);
    }
    const env = { ...process.env, SWEEP, PARTS: '4', PATH: `${folder}:${process.env.PATH}` };
    await run('sh', ['-ec', lines], { cwd: folder, env });
    const merged = await readFile(join(folder, 'sweep.json'), 'utf8');
    const whole = await run(
      'npm',
      ['run', '--silent', 'sweep', '--', ...SWEEP.split(' '), '--json'],
      { cwd: root },
    );
    expect(merged).toBe(whole.stdout);
    expect(JSON.parse(merged).points).toHaveLength(6);
  } finally {
    await rm(folder, { recursive: true });
  }
});
