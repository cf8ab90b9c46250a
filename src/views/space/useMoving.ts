// Keeps glyphs where the clock says. Each tick writes the places of those that are there; React hears
// of it only when the scene changes: a packet comes or goes, or sizes do.

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SimTime } from '../../base/time.ts';
import type { Clock } from './clock.ts';
import { glyphStrength, glyphY, type Scene, type SceneRules, sceneAt } from './scene.ts';

export interface Moving {
  readonly scene: Scene;
  readonly onElement: (flight: string, element: HTMLElement | null) => void;
}

/** @param fades lost packets fade out */
export function useMoving(
  rules: SceneRules,
  version: number,
  clock: Clock,
  fades: boolean,
): Moving {
  const elements = useRef(new Map<string, HTMLElement>());
  const [scene, setScene] = useState(() => sceneFor(rules, clock.now()));
  const shown = useRef({ scene, rules });

  const place = useCallback(
    (t: SimTime) => {
      for (const glyph of shown.current.scene.glyphs) {
        const element = elements.current.get(glyph.box.rider.uid);
        if (element === undefined) continue;
        const x = glyph.x - glyph.width / 2;
        const y = glyphY(glyph, t) - glyph.height / 2;
        element.style.transform = `translate3d(${x.toFixed(1)}px, ${y.toFixed(2)}px, 0)`;
        if (!glyph.lost) continue;
        element.style.setProperty('--left', fades ? glyphStrength(glyph, t).toFixed(2) : '1');
      }
    },
    [fades],
  );

  const tick = useCallback(
    (t: SimTime) => {
      const { current } = shown;
      rules.plan.catchUp();
      if (current.rules !== rules || !holds(current.scene, rules, t)) {
        const next = sceneAt(rules, t);
        const changed = current.rules !== rules || !sameScene(current.scene, next);
        shown.current = { scene: next, rules };
        if (changed) setScene(next);
      }
      place(t);
    },
    [rules, place],
  );

  // At once, so that no frame shows a packet that is gone or one at its old size.
  useLayoutEffect(() => clock.subscribe((t) => flushSync(() => tick(t))), [clock, tick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace may say something else about now
  useLayoutEffect(() => tick(clock.now()), [clock, tick, version]);
  // Elements that have just come have no place yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the scene that brings elements
  useLayoutEffect(() => place(clock.now()), [clock, place, scene]);

  const onElement = useCallback((flight: string, element: HTMLElement | null) => {
    if (element === null) elements.current.delete(flight);
    else elements.current.set(flight, element);
  }, []);
  return { scene, onElement };
}

/** Whether a scene is still true at `t`. */
function holds({ from, until, era, eventCount }: Scene, { plan }: SceneRules, t: SimTime): boolean {
  const next = plan.index.events[eventCount]?.at ?? Infinity;
  return era === plan.era && from <= t && t < until && t < next;
}

function sceneFor(rules: SceneRules, t: SimTime): Scene {
  rules.plan.catchUp();
  return sceneAt(rules, t);
}

/** Whether React would draw the same. */
function sameScene(a: Scene, b: Scene): boolean {
  if (a.glyphs.length !== b.glyphs.length || a.lanes.length !== b.lanes.length) return false;
  const glyphs = a.glyphs.every((one, i) => {
    const other = b.glyphs[i];
    return (
      other !== undefined &&
      one.box === other.box &&
      one.x === other.x &&
      one.text === other.text &&
      one.size === other.size &&
      one.width === other.width &&
      one.alone === other.alone
    );
  });
  return glyphs && a.lanes.every((one, i) => sameLane(one, b.lanes[i]));
}

function sameLane(a: Scene['lanes'][number], b: Scene['lanes'][number] | undefined): boolean {
  if (b === undefined || a.flow !== undefined || b.flow !== undefined) return false;
  return a.tracks.length === b.tracks.length && a.tracks.every((x, i) => x === b.tracks[i]);
}
