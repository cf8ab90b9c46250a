// The question that a sweep answers: one of those that people ask, or one's own.

import { QUESTIONS, type Question, scenarioOfQuestion } from '../../lab/questions.ts';
import { formOf, type SweepForm } from '../../lab/sweepForm.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { LabState, LabStore } from '../../store/lab.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';

interface QuestionChoiceProps {
  readonly store: LabStore;
  readonly presetName: string;
  readonly form: SweepForm;
}

const OWN = 'own';

export function QuestionChoice({ store, presetName, form }: QuestionChoiceProps) {
  const question = findQuestion(presetName, form);
  return (
    <Section title="Question">
      <Select
        label="Question to start from"
        hideLabel
        options={[
          ...(question === undefined ? [{ value: OWN, label: 'Your own' }] : []),
          ...QUESTIONS.map(({ title }) => ({ value: title, label: title })),
        ]}
        value={question?.title ?? OWN}
        onChange={(title) => {
          const chosen = QUESTIONS.find((one) => one.title === title);
          if (chosen !== undefined) store.open(stateOf(chosen));
        }}
      />
      {question === undefined ? undefined : <Hint>{question.says}</Hint>}
    </Section>
  );
}

function stateOf(question: Question): LabState {
  const { lab } = question;
  return { presetName: DEFAULT_PRESET.name, scenario: scenarioOfQuestion(question), lab };
}

/** The one that the form asks, whatever the seed. */
function findQuestion(presetName: string, form: SweepForm): Question | undefined {
  if (presetName !== DEFAULT_PRESET.name) return undefined;
  const { seed } = form.base;
  return QUESTIONS.find((question) => {
    const scenario = { ...scenarioOfQuestion(question), seed };
    return isSameData(formOf(scenario, question.lab), form);
  });
}
