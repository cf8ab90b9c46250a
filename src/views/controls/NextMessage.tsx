// The next message: its level, who publishes it, publishing it, and publishing by itself.

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { isSameData } from '../../scenario/sameData.ts';
import { publishersOf } from '../../store/clients.ts';
import { AUTOMATIC, type Controls, UNTOUCHED } from '../../store/controls.ts';
import type { Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Details } from '../../ui/Details.tsx';
import { Hint } from '../../ui/Hint.tsx';
import { ResetButton } from '../../ui/ResetButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant, useRun } from '../scopeContext.ts';
import { SettledSlider } from './SettledSlider.tsx';
import { useClients } from './useClients.ts';

const LEVELS: readonly { value: Qos; label: string; color: string }[] = [
  { value: 0, label: 'QoS 0', color: 'var(--c-q0)' },
  { value: 1, label: 'QoS 1', color: 'var(--c-q1)' },
  { value: 2, label: 'QoS 2', color: 'var(--c-q2)' },
];

export interface NextMessageProps {
  readonly controls: Controls;
  /** Absent: the reader chooses it. Else why there is nothing to choose. */
  readonly levelIsSet?: string | undefined;
  /** What more can be done with it. */
  readonly children?: ReactNode;
}

export function NextMessage({ controls, levelIsSet, children }: NextMessageProps) {
  const state = useStore(controls.state);
  const t = useInstant();
  const index = useRun((run) => run.index);
  const publishers = publishersOf(useClients());
  const publisher = controls.publisherAt(t);
  const running = index.patternsAt(t).filter(({ client }) => client === publisher?.id);
  const automatic = running.find(({ pattern }) => pattern.name === AUTOMATIC)?.pattern;
  const topics = controls.topicsAt(t);
  const topic = controls.topicAt(t);
  return (
    <Section
      title="Next message"
      action={
        <ResetButton
          what="the next message"
          differs={!isSameData(state, UNTOUCHED) || automatic !== undefined}
          onReset={() => void controls.reset()}
        />
      }
    >
      {levelIsSet === undefined ? (
        <Segmented
          label="QoS of the next message"
          hideLabel
          options={LEVELS}
          value={state.nextQos}
          onChange={(qos) => controls.setNextQos(qos)}
        />
      ) : (
        <Hint>{levelIsSet}</Hint>
      )}
      {publishers.length < 2 || publisher === undefined ? undefined : (
        <Select
          label="Publisher of the next message"
          hideLabel
          options={publishers.map(({ id }) => ({ value: id, label: `by ${id}` }))}
          value={publisher.id}
          onChange={(id) => controls.setPublisher(id)}
        />
      )}
      <Button
        variant="primary"
        block
        hint="P"
        unavailable={publisher === undefined ? 'There is no publisher.' : undefined}
        onClick={() => void controls.publish()}
      >
        Publish
      </Button>
      <Switch
        label="Publish by itself"
        checked={running.length > 0}
        disabled={publisher === undefined}
        onChange={(on) => void controls.setAutomatic(on)}
      />
      {automatic === undefined ? undefined : (
        <SettledSlider
          label="Messages a second"
          value={automatic.ratePerSec}
          defaultValue={UNTOUCHED.ratePerSec}
          min={0.1}
          max={50}
          step={0.1}
          scale="log"
          typedMax={1000}
          apply={(rate) => controls.setRate(rate)}
        />
      )}
      {topics.length < 2 ? undefined : (
        <Details summary={`Topic: ${topic}`}>
          <Select
            label="Topic of the next message"
            hideLabel
            options={topics.map((known) => ({ value: known, label: known }))}
            value={topic}
            onChange={(known) => controls.setTopic(known)}
          />
        </Details>
      )}
      {children}
    </Section>
  );
}
