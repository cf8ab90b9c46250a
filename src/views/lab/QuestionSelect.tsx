// A question to start from: one of those that people ask, or one's own.

import { Hint } from '../../ui/Hint.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';

interface QuestionSelectProps<Q> {
  readonly questions: readonly Q[];
  /** Undefined: one's own. */
  readonly asked: Q | undefined;
  readonly onAsk: (question: Q) => void;
}

const OWN = 'own';

export function QuestionSelect<Q extends { readonly title: string; readonly says: string }>({
  questions,
  asked,
  onAsk,
}: QuestionSelectProps<Q>) {
  return (
    <Section title="Question">
      <Select
        label="Question to start from"
        hideLabel
        options={[
          ...(asked === undefined ? [{ value: OWN, label: 'Your own' }] : []),
          ...questions.map(({ title }) => ({ value: title, label: title })),
        ]}
        value={asked?.title ?? OWN}
        onChange={(title) => {
          const chosen = questions.find((one) => one.title === title);
          if (chosen !== undefined) onAsk(chosen);
        }}
      />
      {asked === undefined ? undefined : <Hint>{asked.says}</Hint>}
    </Section>
  );
}
