// The standard sweep, 3 levels × 21 losses × 10,000 messages, by the command that does it: in one
// process, and in as many as there are cores.

import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../sweep.ts', import.meta.url));
const SWEEP = ['--x', 'loss=0:0.5:0.025', '--measure', 'delivered', '--replications', '1'];
const RUNS = ['--messages', '10000', '--rate', '1000'];

/** @returns lines */
export async function benchSweep(): Promise<string> {
  const one = await timeParts(1);
  const all = await timeParts(cpus().length);
  return [
    'The standard sweep, 3 levels × 21 losses × 10,000 messages, by the clock, with the start of Node',
    '',
    `  in 1 process    ${one.toFixed(1)} s`,
    `  in ${cpus().length} processes  ${all.toFixed(1)} s`,
    '',
  ].join('\n');
}

/** @returns seconds */
async function timeParts(count: number): Promise<number> {
  const start = performance.now();
  const parts = Array.from({ length: count }, (_, i) => runPart(`${i + 1}/${count}`));
  await Promise.all(parts);
  return (performance.now() - start) / 1000;
}

function runPart(part: string): Promise<void> {
  const args = ['--import', 'tsx', PROGRAM, ...SWEEP, ...RUNS, '--shard', part];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`sweep ended with ${code}`));
    });
  });
}
