// The network at the playhead: loss for each hop (and each direction), latency, jitter, re-send time.
// A slider's value is in force when it is let go; what it shows is the trace's.

import { useState } from 'react';
import type { LossKey, NetworkSettings } from '../../scenario/scenario.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { useNetwork, useRun, useScope } from '../scopeContext.ts';
import styles from './Controls.module.css';

type Changes = Partial<NetworkSettings>;

const HOPS = [
  { label: 'Loss, publisher ⇄ broker', up: 'lossHop1Up', down: 'lossHop1Down' },
  { label: 'Loss, broker ⇄ subscriber', up: 'lossHop2Up', down: 'lossHop2Down' },
] as const;

const DIRECTIONS: readonly { readonly label: string; readonly key: LossKey }[] = [
  { label: 'Loss, publisher → broker', key: 'lossHop1Up' },
  { label: 'Loss, broker → publisher', key: 'lossHop1Down' },
  { label: 'Loss, broker → subscriber', key: 'lossHop2Down' },
  { label: 'Loss, subscriber → broker', key: 'lossHop2Up' },
];

export function NetworkControls() {
  const scope = useScope();
  const network = useNetwork();
  const initial = useRun((state) => state.scenario.network);
  const apply = (changes: Changes) => void scope.setNetwork(changes);
  return (
    <Section
      title="Network"
      action={
        <Button variant="quiet" onClick={() => apply(initial)}>
          Reset
        </Button>
      }
    >
      {HOPS.map(({ label, up, down }) => (
        <NetworkSlider
          key={label}
          label={label}
          value={percentOf(network[up])}
          initial={percentOf(initial[up])}
          max={100}
          unit="%"
          note={network[up] === network[down] ? undefined : 'The directions differ: see below.'}
          toChanges={(percent) => ({ [up]: percent / 100, [down]: percent / 100 })}
          apply={apply}
        />
      ))}
      <NetworkSlider
        label="Latency, one way"
        value={network.latencyMs}
        initial={initial.latencyMs}
        max={1000}
        typedMax={60_000}
        step={10}
        unit="ms"
        toChanges={(latencyMs) => ({ latencyMs })}
        apply={apply}
      />
      <NetworkSlider
        label="Jitter"
        value={network.jitterMs}
        initial={initial.jitterMs}
        max={1000}
        typedMax={60_000}
        step={10}
        unit="ms"
        toChanges={(jitterMs) => ({ jitterMs })}
        apply={apply}
      />
      <NetworkSlider
        label="Send again after"
        value={network.resendMs / 1000}
        initial={initial.resendMs / 1000}
        min={0.1}
        max={10}
        typedMax={3600}
        step={0.1}
        unit="s"
        toChanges={(sec) => ({ resendMs: Math.round(sec * 1000) })}
        apply={apply}
      />
      <details className={styles.details}>
        <summary>Loss for each direction</summary>
        <div>
          {DIRECTIONS.map(({ label, key }) => (
            <NetworkSlider
              key={key}
              label={label}
              value={percentOf(network[key])}
              initial={percentOf(initial[key])}
              max={100}
              unit="%"
              toChanges={(percent) => ({ [key]: percent / 100 })}
              apply={apply}
            />
          ))}
        </div>
      </details>
      <Hint>
        Lossy packets: each packet is lost or delayed by itself, and a timer sends again what is
        unacknowledged. That is MQTT-SN’s world and the classroom’s. Over TCP, which MQTT 3.1.1 and
        5.0 run on, loss is delay; TCP is not simulated yet.
      </Hint>
    </Section>
  );
}

interface NetworkSliderProps {
  readonly label: string;
  readonly value: number;
  readonly initial: number;
  readonly min?: number;
  readonly max: number;
  readonly typedMax?: number;
  readonly step?: number;
  readonly unit: string;
  readonly note?: string | undefined;
  readonly toChanges: (value: number) => Changes;
  readonly apply: (changes: Changes) => void;
}

function NetworkSlider(props: NetworkSliderProps) {
  const { label, value, initial, min = 0, max, typedMax, step = 1, unit, note } = props;
  const { toChanges, apply } = props;
  // The thumb follows the hand; the run learns of the value at which it is let go.
  const [held, setHeld] = useState<number | undefined>(undefined);
  if (held !== undefined && held === value) setHeld(undefined);
  return (
    <>
      <Slider
        label={label}
        value={held ?? value}
        min={min}
        max={max}
        step={step}
        unit={unit}
        typedMax={typedMax}
        defaultValue={initial}
        onChange={setHeld}
        onCommit={(next) => {
          setHeld(next);
          if (next !== value) apply(toChanges(next));
        }}
      />
      {note === undefined ? undefined : <Hint>{note}</Hint>}
    </>
  );
}

/** 0.2 → 20, without the noise of binary fractions. */
function percentOf(probability: number): number {
  return Math.round(probability * 1e6) / 1e4;
}
