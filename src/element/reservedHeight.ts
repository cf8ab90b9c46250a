// How high a frame is going to be, before there is one: what is beneath the element stays where it
// is. The figures are the embed page's (embed/EmbedPage.module.css), as a test measures them.

/** CSS px. */
const HEAD = 60;
const COUNTERS = 140;
const ONE_ROW = 55;
const TWO_ROWS = 97;

/**
 * @param width the element's, CSS px
 * @param said the value of an attribute
 * @returns CSS px
 */
export function reservedHeight(width: number, said: (name: string) => string | null): number {
  const isOn = (name: string): boolean => said(name) !== 'false';
  const picture = Math.min(Math.max(368, width / 2), 448);
  const caption = width < 401 ? 97 : width < 720 ? 75 : 60;
  const controls = isOn('interactive') && width < 650 ? TWO_ROWS : ONE_ROW;
  return (
    HEAD +
    picture +
    (isOn('caption') ? caption : 0) +
    (isOn('controls') && said('load') !== 'click' ? controls : 0) +
    (said('counters') !== null && isOn('counters') ? COUNTERS : 0)
  );
}
