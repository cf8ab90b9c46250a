// What a myth is: something that people say, and a run that shows how it is.

import type { NamedFacts } from './lesson.ts';

export interface Myth {
  /** As links call it. */
  readonly name: string;
  /** A link's query. */
  readonly run: string;
  /** What happens there, one behind the other. */
  readonly happened: NamedFacts;
  /** Where the specification says it: statements in brackets, or a section. */
  readonly numbers: readonly string[];
}
