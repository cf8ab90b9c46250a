// Whether anybody sees an element of the frame, as far as the browser tells: in a frame of another
// origin too it is the window's view that counts, not the frame's.

/** What of the frame somebody sees. */
export type Sight = 'none' | 'some' | 'half';

/** @returns a function that ends it */
export function watchSight(element: Element, tell: (sight: Sight) => void): () => void {
  let sight: Sight = 'none';
  const show = () => tell(document.hidden ? 'none' : sight);
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1);
      if (entry === undefined) return;
      const { isIntersecting, intersectionRatio } = entry;
      sight = !isIntersecting ? 'none' : intersectionRatio < 0.5 ? 'some' : 'half';
      show();
    },
    { threshold: [0, 0.5] },
  );
  observer.observe(element);
  document.addEventListener('visibilitychange', show);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', show);
  };
}
