// The ladder's canvas: draws once for each tick of the clock, and finds what was pressed.
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import type { MessageUid } from '../../trace/event.ts';
import { describeLadder } from './altText.ts';
import type { Clock } from './clock.ts';
import { type FamilyLabels, familyLabels } from './family.ts';
import { messageAt } from './hitTest.ts';
import { HopTiles } from './hopTiles.ts';
import { drawLadder } from './ladder.ts';
import type { LadderView } from './ladderView.ts';
import type { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { shapeShare } from './spot.ts';
import { type LadderGestures, useLadderGestures } from './useLadderGestures.ts';

export interface LadderProps extends LadderGestures {
  readonly view: Omit<LadderView, 'labels'>;
  readonly version: number;
  readonly clock: Clock;
  readonly showIdentifiers: boolean;
  /** How much wider it is to be than it is drawn, until it is drawn so. */
  readonly stretch: number;
  readonly onSelectMessage: (uid: MessageUid | undefined) => void;
}

/** The text alternative is told this often at most. */
const TELL_MS = 700;

export function Ladder(props: LadderProps) {
  const { view, version, clock, showIdentifiers, stretch, onSelectMessage } = props;
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const { geometry } = view;
  const pixelRatio = window.devicePixelRatio || 1;
  const kept = useRef({ labels: createLabelCache(), tiles: new HopTiles(), drawn: '' });

  const draw = useCallback(
    (t: SimTime) => {
      const ink = canvas?.getContext('2d');
      if (!canvas || !ink) return;
      const { plan } = view;
      const { labels, tiles } = kept.current;
      plan.catchUp();
      kept.current.drawn = stateAt(plan, t);
      drawLadder(ink, { ...view, labels: labels(view, t, showIdentifiers) }, t, pixelRatio, tiles);
    },
    [canvas, view, showIdentifiers, pixelRatio],
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

  const { onSeek, onZoom } = props;
  const { nowX } = geometry;
  const wasDrag = useLadderGestures(canvas, { clock, nowX, zoom: view.zoom, onSeek, onZoom });

  const find = ({ nativeEvent }: MouseEvent) =>
    messageAt(view, clock.now(), nativeEvent.offsetX, nativeEvent.offsetY);

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
      onClick={(event) => {
        if (!wasDrag()) onSelectMessage(find(event));
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) return;
        event.currentTarget.style.cursor = find(event) === undefined ? '' : 'pointer';
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
