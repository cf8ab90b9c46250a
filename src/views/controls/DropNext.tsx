// Lose the next packet of a type on a hop, whatever its luck; and which such losses are still to come.

import { useState } from 'react';
import { EXCHANGE_TYPES, type ExchangeType, type Hop } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import styles from './Controls.module.css';
import { sayDropRule } from './dropText.ts';

const HOPS: readonly { value: Hop; label: string }[] = [
  { value: 1, label: 'Publisher hop' },
  { value: 2, label: 'Subscriber hop' },
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
      <Waiting />
      <Hint>Or press a packet on its way, and kill it.</Hint>
    </>
  );
}

function Waiting() {
  const { commands } = useScope();
  const t = useInstant();
  useVersion();
  const index = useRun((state) => state.index);
  const last = useRun((state) => state.commands.at(-1));
  const rules = index.dropRulesAt(t);
  if (rules.length === 0) return undefined;
  // Undo takes the last command back, and no other.
  const isUndoable = last?.command.kind === 'drop-next' && last.at === rules.at(-1)?.since;
  return (
    <div className={styles.row}>
      <ul className={styles.waiting} aria-label="Losses to come">
        {rules.map((rule, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of the same kind differ in nothing else
          <li key={i}>{sayDropRule(rule)}</li>
        ))}
      </ul>
      {isUndoable ? (
        <Button variant="quiet" className={styles.end} onClick={() => void commands.undo()}>
          Take back
        </Button>
      ) : undefined}
    </div>
  );
}
