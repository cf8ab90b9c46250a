// The Simulate screen: packets are seen crossing, settings and commands do what they say, and the
// counters count it.

import type { Page } from '@playwright/test';
import {
  button,
  choose,
  counter,
  expect,
  go,
  middleY,
  narration,
  open,
  packet,
  pause,
  readHash,
  readTime,
  scrubTo,
  test,
  type,
  waitForTime,
  waitIdle,
} from './helpers.ts';

const LOSS_1 = 'Loss, publisher ⇄ broker';
const EMPTY = '#/simulate?preset=playground&t=2';

function setLossHop1(page: Page, percent: number): Promise<void> {
  return type(page, `${LOSS_1}, value in %`, String(percent));
}

/** Notes in each frame from now on where packets stand, by their names: their middles' heights in px. */
async function watchCrossing(page: Page, names: readonly string[]) {
  const noted = await page.evaluateHandle((wanted) => {
    const heights: Record<string, number[]> = {};
    function look(): void {
      for (const name of wanted) {
        const { top = 0, bottom = 0 } =
          document.querySelector(`[data-packet][aria-label^="${name}"]`)?.getBoundingClientRect() ??
          {};
        if (bottom > 0) heights[name] = [...(heights[name] ?? []), (top + bottom) / 2];
      }
      requestAnimationFrame(look);
    }
    look();
    return heights;
  }, names);
  return () => noted.jsonValue();
}

test.describe('packets', () => {
  test('a PUBLISH is seen crossing, and a PUBACK coming back', async ({ page }) => {
    await open(page, EMPTY);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.1');
    const [down, up] = [
      'PUBLISH A, QoS 1, publisher to broker',
      'PUBACK A, QoS 1, broker to publisher',
    ];
    const crossed = await watchCrossing(page, [down, up]);
    await button(page, 'Publish').click();
    await expect(counter(page, 'delivered', 1)).toHaveText('1');
    await expect(counter(page, 'pending', 1)).toHaveText('0');
    const heights = await crossed();
    const way = (name: string) => (heights[name]?.at(-1) ?? 0) - (heights[name]?.[0] ?? 0);
    expect(way(down)).toBeGreaterThan(20);
    expect(way(up)).toBeCloseTo(-way(down), -1);
    for (const [name, sign] of [
      [down, 1],
      [up, -1],
    ] as const) {
      expect(heights[name]).toEqual(heights[name]?.toSorted((a, b) => sign * (a - b)));
    }
  });

  test('stand where the playhead says, on both hops and both ways', async ({ page }) => {
    await open(page, '#/simulate?preset=playground&do=2:publish,pub,qoscope/demo,1,Hello&t=3.5');
    const ways = [
      { name: 'PUBLISH A, QoS 1, publisher to broker', early: 2.08, late: 2.2, down: true },
      { name: 'PUBACK A, QoS 1, broker to publisher', early: 2.38, late: 2.5, down: false },
      { name: 'PUBLISH A, QoS 1, broker to subscriber', early: 2.38, late: 2.5, down: true },
      { name: 'PUBACK A, QoS 1, subscriber to broker', early: 2.68, late: 2.8, down: false },
    ];
    for (const { name, early, late, down } of ways) {
      await scrubTo(page, early);
      const before = await middleY(packet(page, name));
      await scrubTo(page, late);
      const after = await middleY(packet(page, name));
      expect(after > before, `${name} moves ${down ? 'down' : 'up'}`).toBe(down);
      expect(Math.abs(after - before)).toBeGreaterThan(20);
    }
    await scrubTo(page, 3.2);
    await expect(page.locator('[data-packet]')).toHaveCount(0);
  });
});

test.describe('loss', () => {
  test('at 100 %, typed, QoS 0 losses count up and nothing is delivered', async ({ page }) => {
    await open(page, EMPTY);
    await setLossHop1(page, 100);
    await expect(page.getByRole('slider', { name: LOSS_1, exact: true })).toHaveValue('100');
    await choose(page, 'QoS of the next message', 'QoS 0');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('10');
    await page.getByRole('switch', { name: 'Publish by itself' }).click();
    const lost = counter(page, 'lost', 0);
    await expect.poll(async () => Number(await lost.textContent())).toBeGreaterThan(2);
    await expect.poll(async () => Number(await lost.textContent())).toBeGreaterThan(8);
    await pause(page);
    await expect(counter(page, 'delivered', 0)).toHaveText('0');
    await go(page, 'next loss');
    await expect(narration(page)).toContainText('at QoS 0 nobody sends it again');
  });

  test('at 100 %, by the arrow keys’ End, keeps a QoS 1 message pending; at 0 % it arrives', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const slider = page.getByRole('slider', { name: LOSS_1, exact: true });
    await slider.press('End');
    await expect(slider).toHaveValue('100');
    await waitIdle(page);
    await choose(page, 'QoS of the next message', 'QoS 1');
    await button(page, 'Publish').click();
    await pause(page);
    for (let losses = 0; losses < 3; losses++) await go(page, 'next loss');
    await expect(narration(page)).toHaveText(
      /^The (third|fourth) PUBLISH of A was lost on its way to the broker\.$/,
    );
    await expect(counter(page, 'pending', 1)).toHaveText('1');
    await expect(counter(page, 'delivered', 1)).toHaveText('0');
    await slider.press('Home');
    await expect(slider).toHaveValue('0');
    await waitIdle(page);
    await button(page, 'Play').click();
    await expect(counter(page, 'delivered', 1)).toHaveText('1');
    await expect(counter(page, 'pending', 1)).toHaveText('0');
    await expect(counter(page, 'lost', 1)).toHaveText('0');
  });

  test('a value that does not fit is refused: field, value and what was expected', async ({
    page,
  }) => {
    await open(page, EMPTY);
    const before = await readHash(page);
    await setLossHop1(page, 150);
    await expect(page.getByRole('alert')).toHaveText(
      `${LOSS_1}: “150” is too large. Expected 0 to 100 %. 0 % stays in force.`,
    );
    await expect(page.getByRole('slider', { name: LOSS_1, exact: true })).toHaveValue('0');
    expect(await readHash(page)).toBe(before);
    await setLossHop1(page, 20);
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await readHash(page)).not.toBe(before);
  });

  test('of one direction alone loses that direction’s packets alone', async ({ page }) => {
    await open(page, EMPTY);
    await page.getByText('Loss for each direction').click();
    await type(page, 'Loss, broker → publisher, value in %', '100');
    await expect(page.getByText('The directions differ: see below.')).toBeVisible();
    await button(page, 'Publish').click();
    await pause(page);
    await go(page, 'next loss');
    await expect(narration(page)).toHaveText(
      'The PUBACK of A was lost on its way to the publisher.',
    );
    await go(page, 'next 2nd copy');
    await expect(counter(page, 'second copies', 1)).toHaveText('1');
    await expect(counter(page, 'delivered', 1)).toHaveText('1');
  });
});

test.describe('a pressed packet', () => {
  test('stops time, is selected, and the inspector says what it is', async ({ page }) => {
    await open(page, '#/simulate?preset=lost-puback&t=2.25');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.01');
    await button(page, 'Play').click();
    const resent = packet(page, 'PUBLISH A, QoS 1, publisher to broker, second attempt');
    // It moves: Playwright would wait in vain for it to stand still.
    await resent.click({ force: true });
    await waitIdle(page);
    await expect(resent).toHaveAttribute('aria-pressed', 'true');
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await expect(
      inspector.getByRole('heading', { name: 'PUBLISH A, second attempt' }),
    ).toBeVisible();
    await expect(inspector.getByText('pub → Broker, sent 2.200 s, on its way.')).toBeVisible();
    await expect(inspector.getByText('No answer came in time.')).toBeVisible();
    const facts = inspector.locator('dl');
    for (const [fact, value] of [
      ['QoS on this hop', '1'],
      ['published at', 'QoS 1'],
      ['DUP', '1'],
      ['Packet Identifier', '1'],
      ['size', /^\d+ bytes$/],
    ] as const) {
      await expect(facts.locator(`dt:text-is("${fact}") + dd`)).toHaveText(value);
    }
    const family = inspector.getByRole('region', { name: 'All packets of message A' });
    await expect(family.getByRole('listitem')).toHaveCount(5);
    await expect(family.getByRole('button', { name: 'PUBACK broker → pub, lost' })).toBeVisible();
  });

  test('is killed by the button beside it, and undo brings it back', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    const before = await readHash(page);
    const publish = packet(page, 'PUBLISH L, QoS 1, publisher to broker');
    await publish.click();
    await button(page, 'Kill').click();
    await waitIdle(page);
    await expect(narration(page)).toHaveText(
      'The PUBLISH of L was killed on its way to the broker.',
    );
    await expect(packet(page, 'PUBLISH L, QoS 1, publisher to broker, lost')).toBeVisible();
    await expect(button(page, 'Kill')).toHaveCount(0);
    expect(await readHash(page)).not.toBe(before);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await expect(inspector.getByText('killed 12.000 s.')).toBeVisible();
    await button(page, 'undo').click();
    expect(await readHash(page)).toBe(before);
    await waitForTime(page, 12);
    await expect(publish).toHaveAccessibleName('PUBLISH L, QoS 1, publisher to broker');
    await expect(narration(page)).toHaveText('The publisher publishes L at QoS 1.');
  });

  test('is killed by K, and undone by U', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    const before = await readHash(page);
    await packet(page, 'PUBLISH L').press('Enter');
    await page.keyboard.press('k');
    await waitIdle(page);
    await expect(narration(page)).toHaveText(
      'The PUBLISH of L was killed on its way to the broker.',
    );
    await page.keyboard.press('u');
    expect(await readHash(page)).toBe(before);
  });

  test('when killed, is lost in the picture’s words too, while time stands still', async ({
    page,
  }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    const lost = await lostInLadder(page);
    await packet(page, 'PUBLISH L').press('Enter');
    await page.keyboard.press('k');
    await expect.poll(() => lostInLadder(page)).toBe(lost + 1);
  });

  test('is killed from the inspector too, and its message is sent again', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    await packet(page, 'PUBLISH L').click();
    await button(page, 'Kill this PUBLISH').click();
    await waitIdle(page);
    await scrubToNext(page, 'No PUBACK for L came in time');
    await expect(narration(page)).toHaveText(
      'No PUBACK for L came in time, so the publisher sends its PUBLISH again, with DUP set.',
    );
  });

  test('of no packet: K does nothing', async ({ page }) => {
    await open(page, '#/simulate?preset=mixed&t=12');
    const before = await readHash(page);
    await page.keyboard.press('k');
    expect(await readHash(page)).toBe(before);
    await expect(button(page, 'undo')).toBeDisabled();
  });
});

/** As the picture's text alternative tells it. */
async function lostInLadder(page: Page): Promise<number> {
  // Told a moment after the page has opened, when there is something in view.
  const ladder = page.getByRole('img', { name: /^The last [1-9][\d.]* s: \d+ packets?, \d+ lost/ });
  return Number(/(\d+) lost/.exec((await ladder.getAttribute('aria-label')) ?? '')?.[1]);
}

/** Steps until the narration says so, a bounded number of times. */
async function scrubToNext(page: Page, sentence: string): Promise<void> {
  for (let steps = 0; steps < 40; steps++) {
    if ((await narration(page).textContent())?.includes(sentence)) return;
    await go(page, 'Step to the next event');
  }
}

test.describe('publishing', () => {
  for (const level of [0, 1, 2] as const) {
    test(`by the button publishes at QoS ${level} when that is chosen`, async ({ page }) => {
      await open(page, EMPTY);
      await choose(page, 'QoS of the next message', `QoS ${level}`);
      await button(page, 'Publish').click();
      await expect(packet(page, `PUBLISH A, QoS ${level}, publisher to broker`)).toBeVisible();
      await pause(page);
      await expect(counter(page, 'published', level)).toHaveText('1');
      for (const other of [0, 1, 2] as const) {
        if (other !== level) await expect(counter(page, 'published', other)).toHaveText('0');
      }
    });
  }

  test('by P publishes at the level that 1, 2 and 3 choose', async ({ page }) => {
    await open(page, EMPTY);
    for (const [key, level] of [
      ['1', 0],
      ['2', 1],
      ['3', 2],
    ] as const) {
      await page.keyboard.press(key);
      const group = page.getByRole('group', { name: 'QoS of the next message' });
      await expect(group.getByRole('radio', { name: `QoS ${level}` })).toBeChecked();
      await page.keyboard.press('p');
      await expect(counter(page, 'published', level)).toHaveText('1');
    }
    await pause(page);
  });

  test('by itself goes on until it is switched off, at the rate chosen', async ({ page }) => {
    await open(page, EMPTY);
    const automatic = page.getByRole('switch', { name: 'Publish by itself' });
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('5');
    await automatic.click();
    const published = async () => Number(await counter(page, 'published', 1).textContent());
    await expect.poll(published).toBeGreaterThan(2);
    await type(page, 'Messages a second, value', '10');
    await expect.poll(published).toBeGreaterThan(20);
    await pause(page);
    await automatic.click();
    await expect(automatic).not.toBeChecked();
    const all = String(await published());
    const at = await readTime(page);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('100');
    await button(page, 'Play').click();
    await expect.poll(() => readTime(page)).toBeGreaterThan(at + 20);
    await pause(page);
    await expect(counter(page, 'published', 1)).toHaveText(all);
    await expect(counter(page, 'delivered', 1)).toHaveText(all);
    await expect(counter(page, 'pending', 1)).toHaveText('0');
  });

  test('the next PUBREC on hop 1 is dropped, and the message arrives once', async ({ page }) => {
    await open(page, EMPTY);
    await choose(page, 'Hop', 'Publisher hop');
    await page.getByRole('combobox', { name: 'Packet type' }).selectOption('PUBREC');
    await button(page, 'Drop the next').click();
    await choose(page, 'QoS of the next message', 'QoS 2');
    await button(page, 'Publish').click();
    await pause(page);
    await go(page, 'next loss');
    await expect(narration(page)).toHaveText(
      'The PUBREC of A was killed by a command on its way to the publisher.',
    );
    await go(page, 'next loss');
    await expect(page.getByText('There is no loss to come.')).toBeVisible();
    await button(page, 'Play').click();
    await expect(counter(page, 'delivered', 2)).toHaveText('1');
    await expect(counter(page, 'pending', 2)).toHaveText('0');
    await expect(counter(page, 'second copies', 2)).toHaveText('0');
  });
});

test('what the application saw is listed in its order, repeats marked', async ({ page }) => {
  await open(page, '#/simulate?preset=lost-puback&t=0');
  const log = page.getByRole('region', { name: 'What the application saw' });
  await expect(log).toContainText('Nothing yet.');
  await go(page, 'next 2nd copy');
  await expect(log.getByRole('listitem')).toHaveText([
    'AHey, are you free?',
    'AHey, are you free?2nd',
  ]);
});

test('the scenario is chosen from the list, and begins to move', async ({ page }) => {
  await open(page, EMPTY);
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('lost-pubrec');
  await expect(packet(page, 'PUBLISH A, QoS 2, publisher to broker')).toBeVisible();
  await pause(page);
  await expect(counter(page, 'published', 2)).toHaveText('1');
});

test('what broker and subscriber choose runs the same seed again, to the same instant', async ({
  page,
}) => {
  await open(page, '#/simulate?preset=mixed&t=12');
  const before = await readHash(page);
  await choose(page, 'Subscriber asks for at most', 'QoS 0');
  await waitIdle(page);
  await waitForTime(page, 12);
  expect(await readHash(page)).not.toBe(before);
  await choose(page, 'Subscriber asks for at most', 'QoS 2');
  expect(await readHash(page)).toBe(before);
});
