// A node at the now line: who it is at the left, what it holds and waits for at the right or, where
// it is narrow, below.
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import type { Row } from './geometry.ts';
import styles from './NodeBox.module.css';
import type { HeldLine, NodeView } from './nodeText.ts';

export interface NodeBoxProps {
  readonly view: NodeView;
  readonly left: number;
  readonly width: number;
  readonly row: Row;
  readonly big: boolean;
}

type Layout = 'wide' | 'stacked' | 'column';

/** From these widths on the list stands beside the name, and the name's parts below it. */
const WIDE = 236;
const STACKED = 132;
const PADDING: Readonly<Record<Layout, number>> = { wide: 14, stacked: 12, column: 7 };
const PADDING_BLOCK = 13;
/** What stands above the list. */
const HEAD_HEIGHT: Readonly<Record<Layout, number>> = { wide: 0, stacked: 35, column: 19 };
const LINE_HEIGHT = 15;
const CHAR_WIDTH = 6.96;
/** Of a wide box, for the list. */
const LIST_SHARE = 0.58;

export const NodeBox = memo(function NodeBox({ view, left, width, row, big }: NodeBoxProps) {
  const layout = width >= WIDE ? 'wide' : width >= STACKED ? 'stacked' : 'column';
  const inner = width - 2 * PADDING[layout];
  const chars = Math.floor((layout === 'wide' ? inner * LIST_SHARE : inner) / CHAR_WIDTH);
  const room = row.height - PADDING_BLOCK - HEAD_HEIGHT[layout];
  const lines = fitLines(view, Math.max(1, Math.floor(room / LINE_HEIGHT)));
  const parts = layout === 'column' ? partsInColumn(view, inner) : view.parts;
  return (
    <section
      className={classNames(styles.box, styles[layout], big && styles.big)}
      style={{ left, width, top: row.top, height: row.height, paddingInline: PADDING[layout] }}
      aria-label={view.title}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{view.title}</h3>
        <p className={styles.parts}>
          {parts.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </div>
      {big ? undefined : (
        <ul className={styles.held}>
          {lines.shown.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no state, and one may repeat
            <HeldText key={i} line={line} chars={chars} more={lines.inline} />
          ))}
          {lines.more > 0 ? <li className={styles.more}>+{lines.more} more</li> : undefined}
          {view.heldCount === 0 ? <li className={styles.more}>{nothingIn(chars)}</li> : undefined}
        </ul>
      )}
    </section>
  );
});

const TITLE_CHAR_WIDTH = 7.4;
const PART_CHAR_WIDTH = 6;

/** Beside the title there is room only for what is not as usual, if at all. */
function partsInColumn({ title, parts }: NodeView, width: number): readonly string[] {
  const said = parts.filter((part) => part !== 'connected');
  const room = width - title.length * TITLE_CHAR_WIDTH - 4;
  return said.join('').length * PART_CHAR_WIDTH <= room ? said : [];
}

interface HeldTextProps {
  readonly line: HeldLine;
  readonly chars: number;
  /** How many more there are that have no line. */
  readonly more: number;
}

function HeldText({ line, chars, more }: HeldTextProps) {
  const { letter, level, forms } = line;
  const rest = more > 0 ? ` +${more}` : '';
  const room = chars - letter.length - 1 - rest.length;
  const form = forms.find((one) => one.length <= room) ?? forms.at(-1);
  return (
    <li>
      <b className={[styles.q0, styles.q1, styles.q2][level]}>{letter}</b> {form}
      {more > 0 ? <span className={styles.more}>{rest}</span> : undefined}
    </li>
  );
}

function nothingIn(chars: number): string {
  if (chars >= 13) return 'nothing held';
  return chars >= 8 ? 'nothing' : '–';
}

/** As many lines as there are, or one less and how many are left; with one line that goes into it. */
function fitLines({ held, heldCount }: NodeView, room: number) {
  if (heldCount <= room) return { shown: held, more: 0, inline: 0 };
  if (room === 1) return { shown: held.slice(0, 1), more: 0, inline: heldCount - 1 };
  return { shown: held.slice(0, room - 1), more: heldCount - room + 1, inline: 0 };
}
