// A word of the glossary: what it means, and where the specification has it, stands beside it while the
// pointer or the focus is on it, or after a tap. Escape closes it. It is the platform's popover.

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { TermTexts } from '../../lessons/texts.ts';
import styles from './Learn.module.css';

interface TermProps {
  /** As it stands in its sentence. */
  readonly text: string;
  readonly term: TermTexts;
  /** Punctuation that stays in its line. */
  readonly behind: string;
}

/** Px that are kept free at the screen's edges. */
const EDGE = 8;

export function Term({ text, term: { word, means, number }, behind }: TermProps) {
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);

  useLayoutEffect(() => {
    const popover = said.current;
    if (!open || popover === null || around.current === null) return undefined;
    popover.showPopover();
    place(popover, around.current);
    return () => {
      if (popover.isConnected) popover.hidePopover();
    };
  }, [open]);

  useEffect(() => {
    if (!open) return undefined;
    const close = () => setOpen(false);
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    const point = ({ target }: Event) => {
      if (!(target instanceof Node && around.current?.contains(target))) close();
    };
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', point);
    window.addEventListener('scroll', close, true);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', point);
      window.removeEventListener('scroll', close, true);
    };
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it has keys and focus
    <span
      ref={around}
      className={styles.word}
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
    >
      <button
        type="button"
        className={styles.term}
        aria-describedby={id}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        {text}
      </button>
      {behind}
      <span ref={said} id={id} role="tooltip" popover="manual" className={styles.means}>
        <b>{word}</b> {means} <small>{number}</small>
      </span>
    </span>
  );
}

/** Under the word or, where there is no room, over it. */
function place(popover: HTMLElement, word: HTMLElement): void {
  const { left, top, bottom } = word.getBoundingClientRect();
  const { offsetWidth, offsetHeight, style } = popover;
  const x = Math.max(EDGE, Math.min(left, innerWidth - offsetWidth - EDGE));
  const isUnder = bottom + offsetHeight + EDGE <= innerHeight || top < offsetHeight + EDGE;
  style.left = `${x}px`;
  style.top = `${isUnder ? bottom : top - offsetHeight}px`;
}
