// Debian's packages that some tests need: installed where that is harmless. Where one is missing, its
// tests are skipped, and that is said, loudly.
import { spawnSync } from 'node:child_process';
import { onPath } from './findBrowser.ts';

/** @returns why they were not installed, if they were not */
export function installPackages(packages: readonly string[]): string | undefined {
  const apt = onPath('apt-get');
  if (apt === undefined) return 'There is no apt-get to install it with';
  if (process.getuid?.() !== 0) return 'Installing it needs root';
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ]) {
    const { status } = spawnSync(apt, step, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // tshark's asks whether everybody may capture; it is here to read files.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return `"apt-get ${step.join(' ')}" failed`;
  }
  return undefined;
}

/** @param reason undefined: nothing has gone wrong that would explain it */
export function saySkipped(tests: string, reason: string | undefined, advice: string): void {
  const why = reason ?? 'It is not there after it was installed';
  console.warn(`${'!'.repeat(80)}\nSKIPPED: ${tests}. ${why}. ${advice}\n${'!'.repeat(80)}`);
}
