// One space: publishers, broker and subscribers at the now line, packets moving between them, and the
// ladder that they draw, trailing to the left at the same heights. Draws (trace, instant) and owns no
// protocol fact; knows of no store, so that it can be embedded and put side by side.
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { SimTime } from '../../base/time.ts';
import { TIME_ZERO } from '../../base/time.ts';
import type { BrokerSettings, ClientSettings } from '../../scenario/scenario.ts';
import { isCrowded } from '../../trace/crowd.ts';
import type { MessageUid, NodeId, PacketRecord, PacketUid } from '../../trace/event.ts';
import type { Marks } from '../../trace/runMarks.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { classNames } from '../../ui/classNames.ts';
import { useAfterPaint } from '../useAfterPaint.ts';
import { bandOf, castOf, columnsWanted, placesOf, type Troupe } from './cast.ts';
import type { Clock } from './clock.ts';
import { columnsOf, HEIGHT_MIN, ladderSpan, ladderWidth, layOut } from './geometry.ts';
import { marksIn } from './glyphSize.ts';
import { Ladder } from './Ladder.tsx';
import { type Palette, usePalette } from './palette.ts';
import { SpacePlan } from './plan.ts';
import styles from './Space.module.css';
import { Stage } from './Stage.tsx';
import { useAtClock } from './useAtClock.ts';
import { useSize } from './useSize.ts';

export interface SpaceProps {
  readonly index: TraceIndex;
  /** Changes whenever the index has grown or was forked. */
  readonly version: number;
  /** Counts over all of the run; absent: every packet is drawn, however many there are. */
  readonly marks?: Marks | undefined;
  /** The scenario's; who joins and leaves is in the trace. */
  readonly clients: readonly ClientSettings[];
  readonly broker: BrokerSettings;
  readonly clock: Clock;
  /** Tells where the clock is to be as soon as the trace is known there. */
  readonly goal?: Clock | undefined;
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
  /** The ladder was dragged or pressed twice. */
  readonly onSeek?: ((t: SimTime) => void) | undefined;
  /** @param steps positive: nearer */
  readonly onZoom?: ((steps: number) => void) | undefined;
  /** How wide the ladder is, in px. */
  readonly onLadder?: ((width: number) => void) | undefined;
  /** Shown beside the selected packet while it is on its way. */
  readonly actions?: ReactNode;
  readonly showIdentifiers?: boolean | undefined;
  readonly reducedMotion: boolean;
  /** Absent: the ladder is there. */
  readonly trail?: boolean | undefined;
  /** On a phone: more of the width for the stage, a short trail. */
  readonly compact?: boolean | undefined;
  /** One exchange to follow: sentences in bars and nodes, larger labels. */
  readonly big?: boolean | undefined;
  /** A hop takes too little of screen time for packets to be seen. */
  readonly flowOnly?: boolean | undefined;
}

/** How much of time is folded where the ladder shows counts: for packets on their way, in µs. */
const FAR_SPAN = 3_000_000;

export function Space(props: SpaceProps) {
  const [root, setRoot] = useState<HTMLDivElement | null>(null);
  const size = useSize(root, props.big);
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
  const { index, version, clients, clock, width, height, palette, reducedMotion } = props;
  // Of several steps of the wheel in one go the last alone is laid out; until then it is stretched.
  const zoom = useAfterPaint(props.zoom);
  const { big = false, compact = false, trailFrom = TIME_ZERO, timeZero = TIME_ZERO } = props;
  const present = useAtClock(clock, (t) => index.clientsAt(t, clients));
  const columns = columnsWanted(present);
  const { trail = true } = props;
  const geometry = useMemo(
    () => layOut(width, height, compact, columns, trail),
    [width, height, compact, columns, trail],
  );
  const { stageWidth, hops } = geometry;
  const selectedFlight =
    props.selectedPacket === undefined ? undefined : index.flight(props.selectedPacket);
  const kept = props.selectedNode ?? clientOf(selectedFlight?.packet);
  const cast = useMemo(() => castOf(present, stageWidth, kept), [present, stageWidth, kept]);
  // Other settings of the same clients are no other plan.
  const placing = clients.map((one) => `${one.id} ${bandOf(one)}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: all that of the clients decides it
  const places = useMemo(() => placesOf(clients), [placing]);
  const upperMax = marksMax(stageWidth, cast.publishers);
  const lowerMax = marksMax(stageWidth, cast.subscribers);
  const hopHeight = hops.upper.height;
  const charWidth = palette.charShare * (big ? 13 : 11);
  const seenUs = ladderSpan(geometry, zoom);
  const { marks } = props;
  const isFar = useAtClock(clock, (t) => marks && isCrowded(marks, t, seenUs, zoom)) ?? false;
  const far = isFar ? marks : undefined;
  const spanUs = isFar ? Math.min(FAR_SPAN, seenUs) : seenUs;
  const plan = useMemo(() => {
    const rules = {
      places,
      hopHeight,
      pxPerUs: zoom / 1_000_000,
      charWidth,
      stepped: reducedMotion,
      marksMax: { upper: upperMax, lower: lowerMax },
    };
    return new SpacePlan(index, rules, { clock, spanUs });
  }, [index, places, hopHeight, zoom, charWidth, reducedMotion, upperMax, lowerMax, clock, spanUs]);
  const focusNode = props.selectedNode;
  const wanted = props.focusMessage ?? selectedFlight?.packet.messageUid;
  // Before it is published nothing of it is there to stand out.
  const isThere = useAtClock(clock, (t) => isPublished(index, wanted, t));
  const focus = isThere ? wanted : undefined;
  // A packet that is pressed stands out at once; the ladder, which is drawn anew for it, follows.
  const traced = useAfterPaint(focus);
  const selected = useAfterPaint(props.selectedPacket);
  const view = useMemo(
    () => ({
      ...{ plan, geometry, palette, zoom, trailFrom, timeZero, focusNode, big, far },
      focus: traced,
      selected,
    }),
    [plan, geometry, palette, zoom, trailFrom, timeZero, traced, selected, focusNode, big, far],
  );
  const { bands, nowX, axisTop } = geometry;
  const { onLadder } = props;
  const ladder = ladderWidth(geometry);
  useEffect(() => onLadder?.(ladder), [onLadder, ladder]);
  return (
    <>
      {Object.entries(bands).map(([name, { top, height: bandHeight }]) => (
        <div
          key={name}
          className={styles.band}
          style={{ top, height: bandHeight, width: geometry.width }}
        />
      ))}
      {trail ? (
        <>
          <Ladder
            view={view}
            version={version}
            clock={clock}
            goal={props.goal}
            marks={marks}
            showIdentifiers={props.showIdentifiers ?? false}
            stretch={props.zoom / zoom}
            onPressPacket={props.onPressPacket}
            onSelectMessage={props.onSelectMessage}
            onSeek={props.onSeek}
            onZoom={props.onZoom}
          />
          <div className={styles.now} style={{ left: nowX, height: axisTop + 8 }} />
        </>
      ) : undefined}
      <Stage
        plan={plan}
        cast={cast}
        broker={props.broker}
        version={version}
        geometry={geometry}
        clock={clock}
        palette={palette}
        spanUs={spanUs}
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

/** Whose column a packet moves in. */
function clientOf(packet: PacketRecord | undefined): NodeId | undefined {
  if (packet === undefined) return undefined;
  return packet.from === 'broker' ? packet.to : packet.from;
}

/** Tracks that the narrowest column has for marks. */
function marksMax(stageWidth: number, troupe: Troupe): number {
  const widths = columnsOf(stageWidth, troupe).map((column) => column.width);
  return marksIn(Math.min(...widths, stageWidth));
}

function isPublished(index: TraceIndex, uid: MessageUid | undefined, t: SimTime): boolean {
  const message = uid === undefined ? undefined : index.message(uid);
  return message !== undefined && message.publishedAt <= t;
}
