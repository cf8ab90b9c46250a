// One space: publishers, broker and subscribers at the now line, packets moving between them, and the
// ladder that they draw, trailing to the left at the same heights. Draws (trace, instant) and owns no
// protocol fact; knows of no store, so that it can be embedded and put side by side.
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import { TIME_ZERO } from '../../base/time.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { MessageUid, NodeId, PacketUid } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { classNames } from '../../ui/classNames.ts';
import { castOf } from './cast.ts';
import type { Clock } from './clock.ts';
import { columnsOf, HEIGHT_MIN, ladderSpan, layOut } from './geometry.ts';
import { marksIn } from './glyphSize.ts';
import { Ladder } from './Ladder.tsx';
import { type Palette, usePalette } from './palette.ts';
import { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { Stage } from './Stage.tsx';

export interface SpaceProps {
  readonly index: TraceIndex;
  /** Changes whenever the index has grown or was forked. */
  readonly version: number;
  readonly clients: readonly ClientSettings[];
  readonly clock: Clock;
  /** Px for a virtual second; see `defaultZoom`. */
  readonly zoom: number;
  /** The ladder shows nothing before this instant. */
  readonly trailFrom?: SimTime | undefined;
  /** The axis counts from here; absent: from the start of the run. */
  readonly timeZero?: SimTime | undefined;
  /** Whose family stands out; absent: that of the selected packet. */
  readonly focusMessage?: MessageUid | undefined;
  readonly selectedPacket?: PacketUid | undefined;
  readonly selectedNode?: NodeId | undefined;
  readonly onPressPacket: (uid: PacketUid) => void;
  readonly onSelectMessage: (uid: MessageUid | undefined) => void;
  readonly onSelectNode: (node: NodeId) => void;
  /** Shown beside the selected packet while it is on its way. */
  readonly actions?: ReactNode;
  readonly showIdentifiers?: boolean | undefined;
  readonly reducedMotion: boolean;
  /** On a phone: more of the width for the stage, a short trail. */
  readonly compact?: boolean | undefined;
  /** One exchange to follow: sentences in bars and nodes, larger labels. */
  readonly big?: boolean | undefined;
  /** A hop takes too little of screen time for packets to be seen. */
  readonly flowOnly?: boolean | undefined;
}

export function Space(props: SpaceProps) {
  const [root, setRoot] = useState<HTMLDivElement | null>(null);
  const size = useSize(root);
  const palette = usePalette(root);
  return (
    <div
      ref={setRoot}
      className={classNames(styles.space, props.big && styles.big)}
      style={{ minHeight: HEIGHT_MIN }}
    >
      {size !== undefined && palette !== undefined ? (
        <Picture {...props} width={size.width} height={size.height} palette={palette} />
      ) : undefined}
    </div>
  );
}

interface PictureProps extends SpaceProps {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

function Picture(props: PictureProps) {
  const { index, version, clients, clock, zoom, width, height, palette, reducedMotion } = props;
  const { big = false, compact = false, trailFrom = TIME_ZERO, timeZero = TIME_ZERO } = props;
  const geometry = useMemo(() => layOut(width, height, compact), [width, height, compact]);
  const { stageWidth, hops } = geometry;
  const cast = useMemo(() => castOf(clients, stageWidth), [clients, stageWidth]);
  const hopHeight = hops.upper.height;
  const charWidth = palette.charShare * (big ? 13 : 11);
  const plan = useMemo(() => {
    const marksMax = (troupe: typeof cast.publishers) =>
      marksIn(Math.min(...columnsOf(stageWidth, troupe).map((column) => column.width), stageWidth));
    return new SpacePlan(index, {
      cast,
      hopHeight,
      pxPerUs: zoom / 1_000_000,
      charWidth,
      stepped: reducedMotion,
      marksMax: { upper: marksMax(cast.publishers), lower: marksMax(cast.subscribers) },
    });
  }, [index, cast, hopHeight, stageWidth, zoom, charWidth, reducedMotion]);
  const selectedMessage =
    props.selectedPacket === undefined
      ? undefined
      : index.flight(props.selectedPacket)?.packet.messageUid;
  const focus = props.focusMessage ?? selectedMessage;
  const view = useMemo(
    () => ({ plan, geometry, palette, zoom, trailFrom, timeZero, focus, big }),
    [plan, geometry, palette, zoom, trailFrom, timeZero, focus, big],
  );
  const { bands, nowX, axisTop } = geometry;
  return (
    <>
      {Object.entries(bands).map(([name, { top, height: bandHeight }]) => (
        <div
          key={name}
          className={styles.band}
          style={{ top, height: bandHeight, width: geometry.width }}
        />
      ))}
      <Ladder
        view={view}
        version={version}
        clock={clock}
        showIdentifiers={props.showIdentifiers ?? false}
        onSelectMessage={props.onSelectMessage}
      />
      <div className={styles.now} style={{ left: nowX, height: axisTop + 8 }} />
      <Stage
        plan={plan}
        version={version}
        geometry={geometry}
        clock={clock}
        spanUs={ladderSpan(geometry, zoom)}
        focus={focus}
        selected={props.selectedPacket}
        showIdentifiers={props.showIdentifiers ?? false}
        reducedMotion={reducedMotion}
        big={big}
        flowOnly={props.flowOnly ?? false}
        actions={props.actions}
        onPressPacket={props.onPressPacket}
        selectedNode={props.selectedNode}
        onSelectNode={props.onSelectNode}
      />
    </>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useSize(element: Element | null): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    setSize({ width, height });
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width: w, height: h } = entry.contentRect;
      setSize((old) => (old?.width === w && old.height === h ? old : { width: w, height: h }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
