// Keeps the stage as the clock says. Each tick places the glyphs, and draws them anew where the scene
// has changed: a packet comes or goes, or sizes do. React hears of what is left: lanes, and the packet
// that is selected.

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { Clock } from './clock.ts';
import type { GlyphLayer } from './glyphLayer.ts';
import type { GlyphView } from './glyphView.ts';
import { type LaneView, type Scene, type SceneRules, sceneAt } from './scene.ts';

export interface Moving {
  readonly lanes: readonly LaneView[];
  /** The selected packet, while it is on its way. */
  readonly pressed: GlyphView | undefined;
  /** More packets are on their way than there should be elements. */
  readonly many: boolean;
}

export interface MovingStage extends Moving {
  /** All packets that are on their way now. */
  readonly glyphsNow: () => readonly GlyphView[];
}

/** @param layer draws the glyphs; undefined while there is none */
export function useMoving(
  rules: SceneRules,
  version: number,
  clock: Clock,
  layer: GlyphLayer | undefined,
): MovingStage {
  const [moving, setMoving] = useState<Moving>(() => {
    rules.plan.catchUp();
    return partOf(sceneAt(rules, clock.now()));
  });
  const shown = useRef<Shown | undefined>(undefined);

  const tick = useCallback(
    (t: SimTime) => {
      rules.plan.catchUp();
      const last = shown.current;
      if (last?.rules !== rules || last.layer !== layer || !holds(last.scene, rules, t)) {
        const scene = sceneAt(rules, t);
        shown.current = { scene, rules, layer };
        layer?.show(scene.glyphs);
        setMoving((old) => (isSame(old, scene) ? old : partOf(scene)));
      }
      layer?.place(t);
    },
    [rules, layer],
  );

  useLayoutEffect(() => clock.subscribe(tick), [clock, tick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace may say something else about now
  useLayoutEffect(() => tick(clock.now()), [clock, tick, version]);
  const glyphsNow = useCallback(() => shown.current?.scene.glyphs ?? [], []);
  return { ...moving, glyphsNow };
}

interface Shown {
  readonly scene: Scene;
  readonly rules: SceneRules;
  readonly layer: GlyphLayer | undefined;
}

/** Whether a scene is still true at `t`. */
function holds({ from, until, era, eventCount }: Scene, { plan }: SceneRules, t: SimTime): boolean {
  const next = plan.index.events[eventCount]?.at ?? Infinity;
  return era === plan.era && from <= t && t < until && t < next;
}

function partOf({ lanes, glyphs, many }: Scene): Moving {
  return { lanes, many, pressed: pressedIn(glyphs) };
}

function pressedIn(glyphs: readonly GlyphView[]): GlyphView | undefined {
  return glyphs.find(({ selected, lost }) => selected && !lost);
}

/** Whether React would draw the same. */
function isSame(old: Moving, { lanes, glyphs, many }: Scene): boolean {
  const pressed = pressedIn(glyphs);
  return (
    old.many === many &&
    old.pressed?.box === pressed?.box &&
    old.pressed?.x === pressed?.x &&
    old.lanes.length === lanes.length &&
    old.lanes.every((one, i) => sameLane(one, lanes[i]))
  );
}

function sameLane(a: LaneView, b: LaneView | undefined): boolean {
  if (a.column !== b?.column || a.flow !== undefined || b.flow !== undefined) return false;
  return a.tracks.length === b.tracks.length && a.tracks.every((x, i) => x === b.tracks[i]);
}
