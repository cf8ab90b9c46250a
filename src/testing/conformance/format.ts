// The table of conformance as Markdown: src/mqtt/CONFORMANCE.md.
import { type Row, VERSIONS, type Version } from './table.ts';
import type { Title } from './titles.ts';

const TITLES_MAX = 2;
const TITLE_LENGTH_MAX = 100;

const HEAD = `# Conformance

Every numbered statement of MQTT 3.1.1 and MQTT 5.0: what it asks, in our words, which files cite it where they keep it, and which tests name it. Paths are below \`src/\`. What binds \`transport\` is kept by the socket doors in \`node/broker\`.

Written by \`UPDATE_GOLDEN=1 npx vitest run --project node src/mqtt/conformance.test.ts\`, which without the variable holds it against the code. So every statement is either cited and tested, or left out with a reason.`;

/** @returns the file, with a table for each version and one of what is left out */
export function formatConformance(rows: readonly Row[]): string {
  const isLeftOut = ({ leftOut }: Row): boolean => leftOut !== undefined;
  const parts = VERSIONS.flatMap((version) => {
    const own = rows.filter((row) => row.version === version);
    const kept = own.filter((row) => !isLeftOut(row));
    const heading = `## ${NAMES[version]}\n\n${kept.length} of ${own.length} statements.`;
    return [heading, formatTable(KEPT_HEAD, kept.map(keptCells))];
  });
  const leftOut = formatTable(LEFT_OUT_HEAD, rows.filter(isLeftOut).map(leftOutCells));
  return `${[HEAD, ...parts, '## Not implemented', leftOut].join('\n\n')}\n`;
}

const NAMES: Readonly<Record<Version, string>> = { '3.1.1': 'MQTT 3.1.1', v5: 'MQTT 5.0' };
const KEPT_HEAD = ['statement', 'binds', 'what it asks', 'where', 'tested by'];
const LEFT_OUT_HEAD = ['of', 'statement', 'binds', 'what it asks', 'why not'];

function keptCells({ number, binds, asks, where, tests }: Row): readonly string[] {
  const paths = where.map((path) => `\`${path}\``).join('<br>');
  return [number, binds, asks, paths, formatTitles(tests)];
}

function leftOutCells({ version, number, binds, asks, leftOut = '' }: Row): readonly string[] {
  return [NAMES[version], number, binds, asks, leftOut];
}

function formatTitles(titles: readonly Title[]): string {
  const shown = titles
    .slice(0, TITLES_MAX)
    .map(({ file, text }) => `\`${file}\`: ${shorten(text)}`);
  const more = titles.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}

/** Cut at a word. */
function shorten(text: string): string {
  if (text.length <= TITLE_LENGTH_MAX) return text;
  return `${text.slice(0, TITLE_LENGTH_MAX).replace(/\s+\S*$/, '')} …`;
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
