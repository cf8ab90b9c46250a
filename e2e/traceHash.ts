// The engine in Node, asked by the command line as a user would: the name of the trace that a link
// leads to. Names it by its own reading of how a trace is named, so that it checks the page's.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mix } from '../src/base/random.ts';

const run = promisify(execFile);

/** @param untilMs all events until here, included, are in the trace */
export async function hashByCommandLine(link: string, untilMs: number): Promise<string> {
  return nameTrace(await linesByCommandLine(link, untilMs));
}

/** The trace's events, as the command line writes them. */
export async function traceByCommandLine(
  link: string,
  untilMs: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = await linesByCommandLine(link, untilMs);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function linesByCommandLine(link: string, untilMs: number): Promise<readonly string[]> {
  const flags = ['--link', link, '--until-ms', String(untilMs), '--trace', '-'];
  const { stdout } = await run('npm', ['run', '--silent', 'sim', '--', ...flags], {
    cwd: new URL('..', import.meta.url),
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  return stdout.trimEnd().split('\n');
}

/** @param lines one event a line */
export function nameTrace(lines: readonly string[]): string {
  let [a, b] = [0x51ed270b, 0x2f8c1d3a];
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      a = Math.imul(a ^ line.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ line.charCodeAt(i), 0x5bd1e995) ^ (b >>> 15);
    }
    a = mix(a, 10);
    b = mix(b, 10);
  }
  return [a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
