// The applications of the use cases at the playhead: what each shows, drawn from what it was delivered
// alone, and beneath it what has gone wrong, held against what was published.

import type { SimTime } from '../../base/time.ts';
import { applicationsIn } from '../../store/runApplications.ts';
import { classNames } from '../../ui/classNames.ts';
import { Hint } from '../../ui/Hint.tsx';
import { type Application, verdictOf } from '../../usecases/applications.ts';
import type { Verdict } from '../../usecases/useCase.ts';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import styles from './Application.module.css';
import { ChartView } from './ChartView.tsx';
import { ChatView } from './ChatView.tsx';
import { CursorsView } from './CursorsView.tsx';
import { EntriesView } from './EntriesView.tsx';
import { GaugeView } from './GaugeView.tsx';
import { MapView } from './MapView.tsx';
import { OrderView } from './OrderView.tsx';
import { SwitchView } from './SwitchView.tsx';
import { TypingView } from './TypingView.tsx';

export function ApplicationView() {
  const scope = useScope();
  const t = useInstant();
  useVersion();
  useRun((state) => state.scenario);
  const applications = applicationsIn(scope.run).at(t);
  if (applications === undefined) {
    return (
      <Hint>The run is so long that its beginning is not known any more: start it again.</Hint>
    );
  }
  return (
    <div className={styles.applications}>
      {applications.map((application) => (
        <OneApplication
          key={`${application.useCase.name} ${application.client}`}
          application={application}
          at={t}
          named={applications.length > 1}
        />
      ))}
    </div>
  );
}

interface OneProps {
  readonly application: Application;
  readonly at: SimTime;
  /** Whether it says which it is: there are others. */
  readonly named: boolean;
}

function OneApplication({ application, at, named }: OneProps) {
  const { useCase, client } = application;
  return (
    <figure className={styles.application} aria-label={useCase.title}>
      {named ? (
        <figcaption className={styles.name}>
          {useCase.title} <span className={styles.who}>{client}</span>
        </figcaption>
      ) : undefined}
      <Shown application={application} at={at} />
      <VerdictLine verdict={verdictOf(application, at)} published={application.tally.published} />
    </figure>
  );
}

/** As its user sees it. */
function Shown({ application, at }: Pick<OneProps, 'application' | 'at'>) {
  const { state, tally, useCase } = application;
  if (state.form === 'entries') {
    if (useCase.name === 'chat') return <ChatView state={state} />;
    return <EntriesView name={useCase.name} state={state} tally={tally} />;
  }
  switch (useCase.name) {
    case 'vehicle':
      return <MapView state={state} tally={tally} topic={useCase.topic} />;
    case 'cursors':
      return <CursorsView state={state} tally={tally} topic={useCase.topic} />;
    case 'gauge':
      return <GaugeView state={state} tally={tally} />;
    case 'chart':
      return <ChartView state={state} tally={tally} at={at} topic={useCase.topic} />;
    case 'typing':
      return <TypingView state={state} tally={tally} />;
    case 'switch':
      return <SwitchView state={state} tally={tally} />;
    default:
      return <OrderView state={state} tally={tally} />;
  }
}

interface VerdictLineProps {
  readonly verdict: Verdict;
  readonly published: number;
}

/** Told without colour, and to who hears it. */
const MARKS: Readonly<Record<Verdict['harm'], { readonly sign: string; readonly says: string }>> = {
  none: { sign: '✓', says: 'no harm' },
  gap: { sign: '!', says: 'for now' },
  stale: { sign: '✗', says: 'harm' },
  lost: { sign: '✗', says: 'harm' },
  doubled: { sign: '✗', says: 'harm' },
};

function VerdictLine({ verdict, published }: VerdictLineProps) {
  const { harm, sentence, cost, pending } = verdict;
  const isHarm = harm !== 'none';
  const mark = published === 0 ? undefined : MARKS[harm];
  return (
    <p className={classNames(styles.verdict, isHarm && styles.harm, isHarm && styles[harm])}>
      {mark === undefined ? undefined : (
        <>
          <span className={styles.verdictMark} aria-hidden="true">
            {mark.sign}
          </span>
          <span className="visually-hidden">{mark.says}: </span>
        </>
      )}
      <span className={styles.sentence}>{sentence}</span>
      {cost === undefined ? undefined : <span> {cost}</span>}
      {isHarm && pending > 0 ? (
        <span className={styles.soft}>
          {' '}
          {pending === 1 ? '1 more is' : `${pending} more are`} on the way.
        </span>
      ) : undefined}
    </p>
  );
}
