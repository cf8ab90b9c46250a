// What can be done to the selected packet, shown beside it as long as it is on its way: on its hop,
// over no other packet and no node; where the stage has no such room, over the ladder.
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { type Box, boxAround, intersects } from './boxes.ts';
import type { Clock } from './clock.ts';
import { between, type Geometry } from './geometry.ts';
import { type GlyphView, glyphY } from './glyphView.ts';
import styles from './Space.module.css';

export interface PressedPacketProps {
  /** The selected packet, while it is on its way. */
  readonly glyph: GlyphView | undefined;
  /** All that are on their way now. */
  readonly glyphsNow: () => readonly GlyphView[];
  readonly clock: Clock;
  readonly geometry: Geometry;
  readonly actions: ReactNode;
}

/** Px between the packet's edge, with its nose or ring, and the buttons. */
const GAP = 9;
const EDGE = 4;

export function PressedPacket(props: PressedPacketProps) {
  const { glyph, glyphsNow, clock, geometry, actions } = props;
  const element = useRef<HTMLDivElement>(null);
  const shown = glyph !== undefined && actions !== undefined && actions !== null;

  useLayoutEffect(() => {
    const { current } = element;
    if (!shown || current === null) return;
    // Sizes are read once; the clock only moves it.
    const { offsetWidth: width, offsetHeight: height } = current;
    let side: Side | undefined;
    const place = () => {
      const t = clock.now();
      const at = (one: Side) => boxBeside(glyph, t, one, width, height, geometry);
      // It stays on its side as long as there is room, so that it does not jump about.
      if (side === undefined || !fits(at(side), glyph, geometry)) {
        const others = glyphsNow().filter(({ box }) => box !== glyph.box);
        const boxes = others.map((other) =>
          boxAround(other.x, glyphY(other, t), other.width, other.height),
        );
        side = SIDES.find(
          (one) => fits(at(one), glyph, geometry) && !boxes.some((box) => intersects(at(one), box)),
        );
      }
      const { left, top } = at(side ?? 'ladder');
      current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    place();
    return clock.subscribe(place);
  }, [shown, glyph, glyphsNow, clock, geometry]);

  if (!shown) return undefined;
  return (
    <div ref={element} className={styles.actions}>
      {glyph.count > 1 ? <span className={styles.which}>{sayWhich(glyph)}</span> : undefined}
      {actions}
    </div>
  );
}

/** Of a bundle: `PUBLISH B, 2 of 4`. */
function sayWhich({ packet, letter, riding, count }: GlyphView): string {
  return `${packet.type} ${letter}, ${riding.indexOf(packet.uid) + 1} of ${count}`;
}

const SIDES = ['above', 'below', 'right', 'left'] as const;
type Side = (typeof SIDES)[number] | 'ladder';

function boxBeside(
  glyph: GlyphView,
  t: ReturnType<Clock['now']>,
  side: Side,
  width: number,
  height: number,
  { stageWidth, nowX }: Geometry,
): Box {
  const { x, hop } = glyph;
  const y = glyphY(glyph, t);
  const centred = between(EDGE, x - width / 2, stageWidth - width - EDGE);
  const level = between(hop.top + EDGE, y - height / 2, hop.top + hop.height - height - EDGE);
  const away = { x: glyph.width / 2 + GAP, y: glyph.height / 2 + GAP };
  const corner = {
    above: [centred, y - away.y - height],
    below: [centred, y + away.y],
    right: [x + away.x, level],
    left: [x - away.x - width, level],
    // Over all of what the ladder writes beside the now line, not over a part of it.
    ladder: [between(EDGE - nowX, -width - 2, stageWidth), level],
  } as const;
  const [left, top] = corner[side];
  return { left, top, right: left + width, bottom: top + height };
}

/** On the hop, and on the stage. */
function fits(box: Box, { hop }: GlyphView, { stageWidth }: Geometry): boolean {
  const isOnHop = box.top >= hop.top && box.bottom <= hop.top + hop.height;
  return isOnHop && box.left >= 0 && box.right <= stageWidth;
}
