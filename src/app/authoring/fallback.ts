// What stands in place of an embed in print and without scripts: the ladder of what it plays as a picture,
// and the same in sentences.

import { addTime, fromSec, laterOf, type SimTime, TIME_ZERO, toSec } from '../../base/time.ts';
import { describeRun } from '../../exports/describeRun.ts';
import type { Theme } from '../../exports/ladderColours.ts';
import { formatLadderSvg } from '../../exports/ladderSvg.ts';
import { findEnd } from '../../store/runEnd.ts';
import type { ShownRun } from '../../store/shownRun.ts';
import { indexPast } from '../share/past.ts';
import { sayConditions, titleOfRun } from '../share/runText.ts';

/** Which stretch of the run: as the author chooses it, see `EmbedChoices`. */
interface Wanted {
  readonly start: SimTime | undefined;
  readonly end: SimTime | undefined;
  readonly theme: Theme;
}

export interface Fallback {
  /** As a `data:` address; undefined: nobody could read it, or no page would have it. */
  readonly image: string | undefined;
  readonly alt: string;
  readonly sentences: readonly string[];
}

/** A run that does not end is told for so long, as the frame shows it. */
const ENDLESS_TOLD = fromSec(10);
/** More sentences are counted. */
export const SENTENCES_MAX = 12;
/** Characters of the address: more are no picture to have in a page's source. */
export const IMAGE_MAX = 150_000;
/** px, of the picture. */
const WIDTH = 720;

/** @throws Error where the simulation has stopped */
export async function makeFallback(run: ShownRun, wanted: Wanted): Promise<Fallback> {
  const found = await findEnd(run);
  const { publishingSince } = run.state.getState();
  const from = wanted.start ?? publishingSince ?? TIME_ZERO;
  const end = wanted.end ?? found ?? addTime(from, ENDLESS_TOLD);
  const span = { from, to: laterOf(from, end) };
  await run.advance(span.to);
  const index = await indexPast(run, span);
  const state = run.state.getState();
  const title = titleOfRun(state);
  const alt = `Ladder of packets: ${title}, ${toSec(span.from)} to ${toSec(span.to)} s.`;
  if (index === undefined) return { image: undefined, alt, sentences: [] };
  const { theme } = wanted;
  const conditions = sayConditions(state, span);
  const svg = formatLadderSvg(index, { span, theme, title, conditions, width: WIDTH });
  const image = svg === undefined ? undefined : dataAddress(svg);
  return {
    image: image !== undefined && image.length <= IMAGE_MAX ? image : undefined,
    alt,
    sentences: firstOf(describeRun(index, span)),
  };
}

function firstOf(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= SENTENCES_MAX) return sentences;
  const shown = SENTENCES_MAX - 1;
  return [...sentences.slice(0, shown), `And ${sentences.length - shown} more events.`];
}

/** Base64 has no character that any tool for documents would take for its own. */
function dataAddress(svg: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(svg)) bytes += String.fromCharCode(byte);
  return `data:image/svg+xml;base64,${btoa(bytes)}`;
}
