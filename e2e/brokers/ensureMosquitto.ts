// Run before the tests against real brokers and clients: makes sure that there is a Mosquitto with its
// command-line clients, installing Debian's packages where that is harmless. Never fails.
import { existsSync } from 'node:fs';
import { installPackages, saySkipped } from '../debianPackages.ts';
import { findMosquitto } from './findMosquitto.ts';

const PACKAGES = ['mosquitto', 'mosquitto-clients'];

/** @returns why it was not installed, if it was not */
function install(): string | undefined {
  // The package starts a broker on port 1883 there.
  const isOwnMachine = existsSync('/run/systemd/system') && process.env.CI === undefined;
  if (isOwnMachine) return 'It is not installed unasked on a machine that runs services';
  return installPackages(PACKAGES);
}

const reason = findMosquitto() === undefined ? install() : undefined;
const found = findMosquitto();
if (found === undefined) {
  const advice = `Install the packages ${PACKAGES.join(' and ')}.`;
  saySkipped('all tests against real Mosquitto software', reason, advice);
} else console.log(`Mosquitto: ${found.broker}`);
