// While nothing is on the wire and time goes faster: how long it is until there is something.

import { useEffect, useRef } from 'react';
import { usePlayhead, useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

/** `nothing on the wire · next in 3.2 s`, counting down. */
export function Racing() {
  const { clock } = useScope().playhead;
  const until = usePlayhead((state) => state.racingUntil);
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (until === undefined) return;
    function show(t: number): void {
      const left = Math.max(0, (until ?? 0) - t) / 1_000_000;
      if (element.current !== null) element.current.textContent = `${left.toFixed(1)} s`;
    }
    show(clock.now());
    return clock.subscribe(show);
  }, [clock, until]);
  if (until === undefined) return undefined;
  return (
    <span className={styles.racing}>
      nothing on the wire · next in <span ref={element} className={styles.countdown} />
    </span>
  );
}
