// How much of what a node says has room in its box, and where: lists beside the name where it is wide,
// below it where it is narrow. What is unusual comes first; the usual is left out first.

import type { Qos } from '../../trace/event.ts';
import type { Line } from './heldLines.ts';
import type { NodeView } from './nodeText.ts';

/** `split`: what is in the way stands at the left, what is stored at the right. */
type Layout = 'split' | 'wide' | 'stacked' | 'column';

export interface FittedLine {
  readonly letter: string;
  readonly level: Qos | undefined;
  readonly text: string;
  readonly look: 'urgent' | 'plain' | 'soft';
}

export interface FittedNode {
  readonly layout: Layout;
  /** At the right of the title. */
  readonly beside: string;
  /** Under the title, one string a row. */
  readonly notes: readonly string[];
  readonly left: readonly FittedLine[];
  readonly right: readonly FittedLine[];
}

const SPLIT = 400;
const WIDE = 208;
/** Below it the name needs half of the box. */
const ROOMY = 250;
const STACKED = 132;
export const PADDING: Readonly<Record<Layout, number>> = {
  split: 14,
  wide: 14,
  stacked: 12,
  column: 7,
};
/** Of the box's height, for its borders and the air within. */
const PADDING_BLOCK = 13;
const TITLE_HEIGHT = 18;
const NOTE_HEIGHT = 16;
const LINE_HEIGHT = 15;
/** Of 11 px code type, of 12 px text, of the 13 px title. */
export const LINE_CHAR = 6.96;
export const NOTE_CHAR = 5.9;
const TITLE_CHAR = 7.4;
/** The sign before the title, and air after it. */
const SIGN = 16;
const BETWEEN = 6;
/** Before what stands beside the title, whose capitals are wide. */
const BESIDE_GAP = 8;
/** Of the width inside, for the list at the right. */
const LIST_SHARE = { usual: 0.5, roomy: 0.56 };
const DOT = ' · ';

export function fitNode(view: NodeView, width: number, height: number): FittedNode {
  const layout = layoutFor(width);
  const inner = width - 2 * PADDING[layout];
  const room = height - PADDING_BLOCK;
  if (layout === 'split' || layout === 'wide') return fitWide(view, layout, inner, room);
  const beside = layout === 'column' ? fitBeside(view, inner) : '';
  const noteRows = layout === 'stacked' && room >= TITLE_HEIGHT + NOTE_HEIGHT + LINE_HEIGHT ? 1 : 0;
  const notes = packNotes(view.notes, inner, noteRows);
  const rows = rowsIn(room - TITLE_HEIGHT - noteRows * NOTE_HEIGHT);
  const all = [...view.alerts, ...view.held];
  // The rest has what rows are left.
  const lines = [...all, ...view.rest.slice(0, Math.max(0, rows - all.length))];
  const right = fitLines(lines, rows, charsIn(inner));
  return { layout, beside, notes, left: [], right };
}

function layoutFor(width: number): Layout {
  if (width >= SPLIT) return 'split';
  if (width >= WIDE) return 'wide';
  return width >= STACKED ? 'stacked' : 'column';
}

function fitWide(
  view: NodeView,
  layout: 'split' | 'wide',
  inner: number,
  room: number,
): FittedNode {
  const isRoomy = layout === 'wide' && inner + 2 * PADDING.wide >= ROOMY;
  const listWidth = Math.floor(inner * LIST_SHARE[isRoomy ? 'roomy' : 'usual']);
  const headWidth = inner - listWidth - BETWEEN;
  const headRoom = room - TITLE_HEIGHT;
  if (layout === 'wide') return fitBesides(view, inner, room, headWidth);
  // The usual has one row, and more where nothing is in the way.
  const noteRows = view.alerts.length === 0 ? Math.floor(headRoom / NOTE_HEIGHT) : 1;
  const notes = packNotes(notesOf(view), headWidth, noteRows);
  const rows = rowsIn(headRoom - notes.length * NOTE_HEIGHT);
  return {
    layout,
    beside: '',
    notes,
    left: view.alerts.length === 0 ? [] : fitLines(view.alerts, rows, charsIn(headWidth)),
    right: fitLines(view.held, rowsIn(room), charsIn(listWidth)),
  };
}

/**
 * The list is as wide as its words, as long as the name and each note keep their room. What is in the way
 * stands on top of it or, where it would take the rows of what is stored, under the name.
 */
function fitBesides(view: NodeView, inner: number, room: number, headWidth: number): FittedNode {
  const { title, notes, alerts, held, rest } = view;
  const widest = notes.reduce((most, [form = '']) => Math.max(most, form.length * NOTE_CHAR), 0);
  const headMin = Math.min(headWidth, Math.max(SIGN + title.length * TITLE_CHAR, widest));
  const chars = charsIn(inner - BETWEEN - headMin);
  const rows = rowsIn(room);
  const headRoom = room - TITLE_HEIGHT;
  const isAside = alerts.length > 0 && alerts.length + held.length > rows;
  const under = Math.floor((headRoom - NOTE_HEIGHT) / LINE_HEIGHT);
  const aside = isAside ? alerts.slice(0, under) : [];
  const right = fitLines([...alerts.slice(aside.length), ...held], rows, chars);
  const beside = inner - BETWEEN - widthOf(right);
  // As usual it does not grow with what is left, so that notes stay where they are.
  const isUsual = alerts.length + rest.length === 0;
  const headLeft = isUsual ? Math.min(headWidth, beside) : beside;
  const left = aside.length === 0 ? [] : fitLines(aside, aside.length, charsIn(headLeft));
  const noteRows = Math.floor((headRoom - left.length * LINE_HEIGHT) / NOTE_HEIGHT);
  return {
    ...{ layout: 'wide', beside: '', left, right },
    notes: packNotes(notesOf(view), headLeft, noteRows),
  };
}

function widthOf(lines: readonly FittedLine[]): number {
  const chars = lines.map(({ letter, text }) => `${letter} ${text}`.trim().length);
  return Math.max(0, ...chars) * LINE_CHAR;
}

/** What has no line of its own stands with the usual, after the node's name. */
function notesOf({ notes, rest }: NodeView): readonly (readonly string[])[] {
  return [...notes, ...rest.map(({ forms }) => forms)];
}

function rowsIn(height: number): number {
  return Math.max(1, Math.floor(height / LINE_HEIGHT));
}

function charsIn(width: number): number {
  return Math.floor(width / LINE_CHAR);
}

/** As many lines as there are, or one less and how many are left; with one row that goes into it. */
function fitLines(lines: readonly Line[], rows: number, chars: number): FittedLine[] {
  const total = lines.length;
  if (total === 0) return [softLine(nothingIn(chars))];
  if (total <= rows) return lines.map((line) => fitLine(line, chars));
  if (rows === 1) {
    const rest = ` +${total - 1}`;
    return lines.slice(0, 1).map((line) => {
      const fitted = fitLine(line, chars - rest.length);
      return { ...fitted, text: `${fitted.text}${rest}` };
    });
  }
  const shown = lines.slice(0, rows - 1).map((line) => fitLine(line, chars));
  const more = `+${total - shown.length}`;
  return [...shown, softLine(`${more} more`.length <= chars ? `${more} more` : more)];
}

/** The longest form that fits, else the shortest, cut. */
function fitLine({ letter, level, forms, isUrgent }: Line, chars: number): FittedLine {
  const room = Math.max(0, letter === '' ? chars : chars - letter.length - 1);
  const text = forms.find((form) => form.length <= room) ?? cut(forms.at(-1) ?? '', room);
  return { letter, level, text, look: isUrgent ? 'urgent' : 'plain' };
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`;
}

function softLine(text: string): FittedLine {
  return { letter: '', level: undefined, text, look: 'soft' };
}

function nothingIn(chars: number): string {
  if (chars >= 13) return 'nothing held';
  return chars >= 8 ? 'nothing' : '–';
}

function fitBeside({ title, notes, condition }: NodeView, inner: number): string {
  const room = inner - SIGN - title.length * TITLE_CHAR - BESIDE_GAP;
  // What its sign says already is not said again.
  const others = notes.filter(([form]) => form !== condition);
  return packNotes(others, room, 1)[0] ?? '';
}

/** Rows of notes, with a dot between two; those that have no room are left out. */
function packNotes(
  notes: readonly (readonly string[])[],
  width: number,
  rowsMax: number,
): readonly string[] {
  const room = Math.floor(width / NOTE_CHAR);
  const rows: string[] = [];
  for (const forms of notes) {
    const last = rows.at(-1);
    const joined =
      last === undefined
        ? undefined
        : firstFit(
            forms.map((f) => last + DOT + f),
            room,
          );
    const alone = rows.length < rowsMax ? firstFit(forms, room) : undefined;
    if (joined !== undefined) rows[rows.length - 1] = joined;
    else if (alone !== undefined) rows.push(alone);
    else break;
  }
  return rows;
}

function firstFit(forms: readonly string[], room: number): string | undefined {
  return forms.find((form) => form.length <= room);
}
