// "When this happens, do that": at the very instant, whatever the frames, once or each time.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SimTime } from '../base/time.ts';
import { fakeFrames } from '../testing/fakeFrames.ts';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Scope } from './scope.ts';
import { isTrigger, type Trigger, type WhenRule, whenOf } from './when.ts';

const PUBACK: Trigger = { kind: 'packet', type: 'PUBACK', hop: 1, moment: 'arrives' };
const PUBREC: Trigger = { kind: 'packet', type: 'PUBREC', hop: 1, moment: 'arrives' };

afterEach(() => vi.unstubAllGlobals());

/** Plays a preset with a rule armed, for so much of screen time. */
async function playWith(
  rule: WhenRule,
  { preset = 'mixed', frameMs = 16, screenMs = 8000, speed = 1 } = {},
): Promise<Scope> {
  const frames = fakeFrames();
  const scope = await openScope(preset);
  whenOf(scope).arm(rule);
  scope.playhead.setSkipQuiet(false);
  scope.playhead.setSpeed(speed);
  scope.playhead.play();
  for (let ms = 0; ms < screenMs && scope.playhead.state.getState().playing; ms += frameMs) {
    await frames.frame(frameMs);
  }
  return scope;
}

/** The first instant after publishing has started at which the trigger's event is in the trace. */
function firstOf(scope: Scope, trigger: Trigger): TraceEvent | undefined {
  const { index } = scope.run.state.getState();
  return index.eventsBetween(startOf(scope), Infinity as SimTime).find((event) => {
    return isTrigger(trigger, event);
  });
}

const TRIGGERS: readonly (readonly [string, Trigger])[] = [
  ['a PUBREC arrives', PUBREC],
  ['a PUBLISH is sent', { kind: 'packet', type: 'PUBLISH', hop: 2, moment: 'sent' }],
  ['a PUBACK is lost', { kind: 'packet', type: 'PUBACK', hop: undefined, moment: 'lost' }],
  ['something is lost', { kind: 'loss' }],
  ['a message is lost', { kind: 'message-lost' }],
  ['a second copy arrives', { kind: 'second-copy' }],
  ['something is sent again', { kind: 'resend' }],
];

describe('pause', () => {
  test.each(TRIGGERS)('when %s, right at that instant', async (_, trigger) => {
    const rule: WhenRule = { trigger, action: 'pause', repeats: false };
    const scope = await playWith(rule, { screenMs: 60_000 });
    expect(scope.playhead.state.getState().playing).toBe(false);
    expect(scope.playhead.clock.now()).toBe(firstOf(scope, trigger)?.at);
    expect(scope.run.state.getState().commands).toEqual([]);
  });

  test('once: Play goes on past the next one; each time: it stops at the next one too', async () => {
    for (const repeats of [false, true]) {
      const frames = fakeFrames();
      const scope = await openScope('mixed');
      whenOf(scope).arm({ trigger: { kind: 'loss' }, action: 'pause', repeats });
      const stops: number[] = [];
      for (let i = 0; i < 2; i++) {
        scope.playhead.play();
        for (let n = 0; n < 900 && scope.playhead.state.getState().playing; n++) {
          await frames.frame(16);
        }
        if (!scope.playhead.state.getState().playing) stops.push(scope.playhead.clock.now());
        scope.playhead.pause();
      }
      expect(stops.length).toBe(repeats ? 2 : 1);
      expect(new Set(stops).size).toBe(stops.length);
      expect(whenOf(scope).state.getState().rule === undefined).toBe(!repeats);
    }
  });
});

describe('a command', () => {
  const cut: WhenRule = { trigger: PUBREC, action: 'cut', repeats: false };

  test('is given at the instant of the event, time goes on, and undo takes it back', async () => {
    const scope = await playWith(cut);
    const { commands } = scope.run.state.getState();
    const at = firstOf(scope, PUBREC)?.at;
    expect(commands).toEqual([{ at, command: { kind: 'cut-connection', client: 'pub' } }]);
    expect(scope.playhead.state.getState().playing).toBe(true);
    expect(scope.playhead.clock.now()).toBeGreaterThan(at ?? Infinity);
    expect(whenOf(scope).state.getState().rule).toBeUndefined();
    scope.playhead.pause();
    await scope.commands.undo();
    expect(scope.run.state.getState().commands).toEqual([]);
  });

  test('each time, it comes out the same whatever the frames and the speed', async () => {
    const runs = [];
    for (const [frameMs, speed] of [
      [4, 1],
      [16, 1],
      [40, 1],
      [16, 4],
      [33, 0.5],
    ] as const) {
      const rule: WhenRule = { ...cut, trigger: PUBACK, repeats: true };
      const scope = await playWith(rule, { frameMs, speed, screenMs: 9000 / speed });
      scope.playhead.pause();
      await scope.playhead.seek(later(startOf(scope), 8000));
      const { commands } = scope.run.state.getState();
      const until = later(startOf(scope), 8000);
      runs.push(commands.filter(({ at }) => at <= until));
    }
    expect(runs[0]?.length).toBeGreaterThan(1);
    for (const run of runs) expect(run).toEqual(runs[0]);
  });

  test('kill: the packet that was just sent is lost, and no other one', async () => {
    const trigger: Trigger = { kind: 'packet', type: 'PUBACK', hop: 1, moment: 'sent' };
    const scope = await playWith({ trigger, action: 'kill', repeats: false });
    const { index } = scope.run.state.getState();
    const killed = index.events.filter((e) => e.kind === 'packet-lost' && e.cause === 'killed');
    expect(killed.map(({ at }) => at)).toEqual([firstOf(scope, trigger)?.at]);
  });

  test('over TCP it is the segment that is killed', async () => {
    const frames = fakeFrames();
    const scope = await openScope('playground');
    await scope.commands.setNetwork({ model: 'tcp' });
    const trigger: Trigger = { kind: 'packet', type: 'PUBLISH', hop: 1, moment: 'sent' };
    whenOf(scope).arm({ trigger, action: 'kill', repeats: false });
    await scope.commands.publish('pub', 'qoscope/demo', 1, 'hello');
    scope.playhead.play();
    for (let i = 0; i < 30; i++) await frames.frame(16);
    const { index } = scope.run.state.getState();
    expect(index.flight('pub/hand/1:PUBLISH.1')?.lossCause).toBe('killed');
  });

  test.each([
    ['crash-broker', 'node-crashed'],
    ['take-offline', 'client-offline'],
  ] as const)('%s', async (action, kind) => {
    const scope = await playWith({ trigger: PUBREC, action, repeats: false }, { screenMs: 5000 });
    const { index } = scope.run.state.getState();
    expect(index.events.find((event) => event.kind === kind)?.at).toBe(firstOf(scope, PUBREC)?.at);
  });

  test('does not come again when the same stretch is played again', async () => {
    const frames = fakeFrames();
    const scope = await openScope('mixed');
    whenOf(scope).arm({ ...cut, trigger: PUBACK, repeats: true });
    scope.playhead.play();
    for (let i = 0; i < 300; i++) await frames.frame(16);
    scope.playhead.pause();
    const { commands, present } = scope.run.state.getState();
    expect(commands.length).toBeGreaterThan(0);
    await scope.playhead.seek(startOf(scope));
    scope.playhead.play();
    for (let i = 0; i < 200; i++) await frames.frame(16);
    expect(scope.run.state.getState().commands).toEqual(commands);
    expect(scope.run.state.getState().present).toBeGreaterThanOrEqual(present);
  });

  test('is given to what a hand publishes while time stands still', async () => {
    const frames = fakeFrames();
    const scope = await openScope('playground');
    await scope.playhead.seek(later(startOf(scope), 1000));
    const trigger: Trigger = { kind: 'packet', type: 'PUBLISH', hop: 1, moment: 'sent' };
    whenOf(scope).arm({ trigger, action: 'kill', repeats: false });
    await scope.commands.publish('pub', 'qoscope/demo', 1, 'hello');
    scope.playhead.play();
    for (let i = 0; i < 20; i++) await frames.frame(16);
    const { index } = scope.run.state.getState();
    expect(index.flight('pub/hand/1:PUBLISH.1')?.lossCause).toBe('killed');
  });

  test('keeps what was given just after its instant, ahead of the picture', async () => {
    const frames = fakeFrames();
    const scope = await openScope('lost-puback');
    const trigger: Trigger = { kind: 'packet', type: 'PUBLISH', hop: 1, moment: 'arrives' };
    whenOf(scope).arm({ trigger, action: 'crash-broker', repeats: false });
    scope.playhead.play();
    for (let i = 0; i < 200; i++) {
      await frames.frame(16);
      const { horizon } = scope.run.state.getState();
      if (horizon >= later(startOf(scope), 300)) break;
    }
    await scope.commands.publish('pub', 'qoscope/demo', 0, 'late');
    for (let i = 0; i < 40; i++) await frames.frame(16);
    const kinds = scope.run.state.getState().commands.map(({ command }) => command.kind);
    expect(kinds).toEqual(['crash-broker', 'publish']);
  });
});

test('a step by hand meets the rule too; a leap does not', async () => {
  const scope = await openScope('mixed');
  whenOf(scope).arm({ trigger: PUBREC, action: 'cut', repeats: false });
  for (let i = 0; i < 60 && whenOf(scope).state.getState().rule !== undefined; i++) {
    await scope.travel.goToNext('event');
  }
  const at = firstOf(scope, PUBREC)?.at;
  expect(scope.playhead.clock.now()).toBe(at);
  expect(scope.run.state.getState().commands[0]?.at).toBe(at);
  whenOf(scope).arm({ trigger: PUBREC, action: 'cut', repeats: true });
  await scope.playhead.seek(later(startOf(scope), 8000));
  expect(scope.run.state.getState().commands).toHaveLength(1);
});
