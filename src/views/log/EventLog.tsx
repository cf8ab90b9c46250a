// All events of the run up to the playhead as a table: the picture's equivalent in words. Its last
// row is now; it follows the playhead as long as it is scrolled to its end.

import { useId, useMemo, useRef, useState } from 'react';
import { toSec } from '../../base/time.ts';
import { EventPicks } from '../../store/eventPicks.ts';
import { useInstant, useRun, useSelection, useVersion } from '../scopeContext.ts';
import styles from './EventLog.module.css';
import { EventRows } from './EventRows.tsx';
import { type EventFilter, NO_FILTER } from './eventFacts.ts';
import { EventTable } from './eventTable.ts';
import { LogFilter } from './LogFilter.tsx';
import { useLentFocus } from './useLentFocus.ts';

export function EventLog() {
  const t = useInstant();
  useVersion();
  const index = useRun((state) => state.index);
  const selected = useSelection().message;
  const [chosen, setChosen] = useState<Omit<EventFilter, 'message'>>(NO_FILTER);
  const [familyOnly, setFamilyOnly] = useState(false);
  const message = familyOnly ? selected : undefined;
  const table = useMemo(() => new EventTable(), []);
  const picks = useMemo(
    () => new EventPicks(table.wants({ ...chosen, message })),
    [table, chosen, message],
  );
  const titleId = useId();
  const section = useRef<HTMLElement>(null);
  useLentFocus(section);
  table.grow(index);
  const shown = picks.countUntil(index, t);
  const folded = index.start.events.length;
  const total = Math.max(0, index.countUntil(t) - folded);
  return (
    <section ref={section} className={styles.log} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          Events
        </h2>
        <LogFilter
          filter={chosen}
          onFilter={setChosen}
          letter={selected === undefined ? undefined : index.message(selected)?.letter}
          familyOnly={familyOnly}
          onFamilyOnly={setFamilyOnly}
        />
        <span className={styles.count} data-testid="event-count">
          {shown} of {total}
          {folded > 0 ? `, from ${toSec(index.start.at).toFixed(1)} s on` : undefined}
        </span>
      </div>
      <EventRows index={index} picks={picks} shown={shown} labelledBy={titleId} />
    </section>
  );
}
