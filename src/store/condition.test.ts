import { describe, expect, test } from 'vitest';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import type { Condition } from '../trace/conditions.ts';
import { createInProcessApi } from '../worker/inProcess.ts';
import type { SimApi } from '../worker/simApi.ts';
import { clientAt } from './clients.ts';
import { whyNot } from './condition.ts';
import { Controls } from './controls.ts';
import type { Scope } from './scope.ts';

describe('breaking things', () => {
  function conditions(scope: Scope): string[] {
    const t = scope.playhead.clock.now();
    return ['pub', 'broker', 'sub'].map((node) => scope.commands.conditionAt(node, t));
  }

  function commandsOf({ run }: Scope): string[] {
    return run.state.getState().commands.map(({ command }) => command.kind);
  }

  test('a cut client has no connection, and gets one again', async () => {
    const scope = await openScope('playground');
    expect(conditions(scope)).toEqual(['connected', 'running', 'connected']);
    await scope.commands.cut('sub');
    expect(conditions(scope)).toEqual(['connected', 'running', 'disconnected']);
    await scope.playhead.seek(later(startOf(scope), 1100));
    expect(conditions(scope)[2]).toBe('connecting');
    await scope.playhead.seek(later(startOf(scope), 4000));
    expect(conditions(scope)[2]).toBe('connected');
  });

  test('a black hole lasts until the client connects again', async () => {
    const scope = await openScope('playground');
    await scope.commands.blackHole('sub');
    expect(conditions(scope)[2]).toBe('silenced');
    await scope.commands.cut('sub');
    await scope.playhead.seek(later(startOf(scope), 4000));
    expect(conditions(scope)[2]).toBe('connected');
  });

  test.each(['disconnect', 'reset', 'silent'] as const)(
    'a client taken offline by %s stays away until it is brought online',
    async (how) => {
      const scope = await openScope('playground');
      await scope.commands.takeOffline('sub', how);
      await scope.playhead.seek(later(startOf(scope), 20_000));
      expect(conditions(scope)[2]).toBe('offline');
      await scope.commands.bringOnline('sub');
      await scope.playhead.seek(later(startOf(scope), 24_000));
      expect(conditions(scope)[2]).toBe('connected');
    },
  );

  test('what crashes is down for as long as it was told', async () => {
    const scope = await openScope('playground');
    await scope.commands.crashClient('pub', 'lost', 3000);
    await scope.commands.crashBroker(1000);
    expect(conditions(scope)).toEqual(['down', 'down', 'disconnected']);
    await scope.playhead.seek(later(startOf(scope), 1000));
    expect(conditions(scope).slice(0, 2)).toEqual(['down', 'running']);
    await scope.playhead.seek(later(startOf(scope), 9000));
    expect(conditions(scope)).toEqual(['connected', 'running', 'connected']);
  });

  test('what would do nothing is no command', async () => {
    const scope = await openScope('playground');
    await scope.commands.bringOnline('sub');
    expect(commandsOf(scope)).toEqual([]);
    await scope.commands.takeOffline('sub', 'disconnect');
    await scope.commands.takeOffline('sub', 'reset');
    await scope.commands.cut('sub');
    await scope.commands.blackHole('sub');
    await scope.commands.crashBroker(1000);
    await scope.commands.crashBroker(1000);
    expect(commandsOf(scope)).toEqual(['take-offline', 'crash-broker']);
    await scope.commands.undo();
    await scope.commands.undo();
    expect(conditions(scope)).toEqual(['connected', 'running', 'connected']);
  });

  test('at an earlier instant things are as they were', async () => {
    const scope = await openScope('playground');
    await scope.playhead.seek(later(startOf(scope), 2000));
    await scope.commands.crashBroker(5000);
    await scope.playhead.seek(later(startOf(scope), 3000));
    expect(conditions(scope)[1]).toBe('down');
    await scope.playhead.seek(later(startOf(scope), 1000));
    expect(conditions(scope)).toEqual(['connected', 'running', 'connected']);
  });

  test('the keys cut the first subscriber and crash the broker for a second', async () => {
    const scope = await openScope('playground');
    const controls = new Controls(scope);
    await controls.cutSubscriber();
    await controls.crashBroker();
    expect(scope.run.state.getState().commands.map(({ command }) => command)).toEqual([
      { kind: 'cut-connection', client: 'sub' },
      { kind: 'crash-broker', restartMs: 1000 },
    ]);
  });

  test('every fault’s reason is there exactly where the simulation refuses or does nothing', () => {
    const faults = ['cut', 'black-hole', 'take-offline', 'bring-online', 'crash'] as const;
    const possible = (condition: Condition) =>
      faults.filter((fault) => whyNot(fault, condition) === undefined);
    expect(possible('connected')).toEqual(['cut', 'black-hole', 'take-offline', 'crash']);
    expect(possible('connecting')).toEqual(possible('connected'));
    expect(possible('silenced')).toEqual(['cut', 'take-offline', 'crash']);
    expect(possible('disconnected')).toEqual(['take-offline', 'crash']);
    expect(possible('offline')).toEqual(['bring-online', 'crash']);
    expect(possible('down')).toEqual([]);
    expect(possible('gone')).toEqual([]);
    expect(possible('running')).toContain('crash');
  });
});

test('a client’s settings are the scenario’s, and what script and hand have changed since', async () => {
  const scope = await openScope('window-full');
  const at = (ms: number) => clientAt(scope.run.state.getState(), 'sub', later(startOf(scope), ms));
  expect(at(0)?.withholds).toEqual(['PUBACK']);
  expect(at(5000)?.withholds).toEqual([]);
  await scope.playhead.seek(later(startOf(scope), 6000));
  await scope.commands.changeClient('sub', { handlerMs: 700, withholds: ['PUBREC'] });
  expect(at(5999)).toMatchObject({ handlerMs: 0, withholds: [] });
  expect(at(6000)).toMatchObject({ handlerMs: 700, withholds: ['PUBREC'] });
  await scope.commands.undo();
  expect(at(6000)?.handlerMs).toBe(0);
});

test('a model’s assumptions come from the simulation; none when it fails', async () => {
  const { run } = await openScope('playground');
  expect((await run.assumptions())?.tcp.length).toBeGreaterThan(3);
  const broken: SimApi = {
    ...createInProcessApi(),
    assumptions: () => Promise.reject(new Error('it was stopped')),
  };
  const failing = await openScope('playground', broken);
  expect(await failing.run.assumptions()).toBeUndefined();
  expect(failing.run.state.getState().status.kind).toBe('failed');
});
