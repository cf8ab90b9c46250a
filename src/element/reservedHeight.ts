// How high a frame is going to be, before there is one: what is beneath the element stays where it
// is. The figures are the embed page's (embed/EmbedPage.module.css), as a test measures them.

/** CSS px. */
const HEAD = 60;
const COUNTERS = 140;
const ROW = 55;
/** What no longer has room in it begins another one. */
const NEXT_ROW = 42;

/**
 * @param width the element's, CSS px
 * @param said the value of an attribute
 * @returns CSS px
 */
export function reservedHeight(width: number, said: (name: string) => string | null): number {
  const isOn = (name: string): boolean => said(name) !== 'false';
  if (said('lesson') ?? said('myth') ?? said('challenge')) return placeHeight(width, said);
  const picture = Math.min(Math.max(368, width / 2), 448);
  const caption = width < 401 ? 97 : width < 720 ? 75 : 60;
  const isPlayAlone = !(isOn('controls') && isOn('interactive'));
  const more = isPlayAlone || width >= 650 ? 0 : width < 304 ? 2 * NEXT_ROW : NEXT_ROW;
  return (
    HEAD +
    picture +
    (isOn('caption') ? caption : 0) +
    (isOn('controls') || said('load') === 'click' ? ROW + more : 0) +
    (said('counters') !== null && isOn('counters') ? COUNTERS : 0)
  );
}

/** A place of the course is as high as its text; most are about so high. */
function placeHeight(width: number, said: (name: string) => string | null): number {
  // Text beside the picture.
  if (width >= 832) return 622;
  return (width < 401 ? 1090 : 965) + (said('challenge') === null ? 0 : 80);
}
