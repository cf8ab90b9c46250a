// Which layer draws the packets: elements or, where there are too many, a canvas, whose code is asked
// for beside the first picture. Both draw the same.

import { useLayoutEffect, useRef, useState } from 'react';
import { inTurn } from '../../store/inTurn.ts';
import type { PacketUid } from '../../trace/event.ts';
import type { Cast } from './cast.ts';
import type { Geometry } from './geometry.ts';
import { ElementLayer, type GlyphHost, type GlyphLayer } from './glyphLayer.ts';
import { nameGlyph } from './glyphName.ts';
import type { Palette } from './palette.ts';

const loading = inTurn(() => import('./glyphCanvas.ts')).then(
  ({ CanvasLayer }) => CanvasLayer,
  // Elements draw the same, only slower.
  () => undefined,
);

export interface LayerRules {
  readonly cast: Cast;
  readonly geometry: Geometry;
  readonly palette: Palette;
  readonly onPress: (uid: PacketUid) => void;
}

export function useGlyphLayer(
  element: HTMLElement | null,
  many: boolean,
  rules: LayerRules,
): GlyphLayer | undefined {
  const [layer, setLayer] = useState<GlyphLayer>();
  const told = useRef(rules);
  told.current = rules;
  const { palette } = rules;
  useLayoutEffect(() => {
    if (element === null) return;
    const host: GlyphHost = {
      element,
      palette,
      size: () => ({
        width: told.current.geometry.stageWidth,
        height: told.current.geometry.height,
      }),
      nameOf: (glyph) => nameGlyph(told.current.cast, glyph),
      onPress: (uid) => told.current.onPress(uid),
    };
    let made: GlyphLayer | undefined;
    let gone = false;
    const start = (Layer: new (host: GlyphHost, takesFocus: boolean) => GlyphLayer) => {
      const hasFocus = element.contains(document.activeElement);
      made?.remove();
      made = new Layer(host, hasFocus);
      setLayer(made);
    };
    start(ElementLayer);
    if (many) {
      void loading.then((CanvasLayer) => {
        if (CanvasLayer !== undefined && !gone) start(CanvasLayer);
      });
    }
    return () => {
      gone = true;
      made?.remove();
    };
  }, [element, many, palette]);
  return layer;
}
