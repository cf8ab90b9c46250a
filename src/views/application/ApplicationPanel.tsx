// What the applications saw: each use case as its user sees it, with the verdict and the level that it
// is put at; and callback by callback, which is all there is where no use case is in the run.

import { useMemo } from 'react';
import { Details } from '../../ui/Details.tsx';
import { applicationsOf } from '../../usecases/applications.ts';
import { useRun } from '../scopeContext.ts';
import { ApplicationLog } from './ApplicationLog.tsx';
import { ApplicationView } from './ApplicationView.tsx';
import { LevelChoice } from './LevelChoice.tsx';

export { ApplicationView } from './ApplicationView.tsx';

export function ApplicationPanel() {
  const scenario = useRun((state) => state.scenario);
  const applications = useMemo(() => applicationsOf(scenario), [scenario]);
  if (applications.length === 0) return <ApplicationLog />;
  return (
    <>
      <ApplicationView />
      <LevelChoice useCases={applications.map(({ useCase }) => useCase)} />
      <Details summary="Every delivery">
        <ApplicationLog />
      </Details>
    </>
  );
}
