// The nodes at the now line: what they say, that a press selects them, who has a column, and that
// nothing in them is cut off or lies over anything else.
import type { Page } from '@playwright/test';
import { expect, open, test } from './helpers.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
] as const;

test.use({ viewport: SIZES[0] });

/** Clients that join the playground at its beginning: the picture at 4 s has them all. */
function crowd(publishers: number, subscribers: number): string {
  const joins = [
    ...Array.from(
      { length: publishers - 1 },
      (_, i) => `1.5:add,pub-${i + 2},pub=p:2:2:qoscope/demo,Hey`,
    ),
    ...Array.from({ length: subscribers - 1 }, (_, i) => `1.5:add,sub-${i + 2},sub=qoscope/demo:2`),
  ];
  return `#/simulate?preset=playground&t=6&do=${joins.join(';')}`;
}

function node(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

/** The button that a node is. */
function press(page: Page, name: string) {
  return node(page, name).getByRole('button');
}

test('a press selects a node, and another node in its place', async ({ page }) => {
  await open(page, '#/simulate?preset=window-full&t=4');
  await expect(page.locator('[aria-current="true"]')).toHaveCount(0);
  await press(page, 'Broker').click();
  await expect(press(page, 'Broker')).toHaveAttribute('aria-current', 'true');
  await press(page, 'Subscriber').click();
  await expect(press(page, 'Broker')).toHaveAttribute('aria-current', 'false');
  await expect(press(page, 'Subscriber')).toHaveAttribute('aria-current', 'true');
});

test('nodes follow each other in the order of the tab key, and Enter selects', async ({ page }) => {
  await open(page, '#/simulate?preset=window-full&t=4');
  await press(page, 'Publisher').focus();
  for (const name of ['Broker', 'Subscriber']) {
    await page.keyboard.press('Tab');
    await expect(press(page, name)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(press(page, 'Subscriber')).toHaveAttribute('aria-current', 'true');
  await expect(press(page, 'Subscriber')).toBeFocused();
});

test('the broker says that the window is full, and what waits for it', async ({ page }) => {
  await open(page, '#/simulate?preset=window-full&t=4');
  const broker = node(page, 'Broker');
  for (const text of ['3 of 3 in flight', '3 of 1000 queued', 'A wants PUBACK', '6 stored']) {
    await expect(broker).toContainText(text);
  }
});

test('who is not connected says so, in its name too', async ({ page }) => {
  await open(page, '#/simulate?preset=subscriber-offline&t=4');
  await expect(press(page, 'Subscriber')).toHaveAccessibleName('Subscriber sub, offline');
  await expect(node(page, 'Subscriber')).toContainText('session kept');
});

test('four of a kind have a column each; of more the others are in a list that gives them one', async ({
  page,
}) => {
  await open(page, crowd(4, 4));
  for (const name of ['pub', 'pub-2', 'pub-3', 'pub-4', 'sub', 'sub-2', 'sub-3', 'sub-4']) {
    await expect(node(page, name)).toBeVisible();
  }
  await expect(page.getByRole('combobox', { name: /choose one to show/ })).toHaveCount(0);
  await open(page, crowd(2, 9));
  const list = page.getByRole('combobox', { name: /^5 more subscribers/ });
  await expect(node(page, 'sub-4')).toBeVisible();
  await list.focus();
  await list.selectOption('sub-8');
  await expect(press(page, 'sub-8')).toHaveAttribute('aria-current', 'true');
  await expect(node(page, 'sub-4')).toHaveCount(0);
  await expect(list).toBeFocused();
});

test('the columns are those of the instant shown', async ({ page }) => {
  const link = '#/simulate?preset=playground&do=2:add,sub-2,sub=qoscope/demo:1;4:remove,sub-2';
  const seen: number[] = [];
  for (const t of [1.5, 3, 6]) {
    await open(page, `${link}&t=${t}`);
    await expect(node(page, 'Broker')).toBeVisible();
    seen.push(await page.getByRole('button', { name: /^Subscriber sub/ }).count());
  }
  expect(seen).toEqual([1, 2, 1]);
});

for (const { width, height } of SIZES) {
  test(`at ${width}×${height} all that nodes say is inside them, and nodes do not meet`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    for (const link of [
      crowd(4, 4),
      crowd(6, 9),
      '#/simulate?preset=window-full&t=4',
      '#/simulate?preset=queue-full&t=4.5',
      '#/simulate?preset=tcp-loss&t=5',
      '#/simulate?preset=broker-crash-before-puback&t=2',
    ]) {
      await open(page, link);
      await expect(node(page, 'Broker')).toBeVisible();
      expect(await findFaults(page), link).toEqual([]);
    }
  });
}

/** Texts that are cut or leave their node, and nodes or texts that lie over each other. */
function findFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nodes = [...document.querySelectorAll('section')].filter((one) =>
      one.querySelector(':scope > button[aria-current]'),
    );
    const faults: string[] = [];
    const meet = (a: DOMRect, b: DOMRect, slack: number) =>
      a.left < b.right - slack &&
      b.left < a.right - slack &&
      a.top < b.bottom - slack &&
      b.top < a.bottom - slack;
    nodes.forEach((one, i) => {
      const box = one.getBoundingClientRect();
      for (const other of nodes.slice(i + 1)) {
        if (meet(box, other.getBoundingClientRect(), 1.5))
          faults.push(`${one.ariaLabel} over a node`);
      }
      const texts = [...one.querySelectorAll('h3, p, li, span')].map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return { said: element.textContent ?? '', at: range.getBoundingClientRect() };
      });
      texts.forEach(({ said, at }, k) => {
        const isInside =
          at.left >= box.left &&
          at.right <= box.right &&
          at.top >= box.top &&
          at.bottom <= box.bottom;
        if (!isInside) faults.push(`${one.ariaLabel}: “${said}” leaves it`);
        for (const other of texts.slice(k + 1)) {
          if (meet(at, other.at, 1.5))
            faults.push(`${one.ariaLabel}: “${said}” over “${other.said}”`);
        }
      });
    });
    return nodes.length < 3 ? ['nodes are missing'] : faults;
  });
}
