// What the presets of connections are there to show.
import { describe, expect, test } from 'vitest';
import { eventsOf } from '../testing/checkedRuns.ts';
import {
  acknowledgedOf,
  callbacksOf,
  deliveredAtMs,
  duplicateCausesOf,
  lossesOf,
  type PlayedPreset,
  playPreset,
  playScenario,
  presetScenario,
  sentOf,
} from '../testing/presetRun.ts';

test('tcp-cut: the broker has the message, the publisher has no PUBACK, and it arrives twice', () => {
  const run = playPreset('tcp-cut');
  expect(callbacksOf(run)).toHaveLength(2);
  expect(duplicateCausesOf(run)).toEqual(['publisherResend']);
  expect(sentOf(run, 'PUBLISH', 1).map(({ dup, because }) => [dup, because])).toEqual([
    [false, 'qos1-publish'],
    [true, 'reconnect-resend'],
  ]);
  expect(eventsOf(run.events, 'packet-lost')).toMatchObject([
    { cause: 'connection', packet: { type: 'PUBACK', hop: 1 } },
  ]);
  expect(eventsOf(run.events, 'segment-lost').filter(({ cause }) => cause === 'network')).toEqual(
    [],
  );
});

test('window-full: three arrive and no more until it is mended, then all, those three again', () => {
  const run = playPreset('window-full');
  const early = deliveredAtMs(run).filter((ms) => ms < 5000);
  expect(early).toEqual([600, 1000, 1400]);
  const waiting = eventsOf(run.events, 'session-stored').filter(({ entry }) => {
    return entry.store === 'queued';
  });
  expect(waiting.map(({ node, entry }) => [node, entry.messageUid])).toEqual([
    ['broker', 'pub/hand/4'],
    ['broker', 'pub/hand/5'],
    ['broker', 'pub/hand/6'],
  ]);
  // The publisher has noticed nothing.
  expect(acknowledgedOf(run).every(([, ms], i) => ms === i * 400 + 600)).toBe(true);
  expect(callbacksOf(run).slice(3)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(duplicateCausesOf(run)).toEqual(['brokerResend', 'brokerResend', 'brokerResend']);
});

test('slow-subscriber: one a second, each once, and never more than two unacknowledged', () => {
  const run = playPreset('slow-subscriber');
  expect(callbacksOf(run)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(deliveredAtMs(run)).toEqual([600, 1600, 2600, 3600, 4600, 5600]);
  expect(run.metrics.levels['1']).toMatchObject({ duplicates: 0, lost: 0 });
  let [unacknowledged, most] = [0, 0];
  for (const event of run.events) {
    if (event.kind === 'session-stored' && isForSub(event.entry)) unacknowledged++;
    if (event.kind === 'session-released' && isForSub(event.entry)) unacknowledged--;
    most = Math.max(most, unacknowledged);
  }
  expect(most).toBe(2);
  expect(run.metrics.broker.storedPeak).toBeGreaterThan(4);
});

function isForSub({ store, peer }: { readonly store: string; readonly peer: string }): boolean {
  return store === 'outgoing' && peer === 'sub';
}

/** Which end closed when, in seconds of the run. */
function closings({ events }: PlayedPreset) {
  return eventsOf(events, 'connection-closed').map(({ at, end, by, reason }) => {
    return [at / 1e6, end, by, reason];
  });
}

describe('a black hole', () => {
  test('black-hole-subscriber: the broker finds out after 15 s, the subscriber when PINGRESP is missing', () => {
    const run = playPreset('black-hole-subscriber');
    expect(closings(run)).toEqual([
      // SUBSCRIBE has come at 0.9 s, PINGREQ was sent at 10.6 s.
      [0.9 + 15, 'broker', 'broker', 'nothing heard for 1.5 × Keep Alive'],
      [10.6 + 10, 'client', 'sub', 'no PINGRESP within Keep Alive'],
    ]);
    expect(callbacksOf(run)).toEqual(['at QoS 1']);
    expect(deliveredAtMs(run)).toEqual([21_600 + 600 - 1200]);
    expect(lossesOf(run)).toEqual([['at QoS 0', 'connectionLost']]);
    expect(acknowledgedOf(run)).toEqual([['at QoS 1', 2600]]);
    expect(duplicateCausesOf(run)).toEqual([]);
  });

  test('black-hole-subscriber: a Keep Alive of 60 s makes it six times as long', () => {
    const { clients, ...rest } = presetScenario('black-hole-subscriber');
    const slow = clients.map((client) => ({ ...client, keepAliveSec: 60 }));
    const run = playScenario({ ...rest, clients: slow });
    expect(closings(run).map(([at, end]) => [at, end])).toEqual([
      [0.9 + 90, 'broker'],
      [60.6 + 60, 'client'],
    ]);
  });

  test('black-hole-publisher: it is found out at both ends, and what was published meanwhile comes late', () => {
    const run = playPreset('black-hole-publisher');
    expect(closings(run)).toEqual([
      // CONNECT has come at 0.3 s, PINGREQ was sent 10 s after the last PUBLISH.
      [0.3 + 15, 'broker', 'broker', 'nothing heard for 1.5 × Keep Alive'],
      [4.2 + 20, 'client', 'pub', 'no PINGRESP within Keep Alive'],
    ]);
    expect(eventsOf(run.events, 'message-published')).toHaveLength(3);
    expect(callbacksOf(run)).toEqual(['at QoS 1', 'at QoS 2']);
    for (const ms of deliveredAtMs(run)) expect(ms).toBeGreaterThan(24_000);
    expect(lossesOf(run)).toEqual([['at QoS 0', 'connectionLost']]);
    expect(duplicateCausesOf(run)).toEqual([]);
  });
});

test('flapping: QoS 0 loses, QoS 1 doubles, QoS 2 does neither, and TCP loses nothing', () => {
  const run = playPreset('flapping');
  const { levels } = run.metrics;
  expect(levels['0']).toMatchObject({ published: 20, lost: 6, duplicates: 0 });
  expect(levels['0'].lostByCause).toMatchObject({ connectionLost: 1, offline: 5 });
  expect(levels['1']).toMatchObject({ published: 20, delivered: 20, duplicates: 3, lost: 0 });
  expect(levels['1'].duplicatesByCause).toMatchObject({ publisherResend: 2, brokerResend: 1 });
  expect(levels['2']).toMatchObject({ published: 20, delivered: 20, duplicates: 0, lost: 0 });
  expect(eventsOf(run.events, 'segment-lost').filter(({ cause }) => cause === 'network')).toEqual(
    [],
  );
  const cut = eventsOf(run.events, 'connection-closed').map(({ client, by }) => [client, by]);
  expect(cut).toContainEqual(['pub', 'network']);
  expect(cut).toContainEqual(['sub', 'network']);
  const causes = eventsOf(run.events, 'packet-lost').map(({ cause }) => cause);
  expect(new Set(causes)).toEqual(new Set(['connection']));
});
