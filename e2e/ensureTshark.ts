// Run before the unit tests: makes sure that there is a tshark, which reads the captures that the project
// writes, installing Debian's package where that is harmless. Never fails: where there is none, the
// tests that need it are skipped, and this says so, loudly.
import { spawnSync } from 'node:child_process';
import { onPath } from './findBrowser.ts';

const PROGRAM = 'tshark';

/** @returns why it was not installed, if it was not */
function install(): string | undefined {
  const apt = onPath('apt-get');
  if (apt === undefined) return 'There is no apt-get to install it with';
  if (process.getuid?.() !== 0) return 'Installing it needs root';
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', PROGRAM],
  ]) {
    const { status } = spawnSync(apt, step, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // It asks whether everybody may capture; it is here to read files.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return `"apt-get ${step.join(' ')}" failed`;
  }
  return undefined;
}

const reason = onPath(PROGRAM) === undefined ? install() : undefined;
const found = onPath(PROGRAM);
if (found === undefined) {
  const why = reason ?? 'It is not there after it was installed';
  const line = `SKIPPED: tests in which tshark reads our captures. ${why}. Install ${PROGRAM}.`;
  console.warn(`${'!'.repeat(80)}\n${line}\n${'!'.repeat(80)}`);
} else console.log(`tshark: ${found}`);
