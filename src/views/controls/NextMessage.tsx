// The next message: its level, publishing it, and publishing by itself.

import { useStore } from 'zustand';
import { AUTOMATIC, type Controls, runningAt } from '../../store/controls.ts';
import type { Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant, useRun } from '../scopeContext.ts';

const LEVELS: readonly { value: Qos; label: string; color: string }[] = [
  { value: 0, label: 'QoS 0', color: 'var(--c-q0)' },
  { value: 1, label: 'QoS 1', color: 'var(--c-q1)' },
  { value: 2, label: 'QoS 2', color: 'var(--c-q2)' },
];

export function NextMessage({ controls }: { controls: Controls }) {
  const nextQos = useStore(controls.state, (state) => state.nextQos);
  const commands = useRun((state) => state.commands);
  const t = useInstant(4);
  const scenario = useRun((state) => state.scenario);
  const since = useRun((state) => state.publishingSince);
  const running = runningAt(scenario, commands, since, t);
  const automatic = running.length === 1 ? running[0]?.pattern : undefined;
  return (
    <Section title="Next message">
      <Segmented
        label="QoS of the next message"
        hideLabel
        options={LEVELS}
        value={nextQos}
        onChange={(qos) => controls.setNextQos(qos)}
      />
      <Button variant="primary" block hint="P" onClick={() => void controls.publish()}>
        Publish
      </Button>
      <Switch
        label="Publish by itself"
        checked={running.length > 0}
        onChange={(on) => void controls.setAutomatic(on)}
      />
      {automatic?.name !== AUTOMATIC ? undefined : (
        <Slider
          label="Messages a second"
          value={automatic.ratePerSec}
          min={0.1}
          max={50}
          step={0.1}
          scale="log"
          typedMax={1000}
          onChange={() => {}}
          onCommit={(rate) => controls.setRate(rate)}
        />
      )}
    </Section>
  );
}
