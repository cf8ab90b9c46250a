// What subscribers' applications saw: their callbacks in order, the newest last, repeats marked. No
// more than they can know: not what they missed.

import type { HTMLMotionProps } from 'framer-motion';
import * as m from 'framer-motion/m';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toSec } from '../../base/time.ts';
import { EventPicks } from '../../store/eventPicks.ts';
import type { ClientId } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import { ordinalNumber } from '../../trace/words.ts';
import { Select } from '../../ui/Select.tsx';
import { useInstant, useRun, useVersion } from '../scopeContext.ts';
import styles from './ApplicationLog.module.css';
import { type Callback, callbackOf, isCallback, sayReplay } from './callbacks.ts';

const SHOWN = 12;
/** More at once than these stand there at once: an eye follows no such stream. */
const FADED_IN = 2;
const EVERYONE = 'all';

export function ApplicationLog() {
  const t = useInstant();
  useVersion();
  const index = useRun((state) => state.index);
  const [chosen, setChosen] = useState<ClientId>(EVERYONE);
  const subscribers = [...index.subscribers];
  const one = subscribers.find((id) => id === chosen);
  const picks = useMemo(() => new EventPicks((event) => isCallback(event, one)), [one]);
  const count = picks.countUntil(index, t);
  const first = Math.max(0, count - SHOWN);
  const last = useRef(0);
  const fades = count - last.current <= FADED_IN;
  useEffect(() => {
    last.current = count;
  }, [count]);
  const recent = Array.from({ length: count - first }, (_, i) => {
    const nth = first + i;
    return { nth, callback: callbackOf(index.events[picks.placeOf(nth)]) };
  });
  return (
    <>
      {subscribers.length > 1 ? (
        <Select
          label="Subscriber"
          hideLabel
          options={[
            { value: EVERYONE, label: `all ${subscribers.length} subscribers` },
            ...subscribers.map((id) => ({ value: id, label: id })),
          ]}
          value={one ?? EVERYONE}
          onChange={setChosen}
        />
      ) : undefined}
      <Earlier index={index} hidden={first} />
      {count === 0 ? <p className={styles.quiet}>Nothing yet.</p> : undefined}
      <ol className={styles.log} start={first + 1}>
        {recent.map(({ nth, callback }) =>
          callback === undefined ? undefined : (
            <Seen
              key={`${nth} ${callback.at} ${callback.messageUid}`}
              callback={callback}
              index={index}
              fades={fades}
              named={subscribers.length > 1 && one === undefined}
            />
          ),
        )}
      </ol>
    </>
  );
}

interface SeenProps {
  readonly callback: Callback;
  readonly index: TraceIndex;
  /** Whether it comes slowly, if it comes now. */
  readonly fades: boolean;
  /** Whether it says whose application it was. */
  readonly named: boolean;
}

function Seen({ callback, index, fades, named }: SeenProps) {
  const [Entry] = useState(() => (fades ? Fading : 'li'));
  const { at, subscriber, messageUid, nth } = callback;
  const message = index.message(messageUid);
  return (
    <Entry
      className={nth > 1 ? styles.repeat : styles.entry}
      title={`${toSec(at).toFixed(3)} s, on ${message?.topic ?? 'its topic'}`}
    >
      <span className={styles.letter} data-level={message?.level}>
        {message?.letter}
      </span>
      <span className={styles.text}>{message?.payload}</span>
      {named ? <span className={styles.who}>{subscriber}</span> : undefined}
      {message?.replays === undefined ? undefined : (
        <span className={styles.who}>{sayReplay(index, message.replays)}</span>
      )}
      {nth > 1 ? <strong>{ordinalNumber(nth)}</strong> : undefined}
    </Entry>
  );
}

function Fading(props: HTMLMotionProps<'li'>) {
  return <m.li initial={{ opacity: 0 }} animate={{ opacity: 1 }} {...props} />;
}

/** What is not in the list, and since when the list can know. */
function Earlier({ index, hidden }: { readonly index: TraceIndex; readonly hidden: number }) {
  const isCut = index.before !== undefined;
  if (hidden === 0 && !isCut) return undefined;
  const since = isCut ? ` since ${toSec(index.start.at).toFixed(1)} s` : '';
  return (
    <p className={styles.quiet}>
      {hidden} before these{since}
      {isCut ? '; earlier ones are not shown' : ''}
    </p>
  );
}
