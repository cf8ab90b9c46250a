// What can be wider than its place: scrolled by keys too, and faded at an edge behind which there is more.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import findings from './Findings.module.css';

export function Scroll({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLElement>(null);
  const [more, setMore] = useState('');
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    const look = () => {
      const { scrollLeft, clientWidth, scrollWidth } = box;
      const before = scrollLeft > 1 ? 'before' : '';
      setMore(scrollLeft + clientWidth < scrollWidth - 1 ? `${before} after` : before);
    };
    const watch = new ResizeObserver(look);
    for (const each of [box, ...box.children]) watch.observe(each);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <div className={findings.scrolled} data-more={more}>
      <section
        ref={ref}
        className={findings.scroll}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
      >
        {children}
      </section>
    </div>
  );
}
