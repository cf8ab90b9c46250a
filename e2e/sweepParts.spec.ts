// The example of src/node/README.md: a sweep in parts by GNU parallel, or by something that stands in for
// it where it is not installed, becomes the same bytes as the sweep in one piece.

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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
    // Each part was there whole before it had its name.
    const files = (await readdir(folder)).filter((name) => name.startsWith('part-'));
    expect(files.sort()).toEqual(['part-1.json', 'part-2.json', 'part-3.json', 'part-4.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('each example writes a part under another name, and names it when it is whole', async () => {
  const text = await readFile(join(root, 'src/node/README.md'), 'utf8');
  const blocks = [...text.matchAll(/```(?:sh|yaml)\n(.*?)```/gs)].map(([, block = '']) => block);
  const writing = blocks.filter((block) => block.includes('--shard'));
  expect(writing).toHaveLength(3);
  for (const block of writing) {
    const [, name = '?'] = /> "?([^\s"]+)\.new"? &&/.exec(block) ?? [];
    expect(name).toMatch(/part-.+\.json$/);
    expect(block.replaceAll('"', '')).toContain(`mv ${name}.new ${name}`);
  }
});
