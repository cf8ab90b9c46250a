// Lost pairs and second copies by what made them so: the causes that there have been.

import { LEVELS } from '../../store/counters.ts';
import { DUPLICATE_CAUSES, LOSS_CAUSES } from '../../trace/event.ts';
import type { Counters, LevelMetrics } from '../../trace/metrics.ts';
import { Hint } from '../../ui/Hint.tsx';
import { DUPLICATE_WORDS, LOSS_WORDS } from './counterText.ts';
import { FigureRow, FigureTable } from './FigureTable.tsx';

interface Both {
  readonly levels: Counters['levels'];
  readonly recent: Counters['levels'];
}

export function Causes(both: Both) {
  const there = (count: (level: LevelMetrics) => number) =>
    LEVELS.some((level) => count(both.levels[level]) > 0);
  const losses = LOSS_CAUSES.filter((cause) => there((l) => l.lostByCause[cause]));
  const repeats = DUPLICATE_CAUSES.filter((cause) => there((l) => l.duplicatesByCause[cause]));
  return (
    <>
      {losses.length === 0 ? (
        <Hint>Nothing is lost so far.</Hint>
      ) : (
        <FigureTable caption="Lost, by cause" corner="lost">
          {losses.map((cause) => (
            <FigureRow
              key={cause}
              name={LOSS_WORDS[cause]}
              {...both}
              show={(l) => l.lostByCause[cause]}
              tone="loss"
            />
          ))}
        </FigureTable>
      )}
      {repeats.length === 0 ? (
        <Hint>There is no second copy so far.</Hint>
      ) : (
        <FigureTable caption="Second copies, by cause" corner="second copies">
          {repeats.map((cause) => (
            <FigureRow
              key={cause}
              name={DUPLICATE_WORDS[cause]}
              {...both}
              show={(l) => l.duplicatesByCause[cause]}
              tone="dup"
            />
          ))}
        </FigureTable>
      )}
    </>
  );
}
