import { expect, test } from 'vitest';
import { boundsOf, spanOf, Zoom, zoomOf } from './zoom.ts';

function open(fit = 147, least = 4): Zoom {
  const zoom = new Zoom();
  zoom.setFit(fit, least);
  zoom.setWidth(700);
  return zoom;
}

test('as many steps back as there, and it shows what it showed', () => {
  const zoom = open();
  zoom.by(3);
  expect(spanOf(zoom.state.getState())).toBeLessThan((700 / 147) * 1e6);
  zoom.by(-3);
  expect(zoomOf(zoom.state.getState())).toBe(147);
});

test('ends at its bounds, and one step leads back from there', () => {
  const zoom = open();
  zoom.by(-1000);
  const far = zoomOf(zoom.state.getState());
  expect(far).toBeGreaterThanOrEqual(4);
  expect(far).toBeLessThan(4 * 1.25);
  zoom.by(1);
  expect(zoomOf(zoom.state.getState())).toBeGreaterThan(far);
  zoom.by(1000);
  expect(zoomOf(zoom.state.getState())).toBeLessThanOrEqual(20_000);
  zoom.reset();
  expect(zoom.state.getState().steps).toBe(0);
});

test('what fits the run is within the bounds, however short its hops', () => {
  for (const fit of [1, 147, 44_000]) {
    const [least, most] = boundsOf(open(fit, 8).state.getState());
    expect(least).toBeLessThanOrEqual(0);
    expect(most).toBeGreaterThanOrEqual(0);
  }
});

test('another latency keeps how near it is', () => {
  const zoom = open(147);
  zoom.by(2);
  zoom.setFit(880, 4);
  expect(zoomOf(zoom.state.getState())).toBeCloseTo(880 * 1.25 ** 2);
});

test('comes as near as steps can to a width that is asked for', () => {
  const zoom = open(147);
  zoom.goTo(300);
  expect(Math.abs(Math.log(zoomOf(zoom.state.getState()) / 300))).toBeLessThan(
    Math.log(1.25) / 2 + 1e-9,
  );
});
