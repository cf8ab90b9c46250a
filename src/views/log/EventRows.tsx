// The rows themselves: those in sight alone are made. One row is active and moves by the keys; Enter
// or a double click takes the playhead to its instant.

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { EventPicks } from '../../store/eventPicks.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { useScope, useSelection } from '../scopeContext.ts';
import styles from './EventLog.module.css';
import { EventRow } from './EventRow.tsx';
import { messageOf, nodesOf, packetOf } from './eventFacts.ts';
import { COLUMNS } from './logColumns.ts';
import { useRowHeight } from './useRowHeight.ts';

interface EventRowsProps {
  readonly index: TraceIndex;
  readonly picks: EventPicks;
  /** How many of the picks there are at the playhead. */
  readonly shown: number;
  readonly labelledBy: string;
}

export function EventRows({ index, picks, shown, labelledBy }: EventRowsProps) {
  const scope = useScope();
  const { packet: selectedPacket, message: selectedMessage } = useSelection();
  const [active, setActive] = useState<TraceEvent | undefined>(undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const rowHeight = useRowHeight();
  const id = useId();
  const virtualizer = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what is measured
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  // The end stays in sight while somebody looks at it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of what is shown is the cause
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current !== null && atEnd.current) current.scrollTop = current.scrollHeight;
  }, [shown, picks, rowHeight]);

  const eventAt = (nth: number) => index.events[picks.placeOf(nth)];
  const activeNth = active === undefined ? undefined : picks.nthAt(placeOf(index, active));
  const here = activeNth !== undefined && activeNth < shown ? activeNth : shown - 1;
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const inSight = items.some((item) => item.index === here);

  function activate(nth: number): void {
    const event = eventAt(Math.min(Math.max(nth, 0), shown - 1));
    if (event === undefined) return;
    setActive(event);
    virtualizer.scrollToIndex(Math.min(Math.max(nth, 0), shown - 1), { align: 'auto' });
  }

  function select(event: TraceEvent): void {
    const { selection } = scope;
    const packet = packetOf(event);
    const message = messageOf(event, index);
    const [node] = nodesOf(event);
    if (packet !== undefined) selection.selectPacket(packet.uid);
    else if (message !== undefined) selection.selectMessage(message);
    else if (node !== undefined) selection.selectNode(node);
  }

  function jump(event: TraceEvent): void {
    scope.playhead.pause();
    select(event);
    void scope.playhead.seek(event.at);
  }

  function press(key: KeyboardEvent): void {
    const page = Math.max(1, items.length - 12);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: here - 1,
      ArrowDown: here + 1,
      PageUp: here - page,
      PageDown: here + page,
      Home: 0,
      End: shown - 1,
    };
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    const to = steps[key.key];
    const event = eventAt(here);
    if (to !== undefined) activate(to);
    else if (key.key === 'Enter' && event !== undefined) jump(event);
    else return;
    key.preventDefault();
  }

  function eventUnder({ target }: MouseEvent): TraceEvent | undefined {
    const row = target instanceof Element ? target.closest('tr[data-nth]') : null;
    return row === null ? undefined : eventAt(Number(row.getAttribute('data-nth')));
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight;
      }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are reached by keys
        role="grid"
        className={styles.table}
        aria-labelledby={labelledBy}
        aria-rowcount={shown + 1}
        aria-activedescendant={inSight ? `${id}-${here}` : undefined}
        tabIndex={0}
        onKeyDown={press}
        onClick={(click) => {
          const event = eventUnder(click);
          if (event === undefined) return;
          setActive(event);
          select(event);
        }}
        onDoubleClick={(click) => {
          const event = eventUnder(click);
          if (event !== undefined) jump(event);
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ name, className }) => (
              <th key={name} scope="col" className={className}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={(first?.start ?? rowHeight) - rowHeight} />
          {items.map(({ index: nth }) => {
            const event = eventAt(nth);
            if (event === undefined) return undefined;
            const message = messageOf(event, index);
            return (
              <EventRow
                key={nth}
                id={`${id}-${nth}`}
                nth={nth}
                event={event}
                index={index}
                active={nth === here}
                selected={selectedPacket !== undefined && packetOf(event)?.uid === selectedPacket}
                family={selectedMessage !== undefined && message === selectedMessage}
                now={nth === shown - 1}
              />
            );
          })}
          <Space height={virtualizer.getTotalSize() - (last?.end ?? rowHeight)} />
        </tbody>
      </table>
      {shown === 0 ? <p className={styles.none}>No such event so far.</p> : undefined}
    </div>
  );
}

/** Stands for rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  if (height <= 0) return undefined;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes focus
    <tr aria-hidden="true">
      <td className={styles.space} colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
}

/** -1 when it is no longer in the trace. */
function placeOf(index: TraceIndex, event: TraceEvent): number {
  for (let place = index.countUntil(event.at) - 1; place >= 0; place--) {
    const other = index.events[place];
    if (other === event) return place;
    if (other === undefined || other.at < event.at) break;
  }
  return -1;
}
