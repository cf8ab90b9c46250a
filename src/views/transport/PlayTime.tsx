// The playhead's instant in seconds, written straight into the page: it changes with every frame. A
// press on it lets one type an instant.

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { fromUs } from '../../base/time.ts';
import { formatInstant } from '../../trace/words.ts';
import { useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function PlayTime() {
  const [typing, setTyping] = useState(false);
  return (
    <span className={styles.time}>
      {typing ? (
        <TypedTime onDone={() => setTyping(false)} />
      ) : (
        <button type="button" className={styles.instant} onClick={() => setTyping(true)}>
          <span className="visually-hidden">Go to an instant, now </span>
          <ShownTime />
        </button>
      )}
    </span>
  );
}

function ShownTime() {
  const { clock } = useScope().playhead;
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    // One text that is written over: a new one with each frame would be styled and placed each time.
    const text = document.createTextNode('');
    element.current?.replaceChildren(text);
    function show(t: number): void {
      text.data = formatInstant(t);
    }
    show(clock.now());
    return clock.subscribe(show);
  }, [clock]);
  return <time ref={element} className={styles.shown} data-testid="time" />;
}

/** In force on Enter, given up with Escape and when it is left. */
function TypedTime({ onDone }: { onDone: () => void }) {
  const { playhead } = useScope();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    playhead.pause();
    input.current?.select();
  }, [playhead]);

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter') return;
    // The focus goes to the button in its place: this press is not for that.
    event.preventDefault();
    const sec = Number(event.currentTarget.value.trim().replace(/\s*s$/, ''));
    if (!Number.isFinite(sec) || sec < 0 || sec > SECONDS_MAX) {
      setRefused(true);
      return;
    }
    void playhead.seek(fromUs(Math.round(sec * 1_000_000)));
    onDone();
  }

  return (
    <input
      ref={input}
      className={styles.typed}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
      autoFocus
      aria-label="Instant in seconds"
      aria-invalid={refused}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={(playhead.clock.now() / 1_000_000).toFixed(3)}
      onKeyDown={press}
      onBlur={onDone}
    />
  );
}

const SECONDS_MAX = 86_400;
