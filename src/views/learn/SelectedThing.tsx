// On the rails the inspector is there as long as a packet or a node is selected.

import { Section } from '../../ui/Section.tsx';
import { lazily } from '../lazily.ts';
import { useSelection } from '../scopeContext.ts';

const Inspector = lazily(
  () => import('../inspector/Inspected.tsx').then(({ Inspected }) => Inspected),
  'The inspector',
);

export function SelectedThing() {
  const { packet, node } = useSelection();
  if (packet === undefined && node === undefined) return undefined;
  return (
    <Section title="Inspector" id="inspector">
      <Inspector />
    </Section>
  );
}
