import { describe, expect, test, vi } from 'vitest';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import { clientsAt, countByHand } from './clients.ts';
import { Controls } from './controls.ts';
import { newPublisher, newSubscriber } from './joining.ts';
import type { Scope } from './scope.ts';

/** Frames never come: the playhead stays where it is put. */
vi.stubGlobal('requestAnimationFrame', () => 0);
vi.stubGlobal('cancelAnimationFrame', () => {});

async function seekMs(scope: Scope, ms: number): Promise<void> {
  scope.playhead.pause();
  await scope.playhead.seek(later(startOf(scope), ms));
}

async function publishAt(scope: Scope, controls: Controls, ms: number): Promise<void> {
  await seekMs(scope, ms);
  await controls.publish();
  scope.playhead.pause();
}

function payloadsOf(scope: Scope): readonly string[] {
  return scope.run.state.getState().index.messages.map(({ payload }) => payload);
}

describe('a message by hand', () => {
  test('is numbered by those before it, and not by what a fork sets aside', async () => {
    const scope = await openScope('playground');
    const controls = new Controls(scope);
    for (const ms of [1000, 2000, 3000]) await publishAt(scope, controls, ms);
    expect(payloadsOf(scope)).toEqual(['Hello 1', 'Hello 2', 'Hello 3']);
    await publishAt(scope, controls, 1500);
    expect(payloadsOf(scope)).toEqual(['Hello 1', 'Hello 2']);
  });

  test('goes on from those of the script', async () => {
    const scope = await openScope('lost-puback');
    const run = scope.run.state.getState();
    const scripted = run.scenario.script.filter(({ command }) => command.kind === 'publish');
    await seekMs(scope, 20_000);
    const { playhead } = scope;
    expect(countByHand(scope.run.state.getState(), playhead.clock.now())).toBe(scripted.length);
    await publishAt(scope, new Controls(scope), 20_000);
    expect(payloadsOf(scope).at(-1)).toBe(`Hello ${scripted.length + 1}`);
  });

  test('goes on numbering what its topic numbers, so that the application understands it', async () => {
    const scope = await openScope('account-ledger');
    const controls = new Controls(scope);
    await publishAt(scope, controls, 5500);
    expect(payloadsOf(scope).at(-1)).toMatch(/"n":13\}$/);
    await publishAt(scope, controls, 16_000);
    await publishAt(scope, controls, 17_000);
    const numbers = payloadsOf(scope).map((payload) => JSON.parse(payload).n);
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.slice(-2)).toEqual([14, 15]);
  });

  test('is published by whom the controls say, on the topic that they say', async () => {
    const scope = await openScope('mixed');
    const controls = new Controls(scope);
    await seekMs(scope, 1000);
    await scope.commands.addClient(newPublisher(scope.run.state.getState()));
    controls.setPublisher('pub-2');
    controls.setTopic('chat/team');
    await publishAt(scope, controls, 4000);
    const last = scope.run.state.getState().index.messages.at(-1);
    expect(last).toMatchObject({ publisher: 'pub-2', topic: 'chat/team', payload: 'Hello 1' });
    await scope.commands.undo();
    await scope.commands.undo();
    expect(controls.publisherAt(scope.playhead.clock.now())?.id).toBe('pub');
    controls.setTopic('elsewhere');
    expect(controls.topicAt(scope.playhead.clock.now())).toBe('vehicle/7/position');
  });
});

describe('a client that joins', () => {
  test('has the next free id, and subscribes to what the first subscriber has', async () => {
    const scope = await openScope('mixed');
    await seekMs(scope, 1000);
    const join = async (): Promise<void> => {
      const t = scope.playhead.clock.now();
      await scope.commands.addClient(newSubscriber(scope.run.state.getState(), t, 1));
    };
    await join();
    await join();
    await seekMs(scope, 4000);
    const clients = clientsAt(scope.run.state.getState(), scope.playhead.clock.now());
    expect(clients.map(({ id }) => id)).toEqual(['pub', 'sub', 'sub-2', 'sub-3']);
    const [first, second] = clients.slice(1).map(({ subscriptions }) => subscriptions);
    expect(second).toEqual(first?.map(({ filter }) => ({ filter, qos: 1 })));
  });

  test('never gets the id of one that has left', async () => {
    const scope = await openScope('playground');
    await seekMs(scope, 1000);
    await scope.commands.addClient(newPublisher(scope.run.state.getState()));
    await seekMs(scope, 3000);
    await scope.commands.removeClient('pub-2');
    expect(newPublisher(scope.run.state.getState()).id).toBe('pub-3');
  });
});

test('what is chosen is put back by a reset, and publishing by itself stops', async () => {
  const scope = await openScope('playground');
  const controls = new Controls(scope);
  await seekMs(scope, 1000);
  controls.setNextQos(2);
  controls.setRate(5);
  await controls.setAutomatic(true);
  await seekMs(scope, 3000);
  await controls.reset();
  expect(controls.state.getState()).toMatchObject({ nextQos: 1, ratePerSec: 1 });
  const { index } = scope.run.state.getState();
  expect(index.patternsAt(scope.playhead.clock.now())).toEqual([]);
});
