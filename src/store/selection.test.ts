import { describe, expect, test } from 'vitest';
import { later, openScope, startOf } from '../testing/scopeDriver.ts';

describe('following a link to a packet', () => {
  test('selects it where it is on the wire or has just been, and leaves time alone', async () => {
    const scope = await openScope('lost-puback');
    const t = later(startOf(scope), 1200);
    await scope.playhead.seek(t);
    const { index } = scope.run.state.getState();
    for (const { packet } of index.flightsAt(t)) {
      await scope.selection.followPacket(packet.uid);
      expect(scope.selection.state.getState().packet).toBe(packet.uid);
    }
    expect(scope.playhead.clock.now()).toBe(t);
    expect(scope.selection.origin.getState().t).toBeUndefined();
  });

  test('goes to its way where it is long gone, and back to where it was', async () => {
    const scope = await openScope('lost-puback');
    const t = later(startOf(scope), 9000);
    await scope.playhead.seek(t);
    const { index } = scope.run.state.getState();
    const [first, second] = index.flights.items.filter(({ packet }) => packet.type === 'PUBLISH');
    if (first === undefined || second === undefined) throw new Error('Two PUBLISH');
    await scope.selection.followPacket(second.packet.uid);
    expect(scope.selection.isOnTheWire(second.packet.uid)).toBe(true);
    await scope.selection.followPacket(first.packet.uid);
    // That one still stands in the trail.
    expect(scope.selection.isOnTheWire(second.packet.uid)).toBe(true);
    expect(scope.selection.state.getState().packet).toBe(first.packet.uid);
    expect(scope.selection.origin.getState().t).toBe(t);
    await scope.selection.goBack();
    expect(scope.playhead.clock.now()).toBe(t);
    expect(scope.selection.origin.getState().t).toBeUndefined();
  });
});

describe('the only message', () => {
  test('is selected where the run has one alone', async () => {
    const scope = await openScope('lost-puback');
    await scope.playhead.seek(later(startOf(scope), 3000));
    scope.selection.selectOnlyMessage();
    const [message] = scope.run.state.getState().index.messages;
    expect(message).toBeDefined();
    expect(scope.selection.state.getState().message).toBe(message?.uid);
  });

  test('is none where there are several', async () => {
    const scope = await openScope('mixed');
    await scope.playhead.seek(later(startOf(scope), 9000));
    scope.selection.selectOnlyMessage();
    expect(scope.run.state.getState().index.messages.length).toBeGreaterThan(1);
    expect(scope.selection.state.getState().message).toBeUndefined();
  });
});
