// What the comparison comes to, beneath the counters: per message against per connection, what the
// applications saw, charts, and the rule of thumb. Each is loaded by itself, and follows the run while
// it is in sight.

import { memo, useMemo } from 'react';
import { isNetworkSteady, isUntouched, networkAt } from '../../store/clients.ts';
import type { Comparison, Lane } from '../../store/comparison.ts';
import { Section } from '../../ui/Section.tsx';
import { applicationsOf } from '../../usecases/applications.ts';
import { ApplicationView } from '../application/applicationPanel.ts';
import { lazily } from '../lazily.ts';
import { ScopeProvider } from '../ScopeProvider.tsx';
import { useInstant, useRun, useScope } from '../scopeContext.ts';
import { WhileSeen } from '../WhileSeen.tsx';
import { Calls } from './Calls.tsx';
import styles from './Compare.module.css';
import type { CompareMode } from './compareMode.ts';
import { laneLevel } from './laneText.ts';
import { useLaneCounters } from './useLaneCounters.ts';

const CompareCharts = lazily(
  () => import('./CompareCharts.tsx').then((module) => module.CompareCharts),
  'The charts',
);
const RuleOfThumb = lazily(
  () => import('./RuleOfThumb.tsx').then((module) => module.RuleOfThumb),
  'The rule of thumb',
);
const PerMessage = lazily(
  () => import('./PerMessage.tsx').then((module) => module.PerMessage),
  'This table',
);

interface FindingsProps {
  readonly comparison: Comparison;
  readonly lanes: readonly Lane[];
  readonly labels: readonly string[];
  readonly mode: CompareMode;
}

export const Findings = memo(function Findings(props: FindingsProps) {
  const { comparison, lanes, labels, mode } = props;
  return (
    <div className={styles.more}>
      {mode === 'message' ? (
        <WhileSeen>
          <ByMessage lanes={lanes} labels={labels} />
        </WhileSeen>
      ) : undefined}
      <WhileSeen>
        <Applications lanes={lanes} labels={labels} />
      </WhileSeen>
      <WhileSeen>
        <Charts lanes={lanes} labels={labels} />
      </WhileSeen>
      {mode === 'levels' ? (
        <WhileSeen>
          <Rule comparison={comparison} lanes={lanes} />
        </WhileSeen>
      ) : undefined}
    </div>
  );
});

type PartProps = Pick<FindingsProps, 'lanes' | 'labels'>;

function ByMessage({ lanes, labels }: PartProps) {
  const all = useLaneCounters(lanes).map(({ run, counters, cursor }, i) => ({
    label: labels[i] ?? '',
    scenario: run.state.getState().scenario,
    counters: counters.total,
    patterns: cursor.patterns(),
  }));
  return (
    <>
      <Calls lanes={lanes} labels={labels} />
      <Section title="Per message, not per connection">
        <PerMessage lanes={all} />
      </Section>
    </>
  );
}

/** Where the scenario has applications. */
function Applications({ lanes, labels }: PartProps) {
  const scenario = useRun((state) => state.scenario);
  const has = useMemo(() => applicationsOf(scenario).length > 0, [scenario]);
  if (!has) return undefined;
  return (
    <Section title="What the application saw">
      <div className={styles.applications}>
        {lanes.map(({ scope }, i) => (
          <section key={labels[i]} className={styles.application} aria-label={labels[i]}>
            <h3 className={styles.laneName}>{labels[i]}</h3>
            <ScopeProvider scope={scope}>
              <ApplicationView />
            </ScopeProvider>
          </section>
        ))}
      </div>
    </Section>
  );
}

function Charts({ lanes, labels }: PartProps) {
  const t = useInstant();
  const publishingSince = useRun((state) => state.publishingSince);
  const counted = useLaneCounters(lanes);
  const all = useMemo(
    () =>
      counted.map(({ variant, counters, cursor, series }, i) => ({
        label: labels[i] ?? '',
        level: laneLevel(variant),
        counters: counters.total,
        cursor,
        series,
      })),
    [counted, labels],
  );
  if (publishingSince === undefined || t <= publishingSince) return undefined;
  return (
    <Section title="Charts">
      <CompareCharts lanes={all} t={t} from={publishingSince} />
    </Section>
  );
}

/** Of a network that has stayed the same, at each level. */
function Rule({ comparison, lanes }: Pick<FindingsProps, 'comparison' | 'lanes'>) {
  const t = useInstant();
  const scenario = useRun((state) => state.scenario);
  useRun(({ commands }) => commands);
  const run = useScope().run.state.getState();
  const levels = useLaneCounters(lanes).flatMap(({ variant, counters }) => {
    const level = laneLevel(variant);
    return level === undefined ? [] : [{ level, counters: counters.total }];
  });
  return (
    <Section title="The rule of thumb, measured">
      <RuleOfThumb
        lanes={levels}
        scenario={scenario}
        network={networkAt(run, t)}
        isSteady={isNetworkSteady(run, t)}
        isUntouched={isUntouched(run, t)}
        onSetNetwork={(changes) => void comparison.setNetwork(changes)}
      />
    </Section>
  );
}
