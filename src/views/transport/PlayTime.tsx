// The playhead's instant in seconds, written straight into the page: it changes with every frame.

import { useEffect, useRef } from 'react';
import { usePlayhead, useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function PlayTime() {
  const { clock } = useScope().playhead;
  const racing = usePlayhead((state) => state.racing);
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    function show(t: number): void {
      if (element.current !== null) element.current.textContent = formatSec(t);
    }
    show(clock.now());
    return clock.subscribe(show);
  }, [clock]);
  return (
    <span className={styles.time}>
      {racing ? (
        <span className={styles.racing}>nothing on the wire, going faster</span>
      ) : undefined}
      <time ref={element} data-testid="time" />
    </span>
  );
}

/** Virtual time in seconds, to the millisecond. */
function formatSec(t: number): string {
  return `${(t / 1e6).toFixed(3)} s`;
}
