// What each level comes to in a month: a sentence each, and the figures side by side with their
// intervals.

import type { LevelMonth, SheetRequest } from '../../lab/sheet.ts';
import { rowsOf, type SheetRow, sayFigure, sayMonth } from '../../lab/sheetWords.ts';
import findings from './Findings.module.css';
import { Scroll } from './Scroll.tsx';
import styles from './Sheet.module.css';

interface SheetTableProps {
  readonly request: SheetRequest;
  readonly months: readonly LevelMonth[];
}

export function SheetTable({ request, months }: SheetTableProps) {
  return (
    <>
      <ul className={findings.statements}>
        {months.map((month) => {
          const name = `QoS ${month.level}`;
          return (
            <li key={month.level}>
              <b className={findings[`q${month.level}`]}>{name}</b>
              {sayMonth(request, month).slice(name.length)}
            </li>
          );
        })}
      </ul>
      <Scroll label="A month at each level">
        <table className={findings.table}>
          <caption className="visually-hidden">
            A month of your messages at each level, with 95 % intervals
          </caption>
          <thead>
            <tr>
              <td />
              {months.map(({ level }) => (
                <th key={level} scope="col" className={findings[`q${level}`]}>
                  QoS {level}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsOf(months).map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {months.map((month) => (
                  <Cell key={month.level} row={row} month={month} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Cell({ row, month }: { readonly row: SheetRow; readonly month: LevelMonth }) {
  const figure = row.figure(month);
  if (figure === undefined) return <td>–</td>;
  const { value, interval } = sayFigure(figure, row.format);
  const toned = row.tone !== undefined && figure.value > 0;
  return (
    <td>
      <span className={toned ? findings[row.tone ?? 'loss'] : findings.figure}>{value}</span>
      {interval === '' ? undefined : <span className={styles.interval}>{interval}</span>}
    </td>
  );
}
