// axe finds nothing to object to under WCAG 2.2 A and AA, in both themes and in every state of the
// page that looks different.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  button,
  choose,
  expect,
  go,
  narration,
  open,
  packet,
  pause,
  test,
  waitIdle,
} from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const MIXED = '#/simulate?preset=mixed&t=12';

async function expectAccessible(page: Page): Promise<void> {
  const builder = new AxeBuilder({ page }).withTags(TAGS);
  // The mark of a lost packet fades away by intention; its loss stays in the ladder.
  const { violations, passes } = await builder
    .exclude('[data-packet][aria-label$=", lost"]')
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target} ${failureSummary}`),
  );
  expect(found).toEqual([]);
  expect(passes.length).toBeGreaterThan(5);
}

interface State {
  readonly name: string;
  /** It changes while axe looks: what is just fading in has little contrast for a moment. */
  readonly moves?: true;
  readonly size?: { readonly width: number; readonly height: number };
  readonly reach: (page: Page) => Promise<void>;
}

const WIDE = { width: 1440, height: 900 };
const MEDIUM = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

const STATES: readonly State[] = [
  {
    name: 'the first visit while it plays',
    moves: true,
    async reach(page) {
      await page.goto('/');
      await expect(packet(page, 'PUBLISH A')).toBeVisible();
    },
  },
  {
    name: 'the first visit at its end',
    async reach(page) {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, '');
      await expect(narration(page)).toContainText('A arrived twice.');
    },
  },
  {
    name: 'a busy run while it plays',
    moves: true,
    async reach(page) {
      await open(page, '#/simulate?preset=mixed&rate=5&t=8');
      await button(page, 'Play').click();
      await expect(button(page, 'Pause')).toBeVisible();
    },
  },
  {
    name: 'a run with losses and second copies',
    async reach(page) {
      await open(page, MIXED);
      await go(page, 'next 2nd copy');
      await page.getByText('Loss for each direction').click();
      await button(page, 'Histogram').click();
    },
  },
  {
    name: 'a packet selected, and one killed',
    async reach(page) {
      await open(page, '#/simulate?preset=mixed&t=13.4');
      await page.locator('[data-packet]').first().click();
      await expect(page.getByRole('region', { name: /^All packets of message/ })).toBeVisible();
      await page.keyboard.press('k');
      await waitIdle(page);
    },
  },
  {
    name: 'a node selected',
    async reach(page) {
      await open(page, '#/simulate?preset=mixed&t=13.4');
      const broker = page.getByRole('region', { name: 'Broker', exact: true });
      await broker.getByRole('button').first().click();
      await expect(page.getByRole('table', { name: 'Sessions' })).toBeVisible();
    },
  },
  {
    name: 'a message selected, with a field of a packet under the focus before',
    async reach(page) {
      await open(page, '#/simulate?preset=lost-pubrec&t=2.9');
      await page.locator('[data-packet]').first().click();
      await page.getByRole('option', { name: /Packet Identifier/ }).focus();
      await button(page, 'Look at the message alone').click();
      await page.getByText('How it got there').first().click();
    },
  },
  {
    name: 'the table of events, filtered, with its rows under the focus',
    async reach(page) {
      await open(page, MIXED);
      await page.keyboard.press('e');
      await expect(page.getByRole('grid', { name: 'Events' })).toBeFocused();
      await page.getByRole('combobox', { name: 'Level' }).selectOption('QoS 1');
      await page.getByRole('combobox', { name: 'Kind of event' }).selectOption('PUBLISH');
      const row = page.locator('tr[data-nth]').last();
      await row.click();
      await page.getByRole('switch', { name: /^message . only$/ }).check();
      await expect(row).toHaveAttribute('aria-selected', 'true');
      await page.getByRole('grid', { name: 'Events' }).press('ArrowUp');
    },
  },
  {
    name: 'a table of events that the filter leaves empty',
    async reach(page) {
      await open(page, MIXED);
      await page.keyboard.press('e');
      await page.getByRole('combobox', { name: 'Kind of event' }).selectOption('UNSUBSCRIBE');
      await expect(page.getByText('No such event so far.')).toBeVisible();
    },
  },
  {
    name: 'the table of events in the picture’s place',
    size: MEDIUM,
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'events').click();
      await expect(page.locator('tr[data-nth]').first()).toBeVisible();
    },
  },
  {
    name: 'a rule that is being set, one that is armed, and the view',
    async reach(page) {
      await open(page, MIXED);
      await page.keyboard.press('w');
      await page.getByRole('combobox', { name: 'What is waited for' }).selectOption('PUBREC');
      await button(page, 'Arm').click();
      await expect(button(page, 'Disarm')).toBeVisible();
      await button(page, 'view').click();
      await page.getByRole('switch', { name: 'Show identifiers on packets' }).check();
    },
  },
  {
    name: 'a run of many with those that fold away, and all that breaks them',
    async reach(page) {
      const joins = [2, 3, 4, 5, 6].flatMap((n) => [
        `1.5:add,pub-${n},pub=p:1:2:qoscope/demo,Hey`,
        `1.5:add,sub-${n},sub=qoscope/demo:2`,
      ]);
      await open(page, `#/simulate?preset=playground&t=6&do=${joins.join(';')}`);
      const list = page.getByRole('combobox', { name: /^2 more subscribers/ });
      await list.selectOption('sub-6');
      await list.focus();
      await unfold(page);
    },
  },
  {
    name: 'counters by cause',
    async reach(page) {
      await open(page, MIXED);
      await go(page, 'next 2nd copy');
      await button(page, 'By cause').click();
      await expect(page.getByRole('table', { name: /^Second copies, by cause/ })).toBeVisible();
    },
  },
  {
    name: 'counters on the wire',
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'On the wire').click();
      await expect(button(page, 'On the wire')).toHaveAttribute('aria-expanded', 'true');
    },
  },
  {
    name: 'the sheet of keys',
    async reach(page) {
      await open(page, MIXED);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
  },
  {
    name: 'sharing and exporting',
    async reach(page) {
      await open(page, MIXED);
      await page.keyboard.press('s');
      const dialog = page.getByRole('dialog', { name: 'Export and share' });
      await expect(dialog.getByText(/packets and .* events/)).toBeVisible();
    },
  },
  {
    name: 'the counters’ drawer',
    size: MEDIUM,
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'Details').click();
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'the phone’s controls',
    size: PHONE,
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'More').click();
      await expect(page.getByRole('slider', { name: 'Jitter' })).toBeVisible();
    },
  },
  {
    name: 'the network over TCP, with all that is folded away',
    async reach(page) {
      await open(page, MIXED);
      await choose(page, 'Network model', 'TCP');
      await unfold(page);
    },
  },
  {
    name: 'a subscriber that is offline, with what cannot be done to it',
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'Take offline').click();
      await expect(button(page, 'Bring online')).toBeVisible();
      await unfold(page);
    },
  },
  {
    name: 'a broken broker on the phone',
    size: PHONE,
    async reach(page) {
      await open(page, MIXED);
      await button(page, 'More').click();
      await choose(page, 'What to break', 'Broker');
      await button(page, 'Crash the broker').click();
      await waitIdle(page);
    },
  },
  {
    name: 'the phone’s picture',
    size: PHONE,
    async reach(page) {
      await open(page, '#/simulate?preset=mixed&rate=5&t=8');
    },
  },
  {
    name: 'a link’s notice and a refused value',
    async reach(page) {
      await open(page, '#/simulate?preset=nope&loss=1.5&t=2');
      await expect(page.getByRole('alert')).toBeVisible();
      const field = page.getByRole('textbox', { name: 'Jitter, value in ms' });
      await field.fill('fast');
      await field.press('Enter');
      await expect(page.getByRole('alert')).toHaveCount(2);
    },
  },
  {
    name: 'a worker that failed',
    async reach(page) {
      await page.route('**/sim.worker*.js', (route) => route.abort());
      await open(page, MIXED);
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
];

/** Opens all that the controls fold away. */
async function unfold(page: Page): Promise<void> {
  const controls = page.getByRole('region', { name: 'Controls' });
  for (const summary of await controls.locator('summary').all()) await summary.click();
  await expect(controls.getByRole('listitem').first()).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const { name, moves = false, size = WIDE, reach } of STATES) {
      test(`axe finds nothing in ${name}`, async ({ page, faults }) => {
        if (name === 'a worker that failed') faults.allow(/Failed to load resource|ERR_FAILED/);
        await page.setViewportSize(size);
        await reach(page);
        if (moves) await expect(() => expectAccessible(page)).toPass({ timeout: 60_000 });
        else await expectAccessible(page);
      });
    }
  });
}

test('the two themes differ, and both are the page’s own', async ({ page }) => {
  await open(page, MIXED);
  const ink = () => narration(page).evaluate((one) => getComputedStyle(one).color);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ink();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ink()).not.toBe(light);
});

test('the sentence is a polite live region, the notice an alert, and the picture has words', async ({
  page,
}) => {
  await open(page, `${MIXED}&colour=red`);
  await expect(narration(page)).toHaveAttribute('aria-live', 'polite');
  await expect(page.getByRole('alert')).toContainText('colour');
  await expect(page.getByRole('img')).toHaveAccessibleName(
    /^The last \d+\.\d s: \d+ packets, \d+ lost, \d+ deliver(y|ies)/,
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  for (const name of ['Publisher', 'Broker', 'Subscriber']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await button(page, 'Play').click();
  await pause(page);
});
