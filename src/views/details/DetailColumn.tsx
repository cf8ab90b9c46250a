// What stands in the right column: the counters, the inspector, and what applications saw, which stands
// first where it is what the scenario is there for.

import { APPLICATION_GROUP, findPreset } from '../../scenario/presets/presets.ts';
import { Section } from '../../ui/Section.tsx';
import { ApplicationPanel } from '../application/applicationPanel.ts';
import { Counters } from '../counters/Counters.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { useRun } from '../scopeContext.ts';

export function DetailColumn() {
  const isFirst = useRun(({ presetName }) => findPreset(presetName)?.group === APPLICATION_GROUP);
  const application = (
    <Section key="application" title="What the application saw">
      <ApplicationPanel />
    </Section>
  );
  return (
    <>
      {isFirst ? application : undefined}
      <Section title="Counters" hideTitle>
        <Counters />
      </Section>
      <Section title="Inspector" id="inspector">
        <Inspector />
      </Section>
      {isFirst ? undefined : application}
    </>
  );
}
