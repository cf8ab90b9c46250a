// What is to be proved: one of the questions that people ask, or one's own.

import { exploreRequestsOf } from '../../lab/exploreRequest.ts';
import { PROOF_QUESTIONS, type ProofQuestion, scenarioOfProof } from '../../lab/proofQuestions.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { LabState, LabStore } from '../../store/lab.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';

interface ProofQuestionChoiceProps {
  readonly store: LabStore;
  readonly state: LabState;
}

const OWN = 'own';

export function ProofQuestionChoice({ store, state }: ProofQuestionChoiceProps) {
  const question = findQuestion(state);
  return (
    <Section title="Question">
      <Select
        label="Question to start from"
        hideLabel
        options={[
          ...(question === undefined ? [{ value: OWN, label: 'Your own' }] : []),
          ...PROOF_QUESTIONS.map(({ title }) => ({ value: title, label: title })),
        ]}
        value={question?.title ?? OWN}
        onChange={(title) => {
          const chosen = PROOF_QUESTIONS.find((one) => one.title === title);
          if (chosen === undefined) return;
          store.open({
            presetName: DEFAULT_PRESET.name,
            scenario: scenarioOfProof(chosen),
            lab: { part: 'prove', ...chosen.lab },
          });
        }}
      />
      {question === undefined ? undefined : <Hint>{question.says}</Hint>}
    </Section>
  );
}

/** The one that leads to the same searches. */
function findQuestion({ scenario, lab }: LabState): ProofQuestion | undefined {
  const asked = exploreRequestsOf(scenario, lab);
  return PROOF_QUESTIONS.find((question) =>
    isSameData(exploreRequestsOf(scenarioOfProof(question), question.lab), asked),
  );
}
