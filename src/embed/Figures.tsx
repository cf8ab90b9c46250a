// What is counted of the run so far, a column for each level.

import { useMemo } from 'react';
import { CounterCursor } from '../store/counters.ts';
import { packetsEach } from '../views/counters/counterText.ts';
import { FigureRow, FigureTable } from '../views/counters/FigureTable.tsx';
import { useInstant, useRun, useVersion } from '../views/scopeContext.ts';

export function Figures() {
  const t = useInstant();
  const version = useVersion();
  const index = useRun((state) => state.index);
  const cursor = useMemo(() => new CounterCursor(), []);
  // `version` says that the index has changed.
  const [{ total }] = useMemo(
    () => [cursor.at(index, t), version] as const,
    [cursor, index, t, version],
  );
  const { levels } = total;
  const at = `at ${(t / 1e6).toFixed(2)} s`;
  return (
    <FigureTable caption={`Counters per QoS level ${at}`} corner={at} wholeOnly>
      <FigureRow name="published" levels={levels} show={(l) => l.published} />
      <FigureRow name="delivered" levels={levels} show={(l) => l.delivered} />
      <FigureRow name="lost" levels={levels} show={(l) => l.lost} tone="loss" />
      <FigureRow name="second copies" levels={levels} show={(l) => l.duplicates} tone="dup" />
      <FigureRow name="packets each" levels={levels} show={packetsEach} />
    </FigureTable>
  );
}
