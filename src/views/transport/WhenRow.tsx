// "When a PUBREC arrives, cut its client": the rule is put together from lists, and armed.

import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { whenOf } from '../../store/when.ts';
import type { Hop } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useScope } from '../scopeContext.ts';
import {
  actionsFor,
  type Choice,
  HOPS,
  isPacket,
  MOMENTS,
  ruleOf,
  SUBJECTS,
  type Subject,
} from './ruleText.ts';
import styles from './Transport.module.css';

const FIRST: Choice = {
  subject: 'loss',
  moment: 'arrives',
  hop: undefined,
  action: 'pause',
  repeats: false,
};

export function WhenRow() {
  const scope = useScope();
  const { view } = scope;
  const when = whenOf(scope);
  const [choice, setChoice] = useState(FIRST);
  const rule = useStore(when.state, (state) => state.rule);
  const row = useRef<HTMLFieldSetElement>(null);
  const { subject, moment, hop, repeats } = choice;
  // Somebody has asked for it, and goes on here.
  useEffect(() => row.current?.querySelector('select')?.focus({ preventScroll: true }), []);

  /** An armed rule is changed at once. */
  function change(changes: Partial<Choice>): void {
    const next = { ...choice, ...changes };
    setChoice(next);
    if (rule !== undefined) when.arm(ruleOf(next));
  }

  return (
    <fieldset
      ref={row}
      className={styles.row}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        view.setState({ whenOpen: false });
      }}
    >
      <legend className="visually-hidden">When this happens, do that</legend>
      <span className={styles.word}>when</span>
      <Select<Subject>
        label="What is waited for"
        hideLabel
        options={SUBJECTS}
        value={subject}
        onChange={(value) => change({ subject: value })}
      />
      {isPacket(subject) ? (
        <>
          <Select
            label="What happens to the packet"
            hideLabel
            options={MOMENTS}
            value={moment}
            onChange={(value) => change({ moment: value })}
          />
          <Select
            label="On which hop"
            hideLabel
            options={HOPS}
            value={hop === undefined ? 'any' : hop === 1 ? '1' : '2'}
            onChange={(value) =>
              change({ hop: value === 'any' ? undefined : (Number(value) as Hop) })
            }
          />
        </>
      ) : undefined}
      <span className={styles.word}>then</span>
      <Select
        label="What is done then"
        hideLabel
        options={actionsFor(choice)}
        value={ruleOf(choice).action}
        onChange={(value) => change({ action: value })}
      />
      <Select
        label="How often"
        hideLabel
        options={[
          { value: 'once', label: 'once' },
          { value: 'each', label: 'each time' },
        ]}
        value={repeats ? 'each' : 'once'}
        onChange={(value) => change({ repeats: value === 'each' })}
      />
      {rule === undefined ? (
        <Button onClick={() => when.arm(ruleOf(choice))}>Arm</Button>
      ) : (
        <Button onClick={() => when.disarm()}>Disarm</Button>
      )}
    </fieldset>
  );
}
