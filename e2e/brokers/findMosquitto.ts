// Where Mosquitto and its clients are on this machine: in the folder named in QOSCOPE_MOSQUITTO, else
// on the PATH. Looks only; ensureMosquitto.ts is the one that installs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from '../findBrowser.ts';

export interface Mosquitto {
  readonly broker: string;
  readonly pub: string;
  readonly sub: string;
}

/** All three, or undefined. */
export function findMosquitto(): Mosquitto | undefined {
  const broker = find('mosquitto');
  const pub = find('mosquitto_pub');
  const sub = find('mosquitto_sub');
  if (broker === undefined || pub === undefined || sub === undefined) return undefined;
  return { broker, pub, sub };
}

function find(name: string): string | undefined {
  const folder = process.env.QOSCOPE_MOSQUITTO;
  if (folder !== undefined && folder !== '') return [join(folder, name)].find(existsSync);
  // Debian puts the broker where only root's PATH leads.
  return onPath(name) ?? [`/usr/sbin/${name}`].find(existsSync);
}

export const NO_MOSQUITTO = 'there is no Mosquitto on this machine (npm run browser says why)';
