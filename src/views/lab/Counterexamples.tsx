// The least that it takes to go wrong: for each level and each way the shortest run that was found, as a
// list of what was done in it, and as a link that plays it in Simulate.

import { type Counterexample, FLAWS, type Flaw } from '../../lab/exploration.ts';
import { levelsOf } from '../../lab/exploreRequest.ts';
import { nameFlaw, type Proof, sayEffort, sayStep } from '../../lab/proofWords.ts';
import { formatLink } from '../../scenario/link.ts';
import { DEFAULT_PRESET } from '../../scenario/presets/presets.ts';
import { formatInstant } from '../../trace/words.ts';
import findings from './Findings.module.css';
import styles from './Prove.module.css';

export function Counterexamples({ proofs }: { readonly proofs: readonly Proof[] }) {
  const isDone = proofs.every(({ status }) => status === 'done');
  return (
    <section className={findings.part} aria-labelledby="proof-examples">
      <h3 id="proof-examples">{isDone ? 'The least that it takes' : 'The least found so far'}</h3>
      <ul className={styles.exampleList}>
        {proofs.flatMap((proof) =>
          FLAWS.flatMap((flaw) => {
            const example = proof.found.shortest[flaw];
            if (example === undefined) return [];
            const { qos } = levelsOf(proof.request);
            return [<Example key={`${qos} ${flaw}`} proof={proof} flaw={flaw} example={example} />];
          }),
        )}
      </ul>
    </section>
  );
}

interface ExampleProps {
  readonly proof: Proof;
  readonly flaw: Flaw;
  readonly example: Counterexample;
}

function Example({ proof: { request }, flaw, example }: ExampleProps) {
  const { qos } = levelsOf(request);
  const effort = sayEffort(example);
  const name = nameFlaw(flaw, request.messages);
  const link = formatLink({
    view: 'simulate',
    preset: DEFAULT_PRESET.name,
    scenario: request.scenario,
    commands: example.commands,
    t: example.at,
  });
  return (
    <li className={styles.example}>
      <h4>
        <span className={findings[`q${qos}`]}>QoS {qos}</span>, {name.toLowerCase()}:{' '}
        {effort === ''
          ? 'nothing has to go wrong'
          : `${effort} ${isOne(example) ? 'is' : 'are'} enough`}
      </h4>
      <ol className={styles.steps}>
        {example.steps.map((step) => (
          <li key={`${step.at} ${sayStep(step)}`}>
            <span className={styles.instant}>{formatInstant(step.at)}</span> {sayStep(step)}
          </li>
        ))}
        <li>
          <span className={styles.instant}>{formatInstant(example.at)}</span> {ENDS[flaw]}
        </li>
      </ol>
      {link === undefined ? undefined : (
        <a href={link} aria-label={`See it: QoS ${qos}, ${name.toLowerCase()}`}>
          See it in Simulate
        </a>
      )}
    </li>
  );
}

/** What is to be seen at the run's instant. */
const ENDS: Readonly<Record<Flaw, string>> = {
  moreThanOnce: 'the application gets it again',
  never: 'no copy is left that could arrive',
  pending: 'nothing happens any more',
  outOfOrder: 'the application gets an earlier message after a later one',
};

function isOne({ steps }: Counterexample): boolean {
  return steps.length === 1;
}
