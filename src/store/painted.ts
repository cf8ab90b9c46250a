// Waits until the page has been drawn, so that what a press changes at once is seen before the work
// that follows from it.

/** A page that draws no frames is not waited for. */
const FRAME_MAX_MS = 100;

/** At once where there is no page, or nobody sees it. */
export function painted(): Promise<void> {
  if (typeof document === 'undefined' || document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, FRAME_MAX_MS);
  });
}
