// What a search is asked: how much may go wrong in one run, of how many messages, at which levels, and
// over which network.

import { fromMs } from '../../base/time.ts';
import { type FaultKind, SEARCH_MAX } from '../../lab/exploration.ts';
import { DROPS, LEVELS, limitsOf } from '../../lab/exploreRequest.ts';
import { apartMs, spacingMsOf } from '../../lab/spacing.ts';
import { changeClients, changeNetwork, isSubscriber } from '../../scenario/changes.ts';
import type { Lab } from '../../scenario/linkLab.ts';
import { changePatterns } from '../../scenario/patternChanges.ts';
import type { NetworkSettings, Scenario } from '../../scenario/scenario.ts';
import type { Qos } from '../../trace/event.ts';
import { formatSpan } from '../../trace/words.ts';
import { Details } from '../../ui/Details.tsx';
import { Section } from '../../ui/Section.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { HeldSlider } from './HeldSlider.tsx';
import { ProveEnds } from './ProveEnds.tsx';

export interface ProveFormProps {
  readonly scenario: Scenario;
  readonly lab: Lab;
  readonly onLab: (changes: { readonly [K in keyof Lab]?: Lab[K] | undefined }) => void;
  readonly onScenario: (scenario: Scenario) => void;
}

const FAULTS: readonly { readonly kind: FaultKind; readonly label: string }[] = [
  { kind: 'cuts', label: 'Connections cut' },
  { kind: 'crashes', label: 'Crashes' },
  { kind: 'cleanReconnects', label: 'Clean reconnects' },
];

/** Both are on their way at once. */
const SPACINGS_MS = [1, 100];

const LEVEL_CHOICES = [
  { value: LEVELS, label: 'All' },
  { value: '0', label: 'QoS 0', color: 'var(--c-q0)' },
  { value: '1', label: 'QoS 1', color: 'var(--c-q1)' },
  { value: '2', label: 'QoS 2', color: 'var(--c-q2)' },
];

const QOS: readonly { readonly value: Qos; readonly label: string }[] = [
  { value: 0, label: 'QoS 0' },
  { value: 1, label: 'QoS 1' },
  { value: 2, label: 'QoS 2' },
];

const MODELS = [
  { value: 'lossy', label: 'Lossy packets' },
  { value: 'tcp', label: 'TCP' },
] as const;

const RESEND: readonly { readonly value: NetworkSettings['resend']; readonly label: string }[] = [
  { value: 'model', label: 'By model' },
  { value: 'timer', label: 'Timer' },
  { value: 'reconnect', label: 'Reconnect' },
];

export function ProveForm({ scenario, lab, onLab, onScenario }: ProveFormProps) {
  const limits = limitsOf(lab);
  const { network } = scenario;
  const subQos = scenario.clients.find(isSubscriber)?.subscriptions[0]?.qos ?? 2;
  const levels = lab.levels ?? LEVELS;
  const others = LEVEL_CHOICES.some(({ value }) => value === levels)
    ? []
    : [{ value: levels, label: levels.replaceAll(',', ', ') }];
  const [spacing, apart] = [spacingMsOf(scenario), apartMs(scenario, limits)];
  const setNetwork = (changes: Partial<NetworkSettings>) =>
    onScenario(changeNetwork(scenario, changes));
  return (
    <>
      <Section title="May go wrong in one run, at most" level={3}>
        <HeldSlider
          label="Packets lost"
          value={limits.drops}
          defaultValue={DROPS}
          min={0}
          max={SEARCH_MAX.drops}
          step={1}
          apply={(drops) => onLab({ drops: drops === DROPS ? undefined : drops })}
        />
        {FAULTS.map(({ kind, label }) => (
          <Segmented
            key={kind}
            label={label}
            options={Array.from({ length: SEARCH_MAX[kind] + 1 }, (_, n) => ({
              value: n,
              label: String(n),
            }))}
            value={limits[kind]}
            onChange={(n) => onLab({ [kind]: n === 0 ? undefined : n })}
          />
        ))}
      </Section>
      <Section title="What is sent" level={3}>
        <Segmented
          label="Messages"
          options={[
            { value: 'one', label: 'One' },
            { value: 'two', label: 'Two, in order' },
          ]}
          value={lab.two === true ? 'two' : 'one'}
          onChange={(many) => onLab({ two: many === 'two' ? true : undefined })}
        />
        {lab.two === true ? (
          <Segmented
            label="Second published after the first"
            options={[...new Set([...SPACINGS_MS, apart, spacing])]
              .sort((a, b) => a - b)
              .map((value) => ({ value, label: formatSpan(fromMs(value)) }))}
            value={spacing}
            hint={`After ${formatSpan(fromMs(apart))} the first is over, whatever is lost.`}
            onChange={(ms) =>
              onScenario(
                changePatterns(scenario, (pattern) => ({ ...pattern, ratePerSec: 1000 / ms })),
              )
            }
          />
        ) : undefined}
        <Segmented
          label="Published at"
          options={[...LEVEL_CHOICES, ...others]}
          value={levels}
          onChange={(next) => onLab({ levels: next === LEVELS ? undefined : next })}
        />
        <Segmented
          label="Subscription’s level"
          options={QOS}
          value={subQos}
          hint="To the subscriber the lower of the two holds."
          onChange={(qos) =>
            onScenario(
              changeClients(scenario, isSubscriber, (client) => ({
                ...client,
                subscriptions: client.subscriptions.map((each) => ({ ...each, qos })),
              })),
            )
          }
        />
      </Section>
      <Section title="Network" level={3}>
        <Segmented
          label="Network model"
          hideLabel
          options={MODELS}
          value={network.model}
          onChange={(model) => setNetwork({ model })}
        />
        <Segmented
          label="Send again what is unacknowledged"
          options={RESEND}
          value={network.resend}
          onChange={(resend) => setNetwork({ resend })}
        />
        <Details summary="Times, broker and subscriber">
          <ProveEnds scenario={scenario} onScenario={onScenario} />
        </Details>
      </Section>
    </>
  );
}
