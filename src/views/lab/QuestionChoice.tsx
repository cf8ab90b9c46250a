// The question that a sweep answers: one of those that people ask, or one's own.

import { QUESTIONS, type Question, scenarioOfQuestion } from '../../lab/questions.ts';
import { formOf, type SweepForm } from '../../lab/sweepForm.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { LabState, LabStore } from '../../store/lab.ts';
import { QuestionSelect } from './QuestionSelect.tsx';

interface QuestionChoiceProps {
  readonly store: LabStore;
  readonly presetName: string;
  readonly form: SweepForm;
}

export function QuestionChoice({ store, presetName, form }: QuestionChoiceProps) {
  return (
    <QuestionSelect
      questions={QUESTIONS}
      asked={findQuestion(presetName, form)}
      onAsk={(question) => store.open(stateOf(question))}
    />
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
