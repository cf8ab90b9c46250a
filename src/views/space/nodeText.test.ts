import { describe, expect, test } from 'vitest';
import { addTime, fromMs, fromSec } from '../../base/time.ts';
import { DEFAULT_CLIENT } from '../../scenario/defaults.ts';
import type { Scenario, TimedCommand } from '../../scenario/scenario.ts';
import { presetScenario, runScenario } from '../../testing/presetRun.ts';
import { castOf, placesOf } from './cast.ts';
import { formatBytes, type NodeTextRules, type NodeView, nodesAt } from './nodeText.ts';
import { SpacePlan } from './plan.ts';

/** Looks at a run, in seconds from the start of publishing. */
function look(
  scenario: Scenario,
  sec: number,
  more: { readonly commands?: readonly TimedCommand[]; readonly showIdentifiers?: boolean } = {},
) {
  const { index, start } = runScenario(scenario, sec, more.commands);
  const plan = new SpacePlan(index, {
    ...{ places: placesOf(scenario.clients), hopHeight: 160, pxPerUs: 0.0001, charWidth: 7 },
    ...{ stepped: false, marksMax: { upper: 4, lower: 4 } },
  });
  plan.catchUp();
  const { showIdentifiers = false } = more;
  return (at: number) => {
    const t = addTime(start, fromMs(at * 1000));
    const cast = castOf(index.clientsAt(t, scenario.clients), 464, undefined);
    const rules: NodeTextRules = { plan, cast, broker: scenario.broker, showIdentifiers };
    return nodesAt(rules, t);
  };
}

const alertsOf = (view: NodeView | undefined) => view?.alerts.map(({ forms }) => forms[0]);
const restOf = (view: NodeView | undefined) => view?.rest.map(({ forms }) => forms[0]);
const heldOf = (view: NodeView | undefined) =>
  view?.held.map(({ letter, forms }) => `${letter} ${forms[0]}`);
const notesOf = (view: NodeView | undefined) => view?.notes.map(([form]) => form);

/** With so many publishers and subscribers, each publisher with the patterns of the first one. */
function withClients(scenario: Scenario, publishers: number, subscribers: number): Scenario {
  const [pub, sub] = [
    scenario.clients.find(({ subscriptions }) => subscriptions.length === 0),
    scenario.clients.find(({ subscriptions }) => subscriptions.length > 0),
  ];
  if (pub === undefined || sub === undefined) throw new Error('one of each is needed');
  const copies = (of: typeof pub, n: number) =>
    Array.from({ length: n }, (_, i) => ({ ...of, id: i === 0 ? of.id : `${of.id}-${i + 1}` }));
  return { ...scenario, clients: [...copies(pub, publishers), ...copies(sub, subscribers)] };
}

test('the publisher says what it waits for, and when it will send again', () => {
  const at = look(presetScenario('lost-puback'), 5);
  const published = 0;
  const lines = (sec: number) => heldOf(at(published + sec).publishers[0]);
  const first = [0, 0.5, 1, 1.5].find((sec) => (lines(sec)?.length ?? 0) > 0) ?? 0;
  expect(lines(first)?.[0]).toMatch(/^A wants PUBACK \d\.\d s$/);
  expect(lines(4.9)).toEqual([]);
});

test('the broker says how much it stores, and what is left of it after a crash', () => {
  const at = look(presetScenario('broker-crash-autosave'), 4);
  expect(notesOf(at(0).broker)).toEqual(['0 stored', '0 B', 'autosave 2 s']);
  expect(notesOf(look(presetScenario('window-full'), 4)(4).broker)).toEqual([
    '6 stored',
    '78 B',
    'persistent',
  ]);
});

test('a window that is full, and what waits for it, come before all that is stored', () => {
  const { broker } = look(presetScenario('window-full'), 4)(4);
  expect(alertsOf(broker)).toEqual(['window full: 3 of 3 in flight', '3 of 1000 queued']);
  expect(heldOf(broker)).toEqual([
    ...['A wants PUBACK', 'B wants PUBACK', 'C wants PUBACK'],
    ...['D waits for the window', 'E waits for the window', 'F waits for the window'],
  ]);
});

test('a full queue says so', () => {
  const at = look(presetScenario('queue-full'), 6);
  const said = [1, 2, 3, 4, 5].map((sec) => alertsOf(at(sec).broker)?.join());
  expect(said).toContain('queue full: 3 of 3');
});

test('who is not connected says so first, and whether the broker keeps its session', () => {
  const kept = look(presetScenario('subscriber-offline'), 3)(2).subscribers[0];
  expect(kept?.condition).toBe('offline');
  expect(alertsOf(kept)).toEqual(['offline']);
  expect(restOf(kept)).toEqual(['session kept']);
  expect(kept?.spoken).toBe('Subscriber sub, offline');
  const clean = look(presetScenario('subscriber-offline-clean'), 3)(2).subscribers[0];
  expect(restOf(clean)).toEqual(['no session']);
});

test('a crashed broker says so', () => {
  const at = look(presetScenario('broker-crash-before-puback'), 5);
  const down = Array.from({ length: 50 }, (_, i) => at(i / 10).broker).find(
    ({ condition }) => condition === 'down',
  );
  expect(alertsOf(down)?.[0]).toBe('crashed');
  expect(down?.spoken).toBe('Broker, crashed');
});

test('a resumed session is told from a new one', () => {
  const at = look(presetScenario('subscriber-offline'), 20);
  const fresh = look(presetScenario('window-full'), 1)(0.1).subscribers[0];
  expect(notesOf(fresh)).toEqual(['sub', 'QoS 2', 'connected', 'new session']);
  expect(notesOf(at(19).subscribers[0])).toContain('resumed session');
});

describe('with several clients', () => {
  const scenario = withClients(presetScenario('window-full'), 2, 3);

  test('the broker names whose window and whose entry it is', () => {
    const at = look(scenario, 4);
    expect(alertsOf(at(4).broker)?.[0]).toMatch(/^sub(-\d)?: /);
    expect(heldOf(at(0.5).broker)?.[0]).toMatch(/^[A-Z]+ sub(-\d)? wants PUBACK/);
  });

  test('who is folded is counted, with those that are not connected', () => {
    const many = withClients(presetScenario('subscriber-offline'), 1, 9);
    const { folded } = look(many, 3)(2);
    expect(folded.subscribers.clients).toHaveLength(5);
    expect(folded.subscribers.away).toBe(0);
  });
});

test('a client has a column from its joining to its leaving', () => {
  const scenario = presetScenario('playground');
  const { start } = runScenario(scenario, 1);
  const later = { ...DEFAULT_CLIENT, id: 'late', publishes: [], subscriptions: [] };
  const commands: readonly TimedCommand[] = [
    { at: addTime(start, fromSec(1)), command: { kind: 'add-client', client: later } },
    { at: addTime(start, fromSec(3)), command: { kind: 'remove-client', client: 'late' } },
  ];
  const at = look(scenario, 5, { commands });
  const titles = (sec: number) => at(sec).publishers.map(({ title }) => title);
  expect([titles(0.5), titles(2), titles(4)]).toEqual([
    ['Publisher'],
    ['pub', 'late'],
    ['Publisher'],
  ]);
});

test('packets behind a gap are said to wait at their receiver', () => {
  const at = look(presetScenario('tcp-loss'), 10);
  const said = Array.from({ length: 200 }, (_, i) => at(i / 20)).flatMap((views) => [
    ...(alertsOf(views.broker) ?? []),
    ...(alertsOf(views.subscribers[0]) ?? []),
  ]);
  expect(said.some((text) => /^\d+ waits? behind a missing segment$/.test(text ?? ''))).toBe(true);
});

test('what is sent again soonest stands first', () => {
  const at = look(presetScenario('mixed'), 60);
  for (let sec = 0; sec < 60; sec += 0.37) {
    const waits = (heldOf(at(sec).broker) ?? []).map((text) => /(\d+\.\d) s$/.exec(text)?.[1]);
    const counted = waits.flatMap((left) => (left === undefined ? [] : [Number(left)]));
    expect(counted).toEqual(counted.toSorted((a, b) => a - b));
  }
});

test('much is counted, by what it waits for', () => {
  const busy = presetScenario('default');
  const clients = busy.clients.map((client) => ({
    ...client,
    publishes: client.publishes.map((pattern) => ({ ...pattern, ratePerSec: 50, qos: 2 as const })),
  }));
  const network = { ...busy.network, latencyMs: 300 };
  const held = heldOf(look({ ...busy, clients, network }, 3)(1.5).publishers[0]);
  expect(held).toHaveLength(2);
  expect(held?.[0]).toMatch(/^ \d\d wants? PUBREC$/);
  expect(held?.[1]).toMatch(/^ \d\d wants? PUBCOMP$/);
});

test('identifiers are shown on request', () => {
  const at = look(presetScenario('window-full'), 4, { showIdentifiers: true });
  expect(heldOf(at(4).broker)?.[0]).toBe('A #1 wants PUBACK');
});

test('sizes are short', () => {
  expect([58, 1530, 2_400_000].map(formatBytes)).toEqual(['58 B', '1.5 kB', '2.4 MB']);
});
