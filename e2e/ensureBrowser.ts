// Run before the browser tests: makes sure that there is a Chromium, installing Debian's package
// where that is possible. Says what to do and exits with 1 where it is not.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, onPath } from './findBrowser.ts';

const advice = 'Install Chromium or Chrome, or set QOSCOPE_CHROMIUM to the path of one.';

function stop(reason: string): never {
  console.error(`The browser tests need a Chromium: ${reason}. ${advice}`);
  process.exit(1);
}

function install(): void {
  const apt = onPath('apt-get');
  if (apt === undefined) stop('none was found and there is no apt-get to install one');
  const asRoot = process.getuid?.() === 0;
  const sudo = onPath('sudo');
  if (!asRoot && sudo === undefined) stop('none was found and installing one needs root');
  const prefix = asRoot || sudo === undefined ? [] : [sudo, '-n'];
  const steps = [
    ['update', '-q'],
    ['install', '-y', '-q', 'chromium'],
  ];
  for (const step of steps) {
    const [program = apt, ...args] = [...prefix, apt, ...step];
    const { status } = spawnSync(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) stop(`"apt-get ${step.join(' ')}" failed`);
  }
}

if (findBrowser() === undefined) {
  console.log('No Chromium found: installing the chromium package.');
  install();
}
const browser = findBrowser();
if (browser === undefined) stop('none was found');
if (!existsSync(browser)) stop(`"${browser}" does not exist`);
console.log(`Chromium: ${browser}`);
