// The texts of lessons, myths, challenges and the glossary: what a language has to say, under the names
// that the facts have. A word in [[double brackets]] is one of the glossary's.

export interface StepTexts {
  readonly title: string;
  /** Paragraphs, before anything moves. */
  readonly text: readonly string[];
  readonly captions?: Readonly<Record<string, string>>;
  readonly question?: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
  /** What is to be done. */
  readonly task?: string;
}

export interface LessonTexts {
  readonly title: string;
  /** What it is about, in one sentence. */
  readonly about: string;
  /** By step. */
  readonly steps: Readonly<Record<string, StepTexts>>;
  /** The one sentence to keep. */
  readonly keep: string;
}

export interface MythTexts {
  /** What people say. */
  readonly saying: string;
  /** What happened in the run, each keyed to a fact. */
  readonly happened: Readonly<Record<string, string>>;
  /** What the specification says, in our words. */
  readonly statement: string;
  /** What to do about it. */
  readonly practice: string;
}

export interface ChallengeTexts {
  readonly title: string;
  readonly task: string;
  readonly hints: readonly [vague: string, plain: string];
  /** Said when it is done. */
  readonly done: string;
}

export interface TermTexts {
  /** As it is written, and other forms of it. */
  readonly word: string;
  readonly forms?: readonly string[];
  readonly means: string;
  /** Where the specification has it: MQTT 5.0's number. */
  readonly number: string;
}

export interface Texts {
  readonly lessons: Readonly<Record<string, LessonTexts>>;
  readonly myths: Readonly<Record<string, MythTexts>>;
  readonly challenges: Readonly<Record<string, ChallengeTexts>>;
  readonly glossary: readonly TermTexts[];
}
