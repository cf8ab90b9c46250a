// At which speed a screen begins, in virtual seconds for a second of screen.

/** Of Simulate and its story: one hop of 300 ms takes a second of screen. */
export const STORY_SPEED = 0.3;
export const COMPARE_SPEED = 1;
