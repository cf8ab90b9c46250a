// Run before the tests against real brokers and clients: makes sure that there is a Mosquitto with its
// command-line clients, installing Debian's packages where that is harmless. Never fails: where
// there is none, the tests that need one are skipped, and this says so, loudly.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath } from '../findBrowser.ts';
import { findMosquitto } from './findMosquitto.ts';

const advice = 'Install the packages mosquitto and mosquitto-clients.';

function skip(reason: string): void {
  const line = `SKIPPED: all tests against real Mosquitto software. ${reason}. ${advice}`;
  console.warn(`${'!'.repeat(80)}\n${line}\n${'!'.repeat(80)}`);
}

/** @returns why it was not installed, if it was not */
function install(): string | undefined {
  const apt = onPath('apt-get');
  if (apt === undefined) return 'There is no apt-get to install it with';
  if (process.getuid?.() !== 0) return 'Installing it needs root';
  // The package starts a broker on port 1883 there.
  const isOwnMachine = existsSync('/run/systemd/system') && process.env.CI === undefined;
  if (isOwnMachine) return 'It is not installed unasked on a machine that runs services';
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'mosquitto', 'mosquitto-clients'],
  ]) {
    const { status } = spawnSync(apt, step, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return `"apt-get ${step.join(' ')}" failed`;
  }
  return undefined;
}

const reason = findMosquitto() === undefined ? install() : undefined;
const found = findMosquitto();
if (found === undefined) skip(reason ?? 'It is not there after it was installed');
else console.log(`Mosquitto: ${found.broker}`);
