// The inspector: bytes that are the codec's, each field explained; a packet's family; a node as the
// trace has it; a message's states; all of it as of the playhead.

import type { Locator, Page } from '@playwright/test';
import { encodePacket } from '../src/mqtt/codec/encodePacket.ts';
import type { Packet } from '../src/mqtt/packets/packet.ts';
import { button, expect, open, packet, scrubTo, test, waitForTime, waitIdle } from './helpers.ts';
import { traceByCommandLine } from './traceHash.ts';

const PUBACK = '#/simulate?preset=lost-puback';
const PUBREC = '#/simulate?preset=lost-pubrec';
const TOPIC = 'qoscope/demo';
const PAYLOAD = 'Hey, are you free?';

function inspector(page: Page): Locator {
  return page.getByRole('region', { name: 'Inspector' });
}

async function shownBytes(page: Page): Promise<string> {
  const bytes = inspector(page).getByTestId('hex').locator('[data-byte]');
  await expect(bytes.first()).toBeVisible();
  const texts = await bytes.allTextContents();
  return texts.filter((text) => /^[0-9a-f]{2}$/.test(text)).join(' ');
}

function hexOf(made: Packet, version: 4 | 5): string {
  return [...encodePacket(made, version)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ');
}

function meaning(page: Page): Locator {
  return inspector(page).getByTestId('field-meaning');
}

function field(page: Page, name: string): Locator {
  return inspector(page).getByRole('option').filter({ hasText: name });
}

async function pressNode(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name, exact: true }).getByRole('button').first().click();
}

const message = {
  uid: 'm',
  topic: TOPIC,
  payload: PAYLOAD,
  qos: 1,
  retain: false,
  bytes: TOPIC.length + PAYLOAD.length,
} as const;
const traced = { messageUid: 'm', copy: 1, attempt: 2 };

test.describe('the bytes of a packet', () => {
  for (const version of [4, 5] as const) {
    test(`are the codec's, version ${version}`, async ({ page }) => {
      await open(page, `${PUBACK}&version=${version}&t=2.3`);
      await packet(page, 'PUBLISH A, QoS 1, publisher to broker, second attempt').click();
      const fields = { packetId: 1, qos: 1, dup: true, retain: false } as const;
      const publish = { type: 'PUBLISH', ...fields, message, ...traced } as const;
      await expect.poll(() => shownBytes(page)).toBe(hexOf(publish, version));
      await inspector(page)
        .getByRole('button', { name: 'PUBACK sub → broker' })
        .or(inspector(page).getByRole('button', { name: 'PUBACK broker → pub' }))
        .first()
        .click();
      await waitIdle(page);
      const puback = { type: 'PUBACK', packetId: 1, reasonCode: 0, ...traced } as const;
      await expect.poll(() => shownBytes(page)).toBe(hexOf(puback, version));
    });
  }

  test("are the codec's for CONNECT too", async ({ page }) => {
    await open(page, `${PUBACK}&t=0.1`);
    await packet(page, 'CONNECT').first().click();
    const connect = {
      type: 'CONNECT',
      protocolVersion: 5,
      clientId: 'pub',
      cleanStart: false,
      keepAliveSec: 60,
      sessionExpirySec: 3600,
    } as const;
    await expect.poll(() => shownBytes(page)).toBe(hexOf(connect, 5));
    await expect(field(page, 'Client Identifier').last()).toContainText('“pub”');
  });

  test('are explained field by field under the pointer', async ({ page }) => {
    await open(page, `${PUBACK}&t=2.3`);
    await packet(page, 'PUBLISH A').first().click();
    await expect(meaning(page)).toContainText('byte 0 · Packet type and flags');
    await expect(meaning(page)).toContainText('bit 3 DUP 1');
    const hex = inspector(page).getByTestId('hex');
    await hex.locator('[data-byte="3"]').first().hover();
    await expect(meaning(page)).toContainText('bytes 2–3 · Topic Name length · 12');
    await expect(hex.locator('[data-active]')).toHaveCount(4);
    await hex.locator('[data-byte="17"]').last().hover();
    await expect(meaning(page)).toContainText('bytes 16–17 · Packet Identifier · 1');
    await field(page, 'Payload').hover();
    await expect(meaning(page)).toContainText(`Payload · “${PAYLOAD}”`);
  });

  test('are a list with one stop for Tab, gone through by arrow', async ({ page }) => {
    await open(page, `${PUBACK}&t=2.3`);
    await packet(page, 'PUBLISH A').first().click();
    const options = inspector(page).getByRole('option');
    await expect(options).toHaveCount(7);
    await expect(inspector(page).locator('[role="option"][tabindex="0"]')).toHaveCount(1);
    await options.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(2)).toBeFocused();
    await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
    await expect(meaning(page)).toContainText('Topic Name length');
    await page.keyboard.press('End');
    await expect(meaning(page)).toContainText('Payload');
    await page.keyboard.press('Home');
    await expect(options.first()).toBeFocused();
    await waitForTime(page, 2.3);
  });
});

test.describe('a packet', () => {
  test('leads to what it was sent again after, and back', async ({ page }) => {
    await open(page, `${PUBACK}&t=9`);
    await pressNode(page, 'Publisher');
    const sent = inspector(page).getByRole('button', { name: /sends PUBLISH A to broker/ });
    await sent.first().click();
    await waitIdle(page);
    await expect(
      inspector(page).getByRole('heading', { name: 'PUBLISH A, second attempt' }),
    ).toBeVisible();
    await inspector(page).getByRole('button', { name: 'PUBLISH A', exact: true }).click();
    await waitIdle(page);
    await expect(
      inspector(page).getByRole('heading', { name: 'PUBLISH A', exact: true }),
    ).toBeVisible();
    await expect(packet(page, 'PUBLISH A, QoS 1, publisher to broker')).toBeVisible();
    await button(page, 'Back to 9.000 s').click();
    await waitIdle(page);
    await waitForTime(page, 9);
    await expect(button(page, 'Back to 9.000 s')).toHaveCount(0);
  });

  test('on its way does not say that it will be lost', async ({ page }) => {
    await open(page, `${PUBACK}&t=4`);
    await scrubTo(page, 1.55);
    await packet(page, 'PUBACK A, QoS 1, broker to publisher').click();
    await expect(inspector(page)).toContainText('on its way.');
    await expect(inspector(page)).not.toContainText(/lost|killed/);
    await scrubTo(page, 1.75);
    await expect(inspector(page)).toContainText(/Broker → pub, sent 1.500 s, killed 1.\d+ s/);
    await expect(
      inspector(page).getByRole('button', { name: /PUBACK broker → pub, lost/ }),
    ).toBeVisible();
  });

  test('over TCP tells of each transmission, and why it was sent again', async ({ page }) => {
    const link = '#/simulate?preset=tcp-loss';
    await open(page, `${link}&t=12`);
    const events = await traceByCommandLine(link, 12_000);
    const segments = events.filter(({ kind }) => kind === 'segment-sent');
    const lost = new Set(
      segments.flatMap(({ uid, transmission, lostAt }) =>
        transmission === 1 && lostAt !== undefined ? [uid] : [],
      ),
    );
    const first = segments.find(({ uid, transmission }) => transmission === 2 && lost.has(uid));
    expect(first).toBeDefined();
    const at = Number(first?.at) / 1e6;
    await scrubTo(page, Math.ceil(at * 1000) / 1000 + 0.01);
    await page.locator(`[data-packet="${first?.uid}"]`).first().click();
    const list = inspector(page).getByRole('list', { name: /by TCP$/ });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(list.getByRole('listitem').first()).toContainText(/1st transmission; lost/);
    await expect(list.getByRole('listitem').last()).toContainText(
      /2nd transmission: (no acknowledgement|what was sent after).*; on its way/,
    );
  });
});

test.describe('a node', () => {
  test('is as the trace has it at the instant', async ({ page }) => {
    const link = '#/simulate?preset=mixed';
    await open(page, `${link}&t=12.6`);
    const events = await traceByCommandLine(link, 12_600);
    const held = new Map<string, string>();
    let stored = 0;
    for (const { kind, node, store, packetId, messageUid, copy, holds } of events) {
      if (!String(kind).startsWith('session-') || store === undefined) continue;
      const name = [node, store, packetId, messageUid, copy].join(' ');
      if (kind === 'session-released') held.delete(name);
      else held.set(name, String(node));
      if (node !== 'broker') continue;
      if (kind === 'session-updated') stored--;
      else if (holds === 'message') stored += kind === 'session-stored' ? 1 : -1;
    }
    const entriesOf = (node: string) => [...held.values()].filter((one) => one === node).length;
    const table = inspector(page).getByRole('table', { name: 'What it stores' });
    await pressNode(page, 'Publisher');
    await expect(inspector(page).getByRole('heading', { name: 'Publisher pub' })).toBeVisible();
    await expect(table.locator('tbody tr')).toHaveCount(entriesOf('pub'));
    await pressNode(page, 'Broker');
    await expect(table.locator('tbody tr')).toHaveCount(entriesOf('broker'));
    await expect(inspector(page).locator('dt:text-is("stored") + dd')).toContainText(
      new RegExp(`^${stored}, `),
    );
  });

  test('shows its session as it was at a past instant', async ({ page }) => {
    await open(page, `${PUBACK}&t=4`);
    await pressNode(page, 'Subscriber');
    const fact = (name: string) => inspector(page).locator(`dt:text-is("${name}") + dd`);
    await expect(fact('subscribed to')).toHaveText('qoscope/demo, QoS 2');
    await expect(fact('condition')).toHaveText('connected');
    await scrubTo(page, 0.7);
    await expect(fact('subscribed to')).toHaveText('nothing');
    await scrubTo(page, 0.2);
    await expect(fact('condition')).toHaveText('connecting');
    await expect(fact('session')).toHaveText('none');
    await expect(fact('connection')).toHaveText('since 0.000 s, no CONNACK yet');
  });

  test('is removed by its button', async ({ page }) => {
    await open(page, `${PUBACK}&t=4`);
    await pressNode(page, 'Subscriber');
    await button(page, 'Remove this subscriber').click();
    await waitIdle(page);
    await expect(inspector(page)).toContainText('gone for good');
    await expect(button(page, 'Remove this subscriber')).toHaveCount(0);
  });
});

test.describe('a message', () => {
  test('with a lost PUBREC goes through the states of QoS 2, as of the playhead', async ({
    page,
  }) => {
    await open(page, `${PUBREC}&t=5`);
    await scrubTo(page, 1.35);
    await packet(page, 'PUBLISH A').first().click();
    await button(page, 'Look at the message alone').click();
    const hop1 = /^pub → broker/;
    const hop2 = /^broker → sub/;
    for (const [sec, first, second] of [
      [1.35, ['wants PUBREC', 'nothing'], undefined],
      [1.6, ['wants PUBREC', 'holds identifier'], undefined],
      [2.6, ['wants PUBREC', 'holds identifier'], undefined],
      [2.9, ['wants PUBCOMP', 'holds identifier'], undefined],
      [3.2, ['wants PUBCOMP', 'released'], ['wants PUBREC', 'nothing']],
      [3.8, ['done', 'released'], ['wants PUBCOMP', 'holds identifier']],
      [4.5, ['done', 'released'], ['done', 'released']],
      [1.6, ['wants PUBREC', 'holds identifier'], undefined],
    ] as const) {
      await scrubTo(page, sec);
      await expectLitOf(page, hop1, first);
      await expectLitOf(page, hop2, second ?? []);
    }
    await expect(inspector(page).getByTestId('life')).toContainText('pub wants PUBREC');
  });

  test('with a lost PUBACK is forwarded twice, and says so only once it is', async ({ page }) => {
    await open(page, `${PUBACK}&t=4`);
    await pressNode(page, 'Publisher');
    await inspector(page)
      .getByRole('button', { name: /sends PUBLISH A/ })
      .first()
      .click();
    await waitIdle(page);
    await scrubTo(page, 4);
    await button(page, 'Look at the message alone').click();
    await expect(inspector(page).getByRole('region', { name: /copy 2$/ })).toBeVisible();
    await expect(inspector(page)).toContainText('PUBLISH sent twice');
    await expect(inspector(page)).toContainText('had it at 1.800 s and 2.800 s.');
    await scrubTo(page, 2.3);
    await expect(inspector(page).getByRole('region', { name: /copy 2$/ })).toHaveCount(0);
    await expectLitOf(page, /^pub → broker/, ['wants PUBACK', 'received']);
    await expectLitOf(page, /^broker → sub/, ['done', 'received']);
  });
});

async function expectLitOf(page: Page, name: RegExp, states: readonly string[]): Promise<void> {
  const boxes = inspector(page)
    .getByRole('region', { name })
    .locator('[data-state][data-reached="present"]');
  await expect
    .poll(() => boxes.evaluateAll((all) => all.map((box) => box.getAttribute('data-state'))))
    .toEqual(states);
}
