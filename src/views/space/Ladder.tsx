// The ladder's canvas: draws once for each tick of the clock, and finds what was pressed.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { Marks } from '../../trace/runMarks.ts';
import { describeLadder } from './altText.ts';
import type { Clock } from './clock.ts';
import { type FamilyLabels, familyLabels } from './family.ts';
import { HopTiles } from './hopTiles.ts';
import { drawLadder } from './ladder.ts';
import type { LadderGestures } from './ladderGestures.ts';
import type { LadderView } from './ladderView.ts';
import type { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { shapeShare } from './spot.ts';
import { useAwayStretches } from './useAwayStretches.ts';
import { useFarPicture } from './useFarPicture.ts';
import { useLadderGestures } from './useLadderGestures.ts';

export interface LadderProps extends LadderGestures {
  readonly view: Omit<LadderView, 'labels'>;
  readonly version: number;
  readonly clock: Clock;
  /** Tells where the clock is to be as soon as the trace is known there. */
  readonly goal: Clock | undefined;
  readonly marks: Marks | undefined;
  readonly showIdentifiers: boolean;
  /** How much wider it is to be than it is drawn, until it is drawn so. */
  readonly stretch: number;
}

interface Kept {
  readonly labels: ReturnType<typeof createLabelCache>;
  readonly tiles: HopTiles;
  /** Names what is drawn, ... */
  drawn: string;
  /** ... which is this. */
  shown?: LadderView;
}

/** The text alternative is told this often at most. */
const TELL_MS = 700;

export function Ladder(props: LadderProps) {
  const { view, version, clock, goal, marks, showIdentifiers, stretch } = props;
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const { geometry } = view;
  const pixelRatio = window.devicePixelRatio || 1;
  const kept = useRef<Kept>({ labels: createLabelCache(), tiles: new HopTiles(), drawn: '' });

  const far = useFarPicture();
  const drawAway = useAwayStretches();

  const draw = useCallback(
    (t: SimTime) => {
      const ink = canvas?.getContext('2d');
      if (!canvas || !ink) return;
      const { plan } = view;
      const { labels, tiles } = kept.current;
      plan.catchUp();
      kept.current.drawn = stateAt(plan, t);
      const labelled = { ...view, labels: labels(view, t, showIdentifiers) };
      drawLadder(ink, labelled, t, pixelRatio, tiles, far, drawAway);
      kept.current.shown = labelled;
    },
    [canvas, view, showIdentifiers, pixelRatio, far, drawAway],
  );

  useLayoutEffect(() => {
    if (canvas === null) return;
    canvas.width = Math.round(geometry.nowX * pixelRatio);
    canvas.height = Math.round(geometry.height * pixelRatio);
  }, [canvas, geometry, pixelRatio]);

  useLayoutEffect(() => {
    draw(clock.now());
    return clock.subscribe(draw);
  }, [clock, draw]);

  // On the way to an instant whose packets have to be had first, what is known of it is shown.
  useLayoutEffect(() => {
    if (canvas === null || far === undefined || marks === undefined) return;
    return goal?.subscribe((t) => {
      const ink = canvas.getContext('2d');
      const coarse = { ...view, far: marks, focus: undefined, labels: undefined };
      kept.current.drawn = '';
      if (ink && t <= marks.until) {
        drawLadder(ink, coarse, t, pixelRatio, kept.current.tiles, far);
      }
    });
  }, [canvas, view, pixelRatio, far, goal, marks]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace may say something else about now
  useLayoutEffect(() => {
    const now = clock.now();
    view.plan.catchUp();
    if (kept.current.drawn === stateAt(view.plan, now)) return;
    draw(now);
    canvas?.setAttribute('aria-label', describeLadder(view, now));
  }, [version]);

  useEffect(() => {
    if (canvas === null) return;
    return tellSeldom(clock, (t) => {
      canvas.setAttribute('aria-label', describeLadder(view, t));
    });
  }, [canvas, clock, view]);

  const { onSeek, onZoom, onPressPacket, onSelectMessage } = props;
  const { nowX } = geometry;
  const shown = () => kept.current.shown;
  const pressing = { onPressPacket, onSelectMessage };
  const reading = { clock, nowX, zoom: view.zoom, onSeek, onZoom, ...pressing, shown };
  useLadderGestures(canvas, reading);

  return (
    <canvas
      ref={setCanvas}
      role="img"
      className={styles.ladder}
      style={{
        width: geometry.nowX,
        height: geometry.height,
        ...(stretch === 1 ? {} : { transform: `scaleX(${stretch})` }),
      }}
    />
  );
}

/** Names what is true of an instant: the same name, the same picture. */
function stateAt({ era, index }: SpacePlan, t: SimTime): string {
  return `${era} ${index.countUntil(t)} ${t}`;
}

/** Labels are placed again only when the family, or something they depend on, has changed. */
function createLabelCache() {
  let key: readonly unknown[] = [];
  let labels: FamilyLabels | undefined;
  return (view: Omit<LadderView, 'labels'>, t: SimTime, showIdentifiers: boolean) => {
    const { plan, focus, palette, big, trailFrom } = view;
    if (focus === undefined) return undefined;
    // Where the family's shapes stand, and which are lost: all that labels are placed by.
    let standing = '';
    for (const { name, from, until, fate } of plan.familyOf(focus)) {
      if (from > t) break;
      const spot = plan.spots.spotOf(name);
      standing += `${spot && shapeShare(spot, t)}${fate === 'lost' && until <= t ? 'x' : ' '}`;
    }
    const next = [plan, plan.era, focus, standing, palette, big, trailFrom, showIdentifiers];
    if (labels !== undefined && next.every((part, i) => part === key[i])) return labels;
    key = next;
    const size = big ? 13 : 11;
    const rules = {
      charWidth: size * palette.charShare,
      height: size + 3,
      showIdentifiers,
      trailFrom,
    };
    labels = familyLabels(plan, focus, t, rules);
    return labels;
  };
}

function tellSeldom(clock: Clock, tell: (t: SimTime) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = clock.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tell(clock.now());
    }, TELL_MS);
  });
  tell(clock.now());
  return () => {
    end();
    clearTimeout(timer);
  };
}
