// What stands in the right column: the counters, the inspector, and what applications saw.

import { Section } from '../../ui/Section.tsx';
import { ApplicationLog } from '../application/ApplicationLog.tsx';
import { Counters } from '../counters/Counters.tsx';
import { Inspector } from '../inspector/Inspector.tsx';

export function DetailColumn() {
  return (
    <>
      <Section title="Counters" hideTitle>
        <Counters />
      </Section>
      <Section title="Inspector" id="inspector">
        <Inspector />
      </Section>
      <Section title="What the application saw">
        <ApplicationLog />
      </Section>
    </>
  );
}
