// How much of time the ladder shows. Belongs to the screen, not to the run: steps nearer or further
// than what fits the run, so that a wheel, a key and a pinch come to the same places.

import { createStore, type StoreApi } from 'zustand/vanilla';

export interface ZoomState {
  /** Px for a virtual second at which one hop is seen well. */
  readonly fit: number;
  /** Px for a virtual second: the picture has no room for more of time than this leaves. */
  readonly least: number;
  /** Steps nearer (or, below 0, further away) than what fits. */
  readonly steps: number;
  /** Px that the ladder is wide. */
  readonly width: number;
}

const STEP = 1.25;
const MOST = 20_000;

export class Zoom {
  readonly state: StoreApi<ZoomState> = createStore<ZoomState>(() => ({
    fit: 100,
    least: 2,
    steps: 0,
    width: 0,
  }));

  /** @param steps positive: nearer */
  by(steps: number): void {
    const state = this.state.getState();
    const [least, most] = boundsOf(state);
    const next = Math.max(least, Math.min(state.steps + steps, most));
    if (next !== state.steps) this.state.setState({ steps: next });
  }

  /** Back to where one hop is seen well. */
  reset(): void {
    this.state.setState({ steps: 0 });
  }

  /** As near as it comes to so many px for a virtual second. */
  goTo(px: number): void {
    this.reset();
    this.by(Math.round(stepsTo(this.state.getState().fit, px)));
  }

  /** The run's latency has changed, or how much happens in it. */
  setFit(fit: number, least: number): void {
    const { fit: fitBefore, least: leastBefore } = this.state.getState();
    if (fit !== fitBefore || least !== leastBefore) this.state.setState({ fit, least });
  }

  setWidth(width: number): void {
    if (width !== this.state.getState().width) this.state.setState({ width });
  }
}

/** Px for a virtual second. */
export function zoomOf({ fit, steps }: Pick<ZoomState, 'fit' | 'steps'>): number {
  return fit * STEP ** steps;
}

/** How much of time the ladder shows, in µs. */
export function spanOf(state: ZoomState): number {
  return (state.width / zoomOf(state)) * 1_000_000;
}

/** The fewest and the most steps that there are: what fits is always one of them. */
export function boundsOf({ fit, least }: ZoomState): readonly [number, number] {
  return [Math.min(0, Math.ceil(stepsTo(fit, least))), Math.max(0, Math.floor(stepsTo(fit, MOST)))];
}

function stepsTo(fit: number, px: number): number {
  return Math.log(px / fit) / Math.log(STEP);
}
