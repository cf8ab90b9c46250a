// Which Chromium the browser tests run: the one named in QOSCOPE_CHROMIUM, else Playwright's own,
// else one on the PATH. Looks only; ensureBrowser.ts is the one that installs.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium to run, or undefined if this machine has none. */
export function findBrowser(): string | undefined {
  const named = process.env.QOSCOPE_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return own;
  return names.map(onPath).find((path) => path !== undefined);
}

/** How Playwright starts it: which one, and without what a closed network or root does not allow. */
export function browserLaunch() {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** Where on the PATH a program of this name can be run. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isRunnable);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
