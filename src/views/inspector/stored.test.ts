import { expect, test } from 'vitest';
import { fromMs, type SimTime } from '../../base/time.ts';
import { PRESETS } from '../../scenario/presets/presets.ts';
import { runPreset } from '../../testing/presetRun.ts';
import { messageLife, presentOf } from '../../trace/messageLife.ts';
import { storedAt } from './stored.ts';

test('an identifier alone waits since the message went, not since it was stored', () => {
  const { index } = runPreset('mixed', 12);
  const row = storedAt(index, 'pub', fromMs(10_500)).find(({ letter }) => letter === 'H');
  expect(row).toMatchObject({ holds: 'identifier', waitsFor: 'PUBCOMP', since: fromMs(10_200) });
});

test('what a crash has brought back waits since its packet was first sent', () => {
  const { index } = runPreset('broker-crash-autosave-twice', 12);
  const [row] = storedAt(index, 'broker', fromMs(4500));
  expect(row).toMatchObject({ letter: 'A', waitsFor: 'PUBREC', since: fromMs(2600) });
});

test.each(PRESETS.map(({ name }) => name))(
  '%s: a node’s table and a message’s life agree since when a sender waits',
  (preset) => {
    const { index, start } = runPreset(preset, 12);
    for (let ms = 150; ms < 12_000; ms += 1450) {
      const t = (start + fromMs(ms)) as SimTime;
      for (const node of ['broker', ...index.publishers]) {
        for (const { messageUid, packetId, client, waitsFor, since } of storedAt(index, node, t)) {
          const said = messageLife(index, messageUid, t)
            .exchanges.filter((one) => one.sender.node === node && one.packetId === packetId)
            .filter((one) => one.client === client)
            .map(({ sender }) => presentOf(sender))
            .find((present) => present?.state === `wants ${waitsFor}`);
          if (said !== undefined && waitsFor !== 'PUBREL') expect(since).toBe(said.at);
        }
      }
    }
  },
);
