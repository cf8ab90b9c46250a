// From a press to the next paint, for every control that is on the screen while a busy run plays: as
// the browser's Event Timing has it, from the event to the frame that shows what came of it. Selects
// and sliders are changed with the arrow keys and back, buttons are pressed with Enter. After what
// ends the load or changes it, the run is opened anew.
import type { Locator, Page } from '@playwright/test';
import { BUSY, openRun, play, quantile, sayAim } from './loads.ts';

const ROLES = ['button', 'slider', 'combobox', 'radio', 'switch', 'checkbox', 'textbox'] as const;
type Role = (typeof ROLES)[number];

const KEYS: Readonly<Record<Role, readonly string[]>> = {
  button: ['Enter'],
  slider: ['ArrowRight', 'ArrowLeft'],
  combobox: ['ArrowDown', 'ArrowUp'],
  radio: ['ArrowRight', 'ArrowLeft'],
  switch: ['Space', 'Space'],
  checkbox: ['Space', 'Space'],
  textbox: ['1', 'Backspace'],
};
/** Another run, or another load, comes of them. */
const CHANGES_LOAD = /^(restart|new seed|seed|undo|redo|reset|add)|Scenario/i;
/** What must have been done before they can be pressed. */
const KEYS_BEFORE: Readonly<Record<string, readonly string[]>> = {
  undo: ['p'],
  redo: ['p', 'u'],
};
const AT_LEAST = 3;
const AIM_MS = 100;

interface Timed {
  readonly name: string;
  readonly times: readonly number[];
}

/** @returns the lines of a table, slowest first */
export async function benchInputs(page: Page, origin: string, rounds: number): Promise<string> {
  const bench = { page, origin, rounds: Math.max(rounds, AT_LEAST) };
  await openBusy(bench);
  const found: Timed[] = [];
  for (const role of ROLES) found.push(...(await timeRole(bench, role)));
  for (const name of ['undo', 'redo']) {
    const control = page.getByRole('button', { name, exact: true });
    found.push({
      name: `button ${name}`,
      times: await timeControl(bench, control, ['Enter'], name),
    });
  }
  const packet = page.locator('[data-packet]').first();
  found.push({ name: 'a packet', times: await timeControl(bench, packet, ['Enter'], '') });
  return tableOf(found, bench.rounds);
}

function tableOf(found: readonly Timed[], rounds: number): string {
  const rows = found
    .filter(({ times }) => times.length > 0)
    .map(({ name, times }) => ({ name, median: quantile(times, 0.5), most: Math.max(...times) }))
    .toSorted((a, b) => b.median - a.median);
  const slow = rows.filter(({ median }) => median >= AIM_MS).length;
  const lines = rows.map(
    ({ name, median, most }) =>
      `${median.toFixed(0).padStart(8)}${most.toFixed(0).padStart(8)}   ${name}`,
  );
  return [
    `From a press to the next paint at 50 messages a second, ms (to 8 ms), ${rounds} rounds`,
    '  median    most',
    ...lines,
    sayAim(
      `under ${AIM_MS} ms for every control (${rows.length})`,
      slow === 0,
      `${slow} are slower`,
    ),
    '',
  ].join('\n');
}

interface Bench {
  readonly page: Page;
  readonly origin: string;
  readonly rounds: number;
}

async function openBusy({ page, origin }: Bench): Promise<void> {
  await openRun(page, origin, `${BUSY}&t=6`);
  await page.evaluate(watchInputs);
  await play(page, '1');
  await page.waitForTimeout(1500);
}

async function timeRole(bench: Bench, role: Role): Promise<readonly Timed[]> {
  const { page } = bench;
  // Packets come and go: without them a control keeps its place in the list.
  const all = page.locator('body').getByRole(role).and(page.locator(':not([data-packet])'));
  const names = await all.evaluateAll(nameControls);
  const found: Timed[] = [];
  const known = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '' || known.has(name) || name in KEYS_BEFORE) continue;
    known.add(name);
    const control = all.nth(i);
    if (!(await isReady(control))) continue;
    found.push({
      name: `${role} ${name}`,
      times: await timeControl(bench, control, KEYS[role], name),
    });
  }
  return found;
}

async function isReady(control: Locator): Promise<boolean> {
  try {
    return (await control.isVisible()) && (await control.isEnabled({ timeout: 200 }));
  } catch {
    return false;
  }
}

/** @param name says what is to be done before and after */
async function timeControl(
  bench: Bench,
  control: Locator,
  keys: readonly string[],
  name: string,
): Promise<readonly number[]> {
  const { page, rounds } = bench;
  const changesLoad = CHANGES_LOAD.test(name);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const key of KEYS_BEFORE[name] ?? []) {
      await page.keyboard.press(key);
      await page.waitForTimeout(300);
    }
    for (const key of keys) {
      await playOn(page);
      const taken = await timePress(page, control, key);
      if (taken !== undefined) times.push(taken);
    }
    // A dialog or menu that it has opened.
    if ((await page.locator('dialog:modal').count()) > 0) await page.keyboard.press('Escape');
    if (changesLoad) await openBusy(bench);
  }
  return times;
}

/** Some controls pause. */
async function playOn(page: Page): Promise<void> {
  const paused = page.getByRole('button', { name: 'Play', exact: true });
  if ((await paused.count()) === 0) return;
  await paused.click();
  await page.waitForTimeout(300);
}

/** @returns undefined where it cannot be reached, or took less than can be told */
async function timePress(page: Page, control: Locator, key: string): Promise<number | undefined> {
  try {
    await control.focus({ timeout: 500 });
  } catch {
    return undefined;
  }
  await page.evaluate('window.inputTimes.length = 0');
  await page.keyboard.press(key);
  await page.waitForTimeout(160);
  // One that takes longer is told of when its frame is there, and is not taken for the next one's.
  await page.evaluate(waitFrames);
  const taken = (await page.evaluate('window.inputTimes')) as readonly number[];
  return taken.length > 0 ? Math.max(...taken) : undefined;
}

/** Runs in the page; kept free of inner functions, which the loader would rename. */
function nameControls(elements: readonly Element[]): readonly string[] {
  return elements.map(
    (one) =>
      (one.hasAttribute('data-packet') && 'a packet') ||
      one.getAttribute('aria-label') ||
      (one as HTMLInputElement).labels?.[0]?.textContent ||
      one.textContent?.trim().slice(0, 40) ||
      '',
  );
}

/** As text for the same reason. */
const waitFrames = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)));
})`;

const watchInputs = `
  window.inputTimes = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.interactionId > 0) window.inputTimes.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
`;
