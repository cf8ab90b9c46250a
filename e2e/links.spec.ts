// Links: the same link is the same run, on every machine; the address follows the run; what a link
// says wrongly is told, and nothing that it carries is executed.

import type { Page } from '@playwright/test';
import {
  button,
  choose,
  counter,
  expect,
  go,
  narration,
  open,
  packet,
  pause,
  readCounters,
  readHash,
  readTime,
  scrubTo,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';
import { hashByCommandLine } from './traceHash.ts';

const MIXED = '#/simulate?preset=mixed&t=12';

test.describe('the same link', () => {
  test('opened twice shows the same trace hash, picture, sentence and counters', async ({
    page,
    newVisitor,
  }) => {
    const other = await newVisitor();
    const [one, two] = await Promise.all(
      [page, other].map(async (visitor) => {
        await open(visitor, MIXED);
        await waitForTime(visitor, 12);
        return [await readHash(visitor), await readCounters(visitor), await readPicture(visitor)];
      }),
    );
    expect(two).toEqual(one);
  });

  for (const link of [
    MIXED,
    '#/simulate?preset=mixed&seed=7&loss=0.4&jitter-ms=200&do=4:publish,pub,chat/team,2,Hi;5.5:net,loss=0&t=12',
  ]) {
    test(`${link} shows the trace hash that the engine gives in Node`, async ({ page }) => {
      await open(page, link);
      expect(await readHash(page)).toBe(await hashByCommandLine(link, 12_000));
    });
  }

  test('shows the same hash however one gets to its instant', async ({ page, newVisitor }) => {
    await open(page, '#/simulate?preset=mixed&t=3');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(5);
    await pause(page);
    for (let steps = 0; steps < 5; steps++) await go(page, 'Step to the next event');
    const hash = await readHash(page);
    // To the microsecond, which the screen does not show.
    const t = /t=([\d.]+)$/.exec(page.url())?.[1];
    const other = await newVisitor();
    await open(other, `#/simulate?preset=mixed&t=${t}`);
    expect(await readHash(other)).toBe(hash);
  });

  test('edited in the address bar opens the other run in place', async ({ page }) => {
    await open(page, MIXED);
    const before = await readHash(page);
    await open(page, '#/simulate?preset=mixed&seed=3&t=13');
    await waitForTime(page, 13);
    expect(await readHash(page)).not.toBe(before);
    await open(page, MIXED);
    await waitForTime(page, 12);
    expect(await readHash(page)).toBe(before);
  });
});

test.describe('the address', () => {
  test('after a pause leads to the same run, commands included', async ({ page, newVisitor }) => {
    await open(page, '#/simulate?preset=playground&t=2');
    await type(page, 'Loss, broker ⇄ subscriber, value in %', '30');
    await choose(page, 'QoS of the next message', 'QoS 2');
    await button(page, 'Drop the next').click();
    // Slow enough for a hand: a hop lasts half a minute of screen.
    const speed = page.getByRole('combobox', { name: 'Speed' });
    await speed.selectOption('0.01');
    await button(page, 'Publish').click();
    await packet(page, 'PUBLISH A').press('Enter');
    await button(page, 'Kill').click();
    await speed.selectOption('1');
    await page.getByRole('switch', { name: 'Publish by itself' }).click();
    await expect(counter(page, 'published', 2)).toHaveText('3');
    await pause(page);
    await expectSameRunElsewhere(page, newVisitor);
  });

  test('has each command as soon as it is given, while time goes on', async ({
    page,
    newVisitor,
  }) => {
    await open(page, '#/simulate?preset=mixed&t=4');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.1');
    await page.keyboard.press('Escape');
    await button(page, 'Play').click();
    await page.keyboard.press('p');
    await expect(page).toHaveURL(/&do=[\d.]+:publish,[^;&]*&t=[\d.]+$/);
    await page.keyboard.press('d');
    await expect(page).toHaveURL(/&do=[\d.]+:publish,[^;&]*;[\d.]+:cut,sub&t=[\d.]+$/);
    await expect(button(page, 'Pause')).toBeVisible();
    const other = await newVisitor();
    await open(other, new URL(page.url()).hash);
    await pause(page);
    const at = /&t=([\d.]+)$/.exec(page.url())?.[1];
    await open(other, new URL(other.url()).hash.replace(/&t=.*/, `&t=${at}`));
    expect(await readHash(other)).toBe(await readHash(page));
  });

  test('after a change of settings leads to the same run', async ({ page, newVisitor }) => {
    await open(page, MIXED);
    await choose(page, 'Broker forwards QoS 2 on', 'PUBLISH');
    await waitIdle(page);
    await expectSameRunElsewhere(page, newVisitor);
    await type(page, 'seed', '5');
    await waitIdle(page);
    await go(page, 'next loss');
    await expectSameRunElsewhere(page, newVisitor);
  });

  test('after scrubbing back leads to that instant of the same run', async ({
    page,
    newVisitor,
  }) => {
    await open(page, '#/simulate?preset=mixed&do=11:publish,pub,chat/team,1,Late&t=14');
    await scrubTo(page, 8);
    const other = await newVisitor();
    await open(other, new URL(page.url()).hash);
    await waitForTime(other, 8);
    expect(await readCounters(other)).toBe(await readCounters(page));
    expect(await readHash(other)).toBe(await readHash(page));
    // The command given later is not lost.
    await scrubTo(page, 12);
    await go(other, 'Step to the next event');
    while ((await readTime(other)) < 12) await go(other, 'Step to the next event');
    await expect(counter(other, 'published', 1)).toHaveText(
      (await counter(page, 'published', 1).textContent()) ?? '',
    );
  });

  test('bears hundreds of steps in a few seconds', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&rate=5&t=30');
    await page.evaluate(() => {
      for (let steps = 0; steps < 300; steps++) {
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
      }
    });
    await waitIdle(page);
    await expect.poll(() => readTime(page)).toBeLessThan(29);
    const shown = (await readTime(page)).toFixed(3).replace(/0+$/, '');
    await expect(page).toHaveURL(new RegExp(`t=${shown}`));
  });

  test('says nothing on a first visit, and everything after “All controls”', async ({ page }) => {
    await page.goto('/');
    await button(page, 'Pause').click();
    await waitIdle(page);
    expect(new URL(page.url()).hash).toBe('');
    await button(page, 'All controls').click();
    await expect(page).toHaveURL(/#\/simulate\?preset=lost-puback&t=/);
  });
});

test.describe('a link that is wrong', () => {
  test('opens with a notice that names field, value and what was expected', async ({ page }) => {
    await open(page, '#/simulate?preset=nope&loss=1.5&colour=red&qos=1&t=2');
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('Parts of this link could not be used, the rest was');
    await expect(notice.getByRole('listitem')).toHaveText([
      'colour: got "red", expected no such part: a link has preset, clients, script, broker, do, lanes, title, speed, t, v and the settings',
      /^preset: got "nope", expected the name of a preset$/,
      'loss: got "1.5", expected a number from 0 to 1',
    ]);
    await waitForTime(page, 2);
    await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('default');
    await expect(counter(page, 'published', 1)).toHaveText('19');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toHaveCount(0);
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(2.1);
  });

  const BROKEN = [
    { part: 't=soon', says: /^t: got "soon", expected a number of seconds/ },
    { part: 't=-1', says: /^t: got "-1", expected a number of seconds/ },
    { part: 'loss=%E0%A4', says: /^loss: got "%E0%A4", expected percent-encoded UTF-8/ },
    { part: 'seed=1.5', says: /^seed: got "1\.5", expected / },
    { part: 'do=9:explode', says: /^do\.0: got "9:explode", expected TIME:VERB with one of/ },
    { part: 'do=1:publish,nobody,a/b,1,x', says: /^do\.0\.client: got "nobody", expected one of/ },
    { part: 'loss=0.1&loss=0.2', says: /^loss: got "0\.2", expected one loss alone/ },
  ];
  test('is told, whichever part is wrong, and the rest is used', async ({ page }) => {
    for (const { part, says } of BROKEN) {
      await page.goto(`/#/simulate?preset=lost-puback&${part}`);
      await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([says]);
      await expect(page.getByRole('combobox', { name: 'Scenario' })).toHaveValue('lost-puback');
    }
  });
});

test('nothing that a link carries is executed: it is text', async ({ page, faults }) => {
  const script = '<img src=x onerror=hacked()><script>hacked()</script>';
  await page.exposeFunction('hacked', () => {
    throw new Error('The page has executed what a link carries');
  });
  const text = encodeURIComponent(script);
  const commands = `2:publish,pub,${text},1,${text};2:publish,pub,qoscope/demo,1,${text}`;
  await open(page, `#/simulate?preset=playground&seed=${text}&do=${commands}&t=4`);
  const log = page.getByRole('region', { name: 'What the application saw' });
  await expect(log).toContainText(script);
  await expect(page.getByRole('alert')).toContainText('<img src=x onerror=hacked()>');
  await scrubTo(page, 2.2);
  await packet(page, 'PUBLISH B').click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(script);
  await expect(narration(page)).toBeVisible();
  expect(await page.locator('img[src], script:not([src])').count()).toBe(0);
  expect(faults.requests.filter((url) => url.endsWith('/x'))).toEqual([]);
});

test('the policy is in force: a script written into the page does not run', async ({
  page,
  faults,
}) => {
  faults.allow(/Content Security Policy/);
  await open(page, MIXED);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe('ran');
});

async function expectSameRunElsewhere(page: Page, newVisitor: () => Promise<Page>): Promise<void> {
  const here = [await readHash(page), await readTime(page), await readCounters(page)];
  const other = await newVisitor();
  await open(other, new URL(page.url()).hash);
  expect([await readHash(other), await readTime(other), await readCounters(other)]).toEqual(here);
}

/** Where the packets stand, by name. */
function readPicture(page: Page): Promise<string> {
  return page.locator('[data-packet]').evaluateAll((packets) =>
    JSON.stringify(
      packets.map((one) => {
        const { x, y } = one.getBoundingClientRect();
        return [one.getAttribute('aria-label'), Math.round(x), Math.round(y)];
      }),
    ),
  );
}

test.describe('an address that changes before the page can read one', () => {
  /** Holds back what reads addresses. @returns who lets it come */
  async function holdReader(page: Page): Promise<() => void> {
    let letCome = (): void => {};
    const isFree = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    await page.route('**/addressBar-*.js', async (route) => {
      await isFree;
      await route.continue();
    });
    return letCome;
  }

  test('is followed when a link is pressed on a first visit', async ({ page }) => {
    const letCome = await holdReader(page);
    await page.goto('/');
    await page.getByRole('link', { name: 'New to MQTT? Learn it step by step' }).click();
    await expect(page).toHaveURL(/#\/learn$/);
    letCome();
    await expect(page.getByRole('heading', { name: 'Learn', exact: true })).toBeVisible();
  });

  test('is the one that is followed when the page was opened with another', async ({ page }) => {
    const letCome = await holdReader(page);
    await page.goto(`/${MIXED}`);
    await page.goto('/#/learn');
    letCome();
    await expect(page.getByRole('heading', { name: 'Learn', exact: true })).toBeVisible();
  });
});
