// What the counters are made of, one part at a time: latencies as a histogram, losses and second copies
// by cause, packets and bytes on the wire.

import { assertNever } from '../../base/assertNever.ts';
import { Causes } from './Causes.tsx';
import type { Part } from './counterParts.ts';
import { Histogram, type HistogramProps } from './Histogram.tsx';
import { Wire, type WireProps } from './Wire.tsx';

interface CounterPartProps extends HistogramProps, WireProps {
  readonly part: Part;
}

export function CounterPart({ part, levels, recent, broker, clock, cursor, of }: CounterPartProps) {
  switch (part) {
    case 'histogram':
      return <Histogram levels={levels} clock={clock} cursor={cursor} of={of} />;
    case 'causes':
      return <Causes levels={levels} recent={recent} />;
    case 'wire':
      return <Wire levels={levels} recent={recent} broker={broker} />;
    default:
      return assertNever(part);
  }
}
