// What is to be proved: one of the questions that people ask, or one's own.

import { exploreRequestsOf } from '../../lab/exploreRequest.ts';
import { PROOF_QUESTIONS, type ProofQuestion, scenarioOfProof } from '../../lab/proofQuestions.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { LabState, LabStore } from '../../store/lab.ts';
import { QuestionSelect } from './QuestionSelect.tsx';

interface ProofQuestionChoiceProps {
  readonly store: LabStore;
  readonly state: LabState;
}

export function ProofQuestionChoice({ store, state }: ProofQuestionChoiceProps) {
  return (
    <QuestionSelect
      questions={PROOF_QUESTIONS}
      asked={findQuestion(state)}
      onAsk={(question) =>
        store.open({
          presetName: DEFAULT_PRESET.name,
          scenario: scenarioOfProof(question),
          lab: { part: 'prove', ...question.lab },
        })
      }
    />
  );
}

/** The one that leads to the same searches. */
function findQuestion({ scenario, lab }: LabState): ProofQuestion | undefined {
  const asked = exploreRequestsOf(scenario, lab);
  return PROOF_QUESTIONS.find((question) =>
    isSameData(exploreRequestsOf(scenarioOfProof(question), question.lab), asked),
  );
}
