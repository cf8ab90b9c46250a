// What can be done to the selected packet, shown beside it as long as it is on its way.
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Clock } from './clock.ts';
import { between, type Geometry } from './geometry.ts';
import styles from './Space.module.css';
import { glyphY, type Scene } from './scene.ts';

export interface PressedPacketProps {
  readonly scene: Scene;
  readonly clock: Clock;
  readonly geometry: Geometry;
  readonly actions: ReactNode;
}

const BESIDE = 22;

export function PressedPacket({ scene, clock, geometry, actions }: PressedPacketProps) {
  const element = useRef<HTMLDivElement>(null);
  const glyph = scene.glyphs.find(({ selected, lost }) => selected && !lost);
  const shown = glyph !== undefined && actions !== undefined && actions !== null;

  useLayoutEffect(() => {
    const { current } = element;
    if (!shown || current === null) return;
    // Sizes are read once; the clock only moves it.
    const { offsetWidth: width, offsetHeight: height } = current;
    const left = between(4 - geometry.nowX, glyph.x - width / 2, geometry.stageWidth - width - 4);
    const place = () => {
      const y = glyphY(glyph, clock.now());
      const above = y - BESIDE - height;
      const top = above > glyph.hop.top ? above : y + BESIDE;
      current.style.transform = `translate3d(${Math.round(left)}px, ${Math.round(top)}px, 0)`;
    };
    place();
    return clock.subscribe(place);
  }, [shown, glyph, clock, geometry]);

  if (!shown) return undefined;
  return (
    <div ref={element} className={styles.actions}>
      {actions}
    </div>
  );
}
