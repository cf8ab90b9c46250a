// The rule of thumb that people repeat, and beside each of its figures what these runs have measured and
// what theory says: for each clock, with where it is right, and a network on which it is.

import { useState } from 'react';
import { sayNetwork } from '../../scenario/sayNetwork.ts';
import type { NetworkSettings } from '../../scenario/scenario.ts';
import type { Claim, ClaimName } from '../../trace/claim.ts';
import { CLOCK_WORDS, hinders, TOLERANCE } from '../../trace/clockClaims.ts';
import type { LatencyClock } from '../../trace/metrics.ts';
import { judgeRule } from '../../trace/ruleClaims.ts';
import {
  LATENCY_CLOCKS,
  type MeasuredLevel,
  measureRule,
  type RuleInput,
} from '../../trace/ruleOfThumb.ts';
import { listWords } from '../../trace/words.ts';
import { Hint } from '../../ui/Hint.tsx';
import { ClockFigure, DuplicateCells, StorageCells } from './RuleCells.tsx';
import styles from './RuleOfThumb.module.css';
import { RuleTable } from './RuleTable.tsx';

export interface RuleOfThumbProps extends RuleInput {
  /**
   * Sets it from the run's beginning on.
   * @param clock for which the figure is right then
   */
  readonly onSetNetwork: (
    changes: Partial<NetworkSettings>,
    clock: LatencyClock | undefined,
  ) => void;
}

const CLOCK_COLUMNS = LATENCY_CLOCKS.map((clock) => ({ name: CLOCK_WORDS[clock], clock }));

export function RuleOfThumb({ onSetNetwork, ...input }: RuleOfThumbProps) {
  const [chosen, setChosen] = useState<LatencyClock>();
  const rule = measureRule(input);
  const claims = judgeRule(rule, input);
  const of = (name: ClaimName) => claims.filter((claim) => claim.name === name);
  const table = {
    levels: rule.levels,
    chosen,
    onSet(claim: Claim) {
      if (claim.network === undefined) return;
      setChosen(claim.network.clock);
      onSetNetwork(claim.network.changes, claim.network.clock);
    },
  };
  const hindered = hinders(input);
  const trips = Math.round(rule.roundTripMs * 10) / 10;
  return (
    <div className={styles.rule}>
      <p className={styles.intro}>
        Measured over {sayNetwork(input.network)}
        {input.isSteady ? '' : ': that is how the network is now, and it has changed on the way'}.{' '}
        {rule.latencyUnmet.length === 0
          ? 'Nothing is lost here and every hop takes the same time, so the formulas hold to the microsecond: they stand beneath what is measured.'
          : `The formulas for latency and storage do not hold here: ${listWords(rule.latencyUnmet)}.`}{' '}
        A median is right within {TOLERANCE * 100} % of what is claimed.
        {hindered.length === 0
          ? ''
          : ` No network is offered that makes latencies right, because none would: ${listWords(hindered)}.`}
      </p>
      <RuleTable
        {...table}
        title="Round trips"
        note={`One round trip of a hop is ${trips} ms here. Medians, from publish().`}
        columns={CLOCK_COLUMNS}
        claims={of('roundTrips')}
        cells={(level) =>
          LATENCY_CLOCKS.map((clock) => (
            <ClockFigure key={clock} figure={level.roundTrips[clock]} unit="" />
          ))
        }
      />
      <RuleTable
        {...table}
        title="Relative latency"
        note="In units of the median QoS 0 delivery: the median, and beneath it the 95th percentile, of those delivered or acknowledged."
        columns={CLOCK_COLUMNS}
        claims={of('latency')}
        cells={(level) =>
          LATENCY_CLOCKS.map((clock) => (
            <ClockFigure
              key={clock}
              figure={level.latency[clock].median}
              p95={level.latency[clock].p95}
              unit="×"
            />
          ))
        }
      />
      <RuleTable
        {...table}
        title="Broker storage"
        note="Whole messages, with their payload; the identifiers that outlive them are not counted."
        columns={STORAGE_COLUMNS}
        claims={of('storage')}
        cells={(level) => <StorageCells level={level} />}
      />
      <RuleTable
        {...table}
        title="Duplicate risk"
        note={
          rule.lossUnmet.length === 0
            ? 'Second copies for each delivery: measured, and by formula.'
            : `Second copies for each delivery. The formula does not hold here: ${listWords(rule.lossUnmet)}.`
        }
        columns={DUPLICATE_COLUMNS}
        claims={of('duplicates')}
        cells={(level: MeasuredLevel) => <DuplicateCells level={level} />}
      />
      {claims.every(({ network }) => network === undefined) ? undefined : (
        <Hint>
          What sets the network sets it from the beginning: the run starts anew and goes on to where
          it is now.
        </Hint>
      )}
    </div>
  );
}

const STORAGE_COLUMNS = [
  { name: 'at its peak' },
  { name: 'each stays, so far' },
  { name: 'in all' },
];
const DUPLICATE_COLUMNS = [{ name: 'measured' }, { name: 'by formula' }, { name: 'deliveries' }];
