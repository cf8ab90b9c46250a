// What a key is drawn for: one key gives independent draws, one for each purpose. One table for the
// whole folder, because two purposes with one number would share their luck.

export const PURPOSE = {
  loss: 1,
  jitter: 2,
  /** Where on its way a lost packet disappears. */
  place: 3,
  transmission: 4,
  ack: 5,
  reordering: 6,
  /** How much later a re-ordered packet is. */
  delay: 7,
  duplication: 8,
  networkCopy: 9,
  /** A link's weather: when it turns, and what it turns to. */
  turn: 10,
  weather: 11,
} as const;
