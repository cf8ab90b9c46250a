// What searches have found: for each level the sentence that it adds up to, the figures side by side,
// the least that it takes to go wrong, and what bounds it all.

import { FLAWS } from '../../lab/exploration.ts';
import { levelsOf } from '../../lab/exploreRequest.ts';
import { sayBounds } from '../../lab/proofBounds.ts';
import { type Proof, sayProof } from '../../lab/proofWords.ts';
import { Counterexamples } from './Counterexamples.tsx';
import findings from './Findings.module.css';
import styles from './Prove.module.css';
import { ProveTable } from './ProveTable.tsx';

interface ProveResultProps {
  readonly proofs: readonly Proof[];
}

export function ProveResult({ proofs }: ProveResultProps) {
  const last = proofs.at(-1);
  if (last === undefined) return undefined;
  const hasExamples = proofs.some(({ found }) => FLAWS.some((flaw) => flaw in found.shortest));
  return (
    <div className={styles.found}>
      <ul className={findings.statements}>
        {proofs.map((proof) => (
          <StatementLine key={levelsOf(proof.request).qos} proof={proof} />
        ))}
      </ul>
      <ProveTable proofs={proofs} />
      {hasExamples ? <Counterexamples proofs={proofs} /> : undefined}
      <section className={findings.part} aria-labelledby="proof-bounds">
        <h3 id="proof-bounds">What bounds the search</h3>
        <ul className={findings.grounds}>
          {sayBounds(last.request).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function StatementLine({ proof }: { readonly proof: Proof }) {
  const { kind, text } = sayProof(proof);
  const { qos } = levelsOf(proof.request);
  const name = `QoS ${qos}`;
  const at = text.indexOf(name);
  return (
    <li className={styles.statement} data-kind={kind} data-level={qos}>
      {text.slice(0, at)}
      <b className={findings[`q${qos}`]}>{name}</b>
      {text.slice(at + name.length)}
    </li>
  );
}
