// Which page shows what: a run needs none of the course's texts, so that the course has a page of its own.

const RUNS = 'embed.html';
const COURSE = 'embed-learn.html';
const ABOUT_COURSE = /^#?\/learn|[#?&](lesson|myth|challenge)=/;

/** @returns whether the hash is the other page's, which then comes in this one's place */
export function goToPageOf(hash: string, isCourse = false): boolean {
  if (ABOUT_COURSE.test(hash) === isCourse) return false;
  location.replace(`${isCourse ? RUNS : COURSE}${hash}`);
  return true;
}
