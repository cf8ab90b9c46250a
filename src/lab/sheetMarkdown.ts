// The decision sheet as Markdown, to be pasted where decisions are written down.

import type { LevelMonth, SheetRequest } from './sheet.ts';
import { sayBasis } from './sheetBasis.ts';
import { rowsOf, sayFigure, sayMonth } from './sheetWords.ts';

interface ConditionText {
  /** `QoS 1 and 2`. */
  readonly levels: string;
  readonly says: string;
  readonly isMet: boolean;
}

/** @param address of the sheet, whole */
export function formatSheet(
  request: SheetRequest,
  months: readonly LevelMonth[],
  conditions: readonly ConditionText[],
  address: string,
): string {
  const heads = months.map(({ level }) => `QoS ${level}`);
  const lines = rowsOf(months).map(({ name, figure, format }) => {
    return row([name, ...months.map((month) => cell(figure(month), format))]);
  });
  const parts = [
    '# MQTT QoS: decision sheet',
    months.map((month) => `- ${sayMonth(request, month)}`).join('\n'),
    [row(['', ...heads]), row([':--', ...heads.map(() => '--:')]), ...lines].join('\n'),
    ...(conditions.length === 0 ? [] : ['## What must hold elsewhere', list(conditions)]),
    '## What the figures rest on',
    sayBasis(request, months)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    `Simulated with [QoScope](${address}); the link runs it again.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function list(conditions: readonly ConditionText[]): string {
  return conditions
    .map(({ levels, says, isMet }) => `- [${isMet ? 'x' : ' '}] ${levels}: ${says}`)
    .join('\n');
}

function cell(
  figure: Parameters<typeof sayFigure>[0] | undefined,
  format: (value: number) => string,
): string {
  if (figure === undefined) return '–';
  const { value, interval } = sayFigure(figure, format);
  return interval === '' ? value : `${value} (${interval})`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
