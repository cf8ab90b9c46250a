// The decision guide: three questions about a message, the level that they lead to, why, what must hold
// elsewhere, and where to see it.

import { useState } from 'react';
import { Hint } from '../../ui/Hint.tsx';
import {
  type Answers,
  advise,
  type QuestionName,
  questionsFor,
  STATEMENTS,
} from '../../usecases/advice.ts';
import { Advised } from './Advised.tsx';
import styles from './Choose.module.css';
import { Kinds } from './Kinds.tsx';
import { QuestionField } from './QuestionField.tsx';

const PER_MESSAGE = STATEMENTS['each at its own level'];

export function Choose() {
  const [answers, setAnswers] = useState<Answers>({});
  const advice = advise(answers);
  const asked = questionsFor(answers);
  return (
    <div className={styles.choose}>
      <header className={styles.head}>
        <h2>Which level for this message?</h2>
        <p>{PER_MESSAGE.says}</p>
        <p>
          <a href="#/compare?preset=mixed-day&lanes=-;qos:2;qos:0">Compare: a mixed day</a>
        </p>
      </header>
      <form className={styles.questions} aria-label="Questions">
        {asked.map((question, i) => (
          <QuestionField
            key={question.name}
            question={question}
            nth={i + 1}
            answer={answers[question.name]}
            onAnswer={(value) => setAnswers(withAnswer(answers, question.name, value))}
          />
        ))}
      </form>
      <p className="visually-hidden" role="status">
        {advice === undefined ? '' : `Advice: QoS ${advice.level}`}
      </p>
      <section className={styles.answer} aria-label="Advice">
        {advice === undefined ? (
          <>
            <Hint>
              {asked.length === 1
                ? 'One answer, or three, and a level stands here.'
                : `${3 - (asked.length - 1)} more.`}
            </Hint>
            <Kinds />
          </>
        ) : (
          <Advised advice={advice} />
        )}
      </section>
    </div>
  );
}

/** What depends on a changed answer is open again. */
function withAnswer(answers: Answers, name: QuestionName, value: string): Answers {
  const next = { ...answers, [name]: value } as Answers;
  return name === 'loss' && next.loss === 'made good' ? { loss: 'made good' } : next;
}
