// Compare: lanes in step with the same luck, one set of controls for all, each lane the run that its link
// leads to, and the ways to this screen and away from it.

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  button,
  choose,
  expect,
  follow,
  go,
  open,
  readHash,
  readTime,
  scrubTo,
  test,
  traceHash,
  type,
  waitForTime,
  waitIdle,
  waitThere,
} from './helpers.ts';
import { hashByCommandLine, traceByCommandLine } from './traceHash.ts';

const LEVELS = ['QoS 0', 'QoS 1', 'QoS 2'];
const MIXED = '#/compare?preset=mixed&loss=0.2&t=20';

function lane(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The name of a lane's trace up to the instant shown. */
async function traceNameOf(page: Page, name: string): Promise<string> {
  const told = traceHash(lane(page, name));
  await expect(told).toHaveText(/^[0-9a-f]{16}$/);
  return (await told.textContent()) ?? '';
}

/** The link to a lane alone, as a press on it would follow it. */
async function linkOf(page: Page, name: string): Promise<string> {
  const link = page.getByRole('link', { name: `${name}: open in Simulate`, exact: true });
  await link.evaluate((one) => {
    one.addEventListener('click', (event) => event.preventDefault(), { once: true });
  });
  await link.click();
  return (await link.getAttribute('href')) ?? '';
}

test('the first PUBLISH of each message on hop 1 has one fate in all levels', async ({ page }) => {
  await open(page, MIXED);
  const traces: { readonly link: string; readonly name: string }[] = [];
  for (const name of LEVELS) {
    traces.push({ link: await linkOf(page, name), name: await traceNameOf(page, name) });
  }
  const fates = await Promise.all(
    traces.map(async ({ link, name }) => {
      // The events of the trace that the page shows: they have its name.
      expect(await hashByCommandLine(link, 20_000)).toBe(name);
      const events = await traceByCommandLine(link, 20_000);
      const first = events.filter((event) => {
        const { kind, type: packetType, hop, attempt } = event;
        return kind === 'packet-sent' && packetType === 'PUBLISH' && hop === 1 && attempt === 1;
      });
      return first.map(({ uid, lostAt }) => [uid, lostAt === undefined ? 'arrives' : 'lost']);
    }),
  );
  expect(fates[0]?.length).toBeGreaterThan(15);
  expect(new Set(fates[0]?.map(([, fate]) => fate))).toEqual(new Set(['arrives', 'lost']));
  expect(fates[1]).toEqual(fates[0]);
  expect(fates[2]).toEqual(fates[0]);
});

test('one slider, one cut and one publish are given to all lanes at the same instant', async ({
  page,
}) => {
  await open(page, '#/compare?preset=mixed&t=5');
  await type(page, 'Loss, broker ⇄ subscriber, value in %', '40');
  await waitIdle(page);
  await scrubTo(page, 4);
  await page.keyboard.press('d');
  await waitIdle(page);
  await go(page, 'Step to the next event');
  for (const name of LEVELS) {
    expect(await linkOf(page, name)).toContain('do=4:cut,sub');
  }
  await button(page, 'undo').click();
  await waitIdle(page);
  for (const name of LEVELS) {
    expect(await linkOf(page, name)).toMatch(/do=5:net,loss-hop2-up=0\.4,loss-hop2-down=0\.4/);
  }
  await button(page, 'new seed').click();
  await waitIdle(page);
  for (const name of LEVELS) {
    expect(await linkOf(page, name)).toContain('seed=2');
  }
});

test('moving a slider while it plays keeps the lanes in step', async ({ page }) => {
  await open(page, '#/compare?preset=mixed&t=2');
  await button(page, 'Play').click();
  await expect.poll(() => readTime(page)).toBeGreaterThan(3);
  await type(page, 'Latency, one way, value in ms', '120');
  await expect.poll(() => readTime(page)).toBeGreaterThan(5);
  await button(page, 'Pause').click();
  await waitIdle(page);
  const times = new Set<string | undefined>();
  for (const name of LEVELS) {
    const link = await linkOf(page, name);
    const [given] = /do=[\d.]+:net,latency-ms=120/.exec(link) ?? [];
    times.add(given);
    const [, t] = /&t=([\d.]+)/.exec(link) ?? [];
    expect(await traceNameOf(page, name)).toBe(await hashByCommandLine(link, Number(t) * 1000));
  }
  expect(times.size).toBe(1);
  expect([...times][0]).toMatch(/^do=/);
});

test('a killed packet dies in each lane in which it is on its way', async ({ page }) => {
  await open(page, '#/compare?preset=mixed&loss=0&t=1.3');
  const first = lane(page, 'QoS 1');
  await first.getByRole('button', { name: /^PUBLISH A/ }).click();
  await expect(first.getByText('in every lane')).toBeVisible();
  await first.getByRole('button', { name: 'Kill', exact: true }).click();
  await waitIdle(page);
  for (const name of LEVELS) {
    const link = await linkOf(page, name);
    const [, uid] = /do=1\.3:kill,(pub\/[^;&]*PUBLISH\.1)/.exec(link) ?? [];
    const events = await traceByCommandLine(link, 2000);
    const fate = events.find((event) => event.kind === 'packet-lost' && event.uid === uid);
    expect(fate, name).toBeDefined();
  }
});

test('two variants can be put together from any settings, and are in the address', async ({
  page,
}) => {
  await open(page, MIXED);
  await choose(page, 'What is compared', 'Two variants');
  await waitIdle(page);
  await expect(lane(page, 'QoS 1 + ignore repeats')).toBeVisible();
  await page
    .getByRole('combobox', { name: 'Change a setting, Variant B' })
    .selectOption('latency-ms');
  await waitIdle(page);
  const field = page.getByRole('textbox', { name: 'latency-ms, Variant B' });
  await field.fill('soon');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Expected a number from 0 to 60000');
  await field.fill('80');
  await field.press('Enter');
  await waitIdle(page);
  await expect(lane(page, 'QoS 2 + latency 80 ms')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(page).toHaveURL(/lanes=qos:1,ignore-repeats:true;qos:2,latency-ms:80/);
  await waitForTime(page, 20);
  await page.getByRole('button', { name: 'Leave qos as it is, Variant B' }).click();
  await waitIdle(page);
  await expect(page).toHaveURL(/lanes=qos:1,ignore-repeats:true;latency-ms:80&/);
});

test('the first difference is told, and one press goes to it', async ({ page }) => {
  await open(page, '#/compare?preset=mixed&loss=0.2&lanes=qos:1;qos:1,loss:0&t=20');
  const told = page.getByTestId('difference');
  await expect(told).toContainText(/^at [\d.]+ s: /);
  const at = Number(/^at ([\d.]+) s/.exec((await told.textContent()) ?? '')?.[1]);
  await go(page, 'Go to it');
  expect(await readTime(page)).toBeGreaterThanOrEqual(at);
  expect((await readTime(page)) - at).toBeLessThan(1);
});

test('the run goes along from Simulate to Compare, to a lane alone, and back again', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&seed=7&do=3:publish,pub,a/b,1,Hi&t=6');
  await follow(page, page.getByRole('link', { name: 'Compare', exact: true }));
  await waitForTime(page, 6);
  await expect(page).toHaveURL(/#\/compare\?preset=mixed&seed=7&do=3:publish,pub,a\/b,1,Hi&t=6$/);
  await expect(page.getByRole('link', { name: 'Compare', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await follow(page, page.getByRole('link', { name: 'QoS 2: open in Simulate' }));
  await expect(page).toHaveURL(/#\/simulate\?preset=mixed&qos=2&seed=7&do=3:publish,pub,a\/b,2,Hi/);
  const hash = await readHash(page);
  await page.goBack();
  await waitThere(page);
  await expect(lane(page, 'QoS 2')).toBeVisible();
  await waitForTime(page, 6);
  await page.goBack();
  await waitThere(page);
  await expect(page).toHaveURL(/#\/simulate\?preset=mixed&seed=7/);
  await page.goForward();
  await waitThere(page);
  await page.goForward();
  await waitThere(page);
  expect(await readHash(page)).toBe(hash);
});

test('a wrong link to Compare opens what it can, and says what it ignored', async ({ page }) => {
  await open(page, '#/compare?preset=mixed&lanes=qos:7;store:memory&t=4');
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([
    'lanes.0.qos: got "7", expected 0, 1 or 2',
  ]);
  await expect(lane(page, 'memory store')).toBeVisible();
  await waitForTime(page, 4);
});

test('keys play, step and publish in all lanes', async ({ page }) => {
  await open(page, '#/compare?preset=playground&t=2');
  const before = await readTime(page);
  await page.keyboard.press('p');
  await expect.poll(() => readTime(page)).toBeGreaterThan(before + 0.1);
  await page.keyboard.press(' ');
  await waitIdle(page);
  for (const [level, name] of ['QoS 0', 'QoS 1', 'QoS 2'].entries()) {
    expect(await linkOf(page, name)).toMatch(new RegExp(`:publish,pub,[^,]+,${level},`));
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).not.toContainText('inspect');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const [name, link] of [
      ['levels', MIXED],
      ['variants', '#/compare?preset=mixed&t=9&lanes=qos:1,ignore-repeats:true,loss:0.1;-'],
      ['per message', '#/compare?preset=mixed-day&t=9&lanes=-;qos:2;qos:0'],
    ] as const) {
      for (const size of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        test(`axe finds nothing in ${name} at ${size.width}`, async ({ page }) => {
          await page.setViewportSize(size);
          await open(page, link);
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
          const { violations } = await new AxeBuilder({ page })
            .withTags(tags)
            .exclude('[data-packet][aria-label$=", lost"]')
            .analyze();
          expect(
            violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)),
          ).toEqual([]);
        });
      }
    }
  });
}

for (const width of [1440, 1024, 390, 320]) {
  test(`nothing runs out of the screen at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const link of [MIXED, '#/compare?preset=mixed&t=9&lanes=qos:1,loss:0.1;-']) {
      await open(page, link);
      const wide = await page.evaluate(() =>
        [document.documentElement, document.querySelector('main')].flatMap((one) =>
          one !== null && one.scrollWidth > one.clientWidth ? [one.tagName] : [],
        ),
      );
      expect(wide).toEqual([]);
    }
    const boxes = await page
      .getByRole('link', { name: /^Open / })
      .evaluateAll((links) => links.map((one) => one.getBoundingClientRect().right));
    expect(Math.max(...boxes)).toBeLessThanOrEqual(width);
  });
}
