// Puts the run's use cases at a level: the one that each needs, or another; and whether the receiver
// ignores repeats. Each is an edit of the run that undo takes back.

import { changeClients, commonOf, isSubscriber } from '../../scenario/changes.ts';
import { changePatterns, publishAllAt, publishedLevelsOf } from '../../scenario/patternChanges.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { applicationsIn } from '../../store/runApplications.ts';
import type { Qos } from '../../trace/event.ts';
import { Segmented, type SegmentedOption } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { verdictOf } from '../../usecases/applications.ts';
import { surroundingsOf } from '../../usecases/risks.ts';
import type { UseCase } from '../../usecases/useCase.ts';
import { useInstant, useRun, useScope, useVersion } from '../scopeContext.ts';
import styles from './Application.module.css';
import { levelOptions } from './levelOptions.ts';

/** `own`: each at the one that it needs; `mixed`: something else that is no one level. */
type Choice = Qos | 'own' | 'mixed';

export function LevelChoice({ useCases }: { readonly useCases: readonly UseCase[] }) {
  const scope = useScope();
  const scenario = useRun((state) => state.scenario);
  const ignores = commonOf(
    scenario.clients.filter(isSubscriber).map(({ ignoreRepeats }) => ignoreRepeats),
  );
  const choice = choiceOf(scenario, useCases);
  const commands = useRun((state) => state.commands);
  const isHarmed = useIsHarmed();
  const [first, ...others] = useCases;
  if (first === undefined) return undefined;
  return (
    <div className={styles.choices}>
      <Segmented<Choice>
        label="Published at"
        options={
          others.length > 0
            ? SHARED
            : levelOptions(
                first,
                surroundingsOf(scenario, commands, first),
                isHarmed && typeof choice === 'number' ? choice : undefined,
              )
        }
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

const SHARED: readonly SegmentedOption<Choice>[] = [
  { value: 'own', label: 'each its own' },
  ...LEVELS.map((qos) => ({ value: qos, label: `all QoS ${qos}` })),
];

/** Whether the run shown has done harm by now; a gap that the next message closes is none. */
function useIsHarmed(): boolean {
  const scope = useScope();
  const t = useInstant();
  useVersion();
  const verdicts =
    applicationsIn(scope.run)
      .at(t)
      ?.map((each) => verdictOf(each, t)) ?? [];
  return verdicts.some(({ harm }) => harm !== 'none' && harm !== 'gap');
}

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
