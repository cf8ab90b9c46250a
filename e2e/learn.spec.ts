// The course: each lesson walked from start to end with the keyboard, myths and challenges by their links,
// captions as the texts have them, predictions marked by the trace, the glossary, the way off the rails and back, and progress.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { COURSE } from '../src/lessons/course/course.ts';
import { ENGLISH } from '../src/lessons/en/texts.ts';
import { splitMarks } from '../src/lessons/marks.ts';
import { button, expect, follow, narration, open, packet, test, waitIdle } from './helpers.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LESSONS = [
  ...['two-hops', 'loss', 'gaps', 'at-least-once', 'dup', 'exactly-once', 'handover'],
  ...['lower-of-two', 'sessions', 'over-tcp', 'broken', 'choosing'],
];
const CHALLENGES = [
  ...['one-kill-two-copies', 'dup-and-new', 'late-and-once', 'two-three-two-three'],
  ...['stop-the-window', 'qos-2-twice', 'success-and-lost', 'all-at-sixty'],
];

const outcome = (page: Page) => page.getByTestId('outcome');
const verdict = (page: Page) => page.getByTestId('verdict');
const next = (page: Page) => page.getByRole('link', { name: /^(Next|That was)/ });

/** @param part of the page, where the rest has been looked at already */
async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // There are no frames whose results would have to be put together in a page of their own.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(TAGS)
    .include(part)
    .exclude('[data-packet][aria-label$=", lost"]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
}

/** What the live region says, as it is read: explanations of words are not part of it. */
const sayNow = (page: Page) => narration(page).innerText();

/** What a text says without its marks. */
function plain(text: string): string {
  return splitMarks(text, ENGLISH.glossary)
    .map((part) => part.text + (part.kind === 'term' ? part.behind : ''))
    .join('');
}

function captionsOf(lesson: string, step: string): readonly string[] {
  const texts = ENGLISH.lessons[lesson]?.steps[step];
  if (texts === undefined) throw new Error(`${lesson} has no texts for ${step}`);
  return Object.values(texts.captions ?? {}).map(plain);
}

/**
 * Presses what has focus until the step’s end is reached, and collects what the live region said, from
 * the beginning on; what it went on saying is there once.
 */
async function walkShown(page: Page): Promise<readonly string[]> {
  const said: string[] = [await sayNow(page)];
  const isOver = () => button(page, 'Watch again').isVisible();
  for (let presses = 0; !(await isOver()) && presses < 12; presses++) {
    await page.keyboard.press('Enter');
    await waitIdle(page);
    said.push(await sayNow(page));
  }
  await expect(button(page, 'Watch again')).toBeFocused();
  await expect(outcome(page)).not.toBeEmpty();
  return said.filter((text, i) => text !== '' && text !== said[i - 1]);
}

for (const lesson of LESSONS) {
  test(`the lesson ${lesson}, walked with keys alone and without motion`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, `#/learn?lesson=${lesson}`);
    const steps = page.getByRole('navigation', { name: /^Steps of/ }).getByRole('link');
    const course = COURSE.find(({ name }) => name === lesson)?.steps ?? [];
    const count = course.length;
    await expect(steps).toHaveCount(count);
    for (const [i, { name }] of course.entries()) {
      const nth = i + 1;
      await expect(steps.nth(nth - 1)).toHaveAttribute('aria-current', 'step');
      await expectAccessible(page, i === 0 ? 'html' : 'main');
      if (await page.getByText(/^☐/).isVisible()) {
        await page.getByRole('link', { name: 'Show a solution' }).press('Enter');
        await expect(verdict(page)).toContainText('Press Play and watch.');
        await waitIdle(page);
        await button(page, 'Play').press('Enter');
        await expect(verdict(page)).toContainText('Done.');
      } else {
        const asked = page.getByRole('radio');
        if ((await asked.count()) > 0) {
          await asked.first().focus();
          await page.keyboard.press('Space');
        }
        await button(page, 'Show me').focus();
        const said = await walkShown(page);
        const captions = captionsOf(lesson, name);
        if (captions.length > 0) expect(said, name).toEqual(captions);
        else expect(said.length, `${name}: what happens is told`).toBeGreaterThan(0);
        if ((await asked.count()) > 0) await expect(outcome(page)).toContainText('You said: ');
      }
      await expectAccessible(page, 'main');
      const title = page.locator('#learn-title');
      const before = await title.textContent();
      if (nth === count) await expect(page.getByText('To keep:')).toBeVisible();
      await next(page).focus();
      await page.keyboard.press('Enter');
      await expect(title).not.toHaveText(before ?? '');
      if (nth < count) await expect(title).toBeFocused();
      await waitIdle(page);
    }
  });
}

/** Notes from now on each caption that the page shows, and whether the outcome stood there with it. */
async function noteSaid(page: Page): Promise<() => Promise<readonly string[]>> {
  const noted = await page.evaluateHandle(() => {
    const read = (id: string) =>
      document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.innerText ?? '';
    const seen: string[] = [];
    const note = () => {
      const now = read('narration') + (read('outcome') === '' ? '' : ', with the outcome');
      if (now !== seen.at(-1)) seen.push(now);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    note();
    return seen;
  });
  return () => noted.jsonValue();
}

test('plays, says its captions, stops at the end, and marks the prediction by the trace', async ({
  page,
}) => {
  await open(page, '#/learn?lesson=at-least-once&step=kill-the-answer');
  await page.getByRole('radio', { name: 'Once' }).check();
  const said = await noteSaid(page);
  await button(page, 'Show me').click();
  await expect(outcome(page)).not.toBeEmpty();
  await waitIdle(page);
  const captions = captionsOf('at-least-once', 'kill-the-answer');
  expect(await said()).toEqual(['', ...captions, `${captions.at(-1)}, with the outcome`]);
  await expect(outcome(page)).toContainText('You said: Once. It was: Twice.');
  await page.getByRole('radio', { name: 'Twice' }).check();
  await expect(outcome(page)).toContainText('You said: Twice. So it was.');
});

test('a step of the same run goes on where the last one stopped', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?lesson=two-hops&step=to-the-broker');
  await button(page, 'Show me').focus();
  await walkShown(page);
  const ended = await page.getByTestId('time').textContent();
  await follow(page, next(page));
  await expect(page.getByRole('heading', { name: 'To the subscriber' })).toBeFocused();
  await expect(page.getByTestId('time')).toHaveText(ended ?? '');
});

test('killing a packet leaves the rails, and the lesson’s run comes back', async ({ page }) => {
  await open(page, '#/learn?lesson=two-hops&step=an-answer');
  await button(page, 'Step to the next event').click();
  await waitIdle(page);
  await packet(page, 'PUBLISH A').click();
  await page.getByRole('button', { name: 'Kill', exact: true }).click();
  await waitIdle(page);
  await expect(page.getByText('everything in it is yours to change')).toBeVisible();
  await expect(button(page, 'Publish')).toBeVisible();
  await button(page, 'Back to the lesson').click();
  await waitIdle(page);
  await expect(button(page, 'Show me')).toBeVisible();
  await expect(button(page, 'Publish')).toHaveCount(0);
});

test('a myth opens by its link, runs, and says what happened one behind the other', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?myth=order-is-kept');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('“MQTT keeps the order.”');
  await expect(page.getByText('[MQTT-4.6.0-1]')).toBeVisible();
  const happened = page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
  await expect(happened).toHaveCount(0);
  await button(page, 'Run it').click();
  await waitIdle(page);
  await expect(happened).toHaveText(['The application got A, B and C.']);
  await button(page, 'Go on').click();
  await waitIdle(page);
  await expect(happened).toHaveCount(2);
  await expectAccessible(page);
});

for (const challenge of CHALLENGES) {
  test(`the challenge ${challenge}: hints, and a solution that ticks it`, async ({ page }) => {
    await open(page, `#/learn?challenge=${challenge}`);
    await button(page, 'A hint').click();
    await button(page, 'Say it plainly').click();
    await expect(button(page, 'Say it plainly')).toHaveCount(0);
    await expect(verdict(page)).toBeEmpty();
    await page.getByRole('link', { name: 'Show a solution' }).click();
    await expect(verdict(page)).toContainText('Press Play and watch.');
    await waitIdle(page);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('10');
    await button(page, 'Play').click();
    await expect(verdict(page)).toContainText('Done.');
    await page.goto('/#/learn');
    await expect(page.getByText('✓ done')).toHaveCount(0);
  });
}

test('a challenge done by hand ticks itself, and more than is allowed does not', async ({
  page,
}) => {
  await open(page, '#/learn?lesson=loss&step=kill-one');
  await page.keyboard.press('1');
  await button(page, 'Publish').click();
  await packet(page, 'PUBLISH A').press('Enter');
  await page.getByRole('button', { name: 'Kill', exact: true }).click();
  await button(page, 'Play').click();
  await expect(verdict(page)).toContainText('Done. A is lost,');
  await open(page, '#/learn?challenge=one-kill-two-copies');
  await page.keyboard.press('x');
  await expect(verdict(page)).toContainText('More was used than is allowed here');
});

test('a glossary word explains itself by focus, pointer and tap, and Escape closes it', async ({
  page,
}) => {
  await open(page, '#/learn?lesson=two-hops&step=to-the-broker');
  const said = page.getByRole('tooltip').filter({ hasText: 'The program in the middle' });
  const word = page.getByRole('button', { name: 'broker', exact: true });
  await expect(said).toBeHidden();
  await word.focus();
  await expect(said).toBeVisible();
  await expect(said).toContainText('v5 §1.2');
  await page.keyboard.press('Escape');
  await expect(said).toBeHidden();
  await expect(word).toBeFocused();
  await word.hover();
  await expect(said).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(said).toBeHidden();
  await expect(word).toHaveAccessibleDescription(/The program in the middle/);
});

test('progress is kept on the machine, and can be cleared', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?myth=publish-returned');
  await button(page, 'Run it').focus();
  await walkMyth(page);
  await page.reload();
  await open(page, '#/learn');
  await expect(page.getByText('✓ done')).toHaveCount(1);
  await button(page, 'Forget my progress').click();
  await expect(page.getByText('✓ done')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Learn', exact: true })).toBeVisible();
  await expect(page.getByText('✓ done')).toHaveCount(0);
});

async function walkMyth(page: Page): Promise<void> {
  const isOver = () => button(page, 'Watch again').isVisible();
  for (let presses = 0; !(await isOver()) && presses < 9; presses++) {
    await page.keyboard.press('Enter');
    await waitIdle(page);
  }
  await expect(button(page, 'Watch again')).toBeVisible();
}

test('without storage the course can be walked all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?lesson=two-hops&step=to-the-broker');
  await button(page, 'Show me').focus();
  await walkShown(page);
  await page.getByRole('link', { name: /All lessons/ }).click();
  await expect(page.getByText('1 of 5 steps done')).toBeVisible();
});

test('on a phone nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const link of ['#/learn', '#/learn?lesson=dup', '#/learn?challenge=late-and-once']) {
    await open(page, link);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, link).toBeLessThanOrEqual(390);
  }
});

test('an unknown name is said to be ignored', async ({ page }) => {
  await open(page, '#/learn?lesson=qos-3');
  await expect(page.getByRole('alert')).toContainText('lesson: got "qos-3"');
});

test('on a phone what came of a step comes into view when its end is seen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#/learn?lesson=two-hops&step=who-is-told');
  await expect(next(page)).not.toBeInViewport();
  await button(page, 'I do not know: show me').focus();
  await walkShown(page);
  await expect(outcome(page)).toBeInViewport({ ratio: 1 });
  await expect(next(page)).toBeInViewport();
});

test('on a phone a task’s picture comes into view when it plays, and “Done” when it is done', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '#/learn?lesson=at-least-once&step=double-it&show=solution');
  const picture = page.getByRole('img', { name: /packets?, \d+ lost/ });
  await button(page, 'Play').click();
  await expect(picture).toBeInViewport({ ratio: 0.95 });
  await expect(verdict(page)).toContainText('Done. Twice. What had to die was an answer.');
  await expect(verdict(page)).toBeInViewport({ ratio: 1 });
});

test('a first visit leads to the course from its beginning', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'New to MQTT? Learn it step by step' }).click();
  await expect(page.getByRole('heading', { name: 'Learn', exact: true })).toBeVisible();
});
