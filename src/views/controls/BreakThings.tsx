// Faults by hand: lose the next packet of a type on a hop.

import { useState } from 'react';
import { EXCHANGE_TYPES, type ExchangeType, type Hop } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Controls.module.css';

const HOPS: readonly { value: Hop; label: string }[] = [
  { value: 1, label: 'publisher ⇄ broker' },
  { value: 2, label: 'broker ⇄ subscriber' },
];

export function BreakThings() {
  const scope = useScope();
  const [type, setType] = useState<ExchangeType>('PUBACK');
  const [hop, setHop] = useState<Hop>(1);
  return (
    <Section title="Break things">
      <Segmented label="Hop" hideLabel options={HOPS} value={hop} onChange={setHop} />
      <div className={styles.row}>
        <Select
          label="Packet type"
          hideLabel
          options={EXCHANGE_TYPES.map((value) => ({ value, label: value }))}
          value={type}
          onChange={setType}
        />
        <Button onClick={() => void scope.dropNext(type, hop)}>Drop the next</Button>
      </div>
      <Hint>Or press a packet on its way, and kill it.</Hint>
    </Section>
  );
}
