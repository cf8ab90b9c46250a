// The runs that the drawing is measured with: QoS 1 messages over hops of one second, four packets a
// message, so that four times the rate is how many packets are on their way at a time.
import type { Page } from '@playwright/test';

export interface Load {
  readonly name: string;
  readonly link: string;
}

/** @param inFlight packets on their way at a time */
export function loadOf(inFlight: number): Load {
  const rate = inFlight / 4;
  const settings = `messages=unlimited&rate=${rate}&latency-ms=1000&resend-ms=10000&inflight=60000`;
  return { name: `${inFlight} in flight`, link: `#/simulate?${settings}&t=10` };
}

/** 50 messages a second, a twentieth of all packets lost: nothing is ever quiet. */
export const BUSY = '#/simulate?messages=unlimited&rate=50&latency-ms=300&loss=0.05&inflight=1000';

/** Opens a run anew, even where only the hash differs. */
export async function openRun(page: Page, origin: string, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${origin}/${link}`);
  await page.locator('html[data-state="idle"]').waitFor({ timeout: 120_000 });
  await page.evaluate(() => document.fonts.ready);
}

export async function play(page: Page, speed: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param otherwise by how much it is missed */
export function sayAim(aim: string, isMet: boolean, otherwise: string): string {
  return `  aim: ${aim}: ${isMet ? 'met' : `not met, ${otherwise}`}`;
}
