// Puts the run's use cases at a level: the one that each needs, or a wrong one; and whether the
// receiver ignores repeats. Each is an edit of the run that undo takes back.

import { changeClients, commonOf, isSubscriber } from '../../scenario/changes.ts';
import { changePatterns, publishAllAt, publishedLevelsOf } from '../../scenario/patterns.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Qos } from '../../trace/event.ts';
import { Segmented, type SegmentedOption } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import type { UseCase } from '../../usecases/useCase.ts';
import { useRun, useScope } from '../scopeContext.ts';
import styles from './Application.module.css';

/** `own`: each at the one that it needs; `mixed`: something else that is no one level. */
type Choice = Qos | 'own' | 'mixed';

export function LevelChoice({ useCases }: { readonly useCases: readonly UseCase[] }) {
  const scope = useScope();
  const scenario = useRun((state) => state.scenario);
  const ignores = commonOf(
    scenario.clients.filter(isSubscriber).map(({ ignoreRepeats }) => ignoreRepeats),
  );
  const choice = choiceOf(scenario, useCases);
  const [first, ...others] = useCases;
  if (first === undefined) return undefined;
  return (
    <div className={styles.choices}>
      <Segmented<Choice>
        label="Published at"
        options={others.length === 0 ? optionsOf(first) : SHARED}
        value={choice}
        onChange={(next) => void scope.edit((edited) => putAt(edited, useCases, next))}
      />
      <Switch
        label="Ignore repeats"
        checked={ignores === true}
        hint="The application acts on each message id once, whatever comes again."
        onChange={(on) =>
          void scope.edit((edited) =>
            changeClients(edited, isSubscriber, (client) => ({ ...client, ignoreRepeats: on })),
          )
        }
      />
    </div>
  );
}

const LEVELS: readonly Qos[] = [0, 1, 2];

function optionsOf({ recommended, wrong }: UseCase): readonly SegmentedOption<Choice>[] {
  const says = (qos: Qos): string => {
    if (qos === recommended) return `QoS ${qos} as needed`;
    return qos === wrong ? `QoS ${qos} wrong` : `QoS ${qos}`;
  };
  return LEVELS.map((qos) => ({ value: qos, label: says(qos) }));
}

const SHARED: readonly SegmentedOption<Choice>[] = [
  { value: 'own', label: 'each as needed' },
  ...LEVELS.map((qos) => ({ value: qos, label: `all QoS ${qos}` })),
];

function neededFor(useCases: readonly UseCase[], topic: string): Qos | undefined {
  return useCases.find((useCase) => useCase.topic === topic)?.recommended;
}

function putAt(scenario: Scenario, useCases: readonly UseCase[], choice: Choice): Scenario {
  if (typeof choice === 'number') return publishAllAt(scenario, choice);
  return changePatterns(scenario, (pattern) => {
    return { ...pattern, qos: neededFor(useCases, pattern.topic) ?? pattern.qos };
  });
}

function choiceOf(scenario: Scenario, useCases: readonly UseCase[]): Choice {
  const level = commonOf(publishedLevelsOf(scenario));
  if (level !== undefined) return level;
  const isOwn = scenario.clients
    .flatMap(({ publishes }) => publishes)
    .every(({ topic, qos }) => (neededFor(useCases, topic) ?? qos) === qos);
  return isOwn ? 'own' : 'mixed';
}
