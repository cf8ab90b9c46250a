// Lose the next packet of a type on a hop, whatever its luck.

import { useState } from 'react';
import { EXCHANGE_TYPES, type ExchangeType, type Hop } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Controls.module.css';

const HOPS: readonly { value: Hop; label: string }[] = [
  { value: 1, label: 'publisher ⇄ broker' },
  { value: 2, label: 'broker ⇄ subscriber' },
];

const TYPES = EXCHANGE_TYPES.map((value) => ({ value, label: value }));

export function DropNext() {
  const scope = useScope();
  const [type, setType] = useState<ExchangeType>('PUBACK');
  const [hop, setHop] = useState<Hop>(1);
  return (
    <>
      <Segmented label="Hop" hideLabel options={HOPS} value={hop} onChange={setHop} />
      <div className={styles.row}>
        <Select label="Packet type" hideLabel options={TYPES} value={type} onChange={setType} />
        <Button onClick={() => void scope.commands.dropNext(type, hop)}>Drop the next</Button>
      </div>
      <Hint>Or press a packet on its way, and kill it.</Hint>
    </>
  );
}
