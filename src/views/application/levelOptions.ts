// How the levels of a use case read as choices: which one it needs, and what each of the others may do.

import type { Qos } from '../../trace/event.ts';
import type { SegmentedOption } from '../../ui/Segmented.tsx';
import { riskAt, type Surroundings } from '../../usecases/risks.ts';
import type { UseCase } from '../../usecases/useCase.ts';

const LEVELS: readonly Qos[] = [0, 1, 2];

/** In narrow places each is a line by itself: it breaks nowhere. */
const RISKS = {
  lost: 'may\u00a0lose',
  doubled: 'may\u00a0double',
  stale: 'may\u00a0be\u00a0late',
} as const;

/** @param harmed the level that has done harm in the run shown, so that it is not what is needed */
export function levelOptions(
  useCase: UseCase,
  surroundings: Surroundings,
  harmed: Qos | undefined,
): readonly SegmentedOption<Qos>[] {
  return LEVELS.map((qos) => {
    const risk = riskAt(useCase, qos, surroundings);
    return { value: qos, label: `QoS\u00a0${qos}${wordsOf(risk)}` };

    function wordsOf(may: typeof risk): string {
      if (may !== undefined) return ` ${RISKS[may]}`;
      if (qos === harmed) return ' not\u00a0enough';
      return qos === useCase.recommended ? ' as\u00a0needed' : '';
    }
  });
}
