// The level that the answers lead to: its reasons, each with the run that it rests on; what must hold
// elsewhere, held against an example; and the examples, at this level and at the one below.

import { findPreset } from '../../scenario/presets/presets.ts';
import {
  type Advice,
  compareLink,
  examplesOf,
  STATEMENTS,
  type StatementName,
  simulateLink,
} from '../../usecases/advice.ts';
import { requirementsFor } from '../../usecases/requirements.ts';
import type { UseCase } from '../../usecases/useCase.ts';
import { InYourCode } from '../code/InYourCode.tsx';
import styles from './Choose.module.css';

export function Advised({ advice }: { readonly advice: Advice }) {
  const { level, ignoresRepeats, reasons, beware } = advice;
  const examples = examplesOf(advice);
  const [example] = examples;
  const scenario = findPreset(example?.preset ?? '')?.scenario;
  return (
    <>
      <h3 className={styles.level}>
        <span className={styles[`q${level}`]}>QoS {level}</span>
        {ignoresRepeats ? ', and a receiver that ignores repeats' : ''}
      </h3>
      <Statements names={reasons} />
      {beware.length === 0 ? undefined : (
        <>
          <h4>What no level does for you</h4>
          <Statements names={beware} />
        </>
      )}
      {scenario === undefined ? undefined : (
        <p>
          <InYourCode advised={{ scenario, level }} />
        </p>
      )}
      <h4>Show me</h4>
      <p className={styles.note}>
        {level === 0
          ? 'At QoS 0, and at QoS 1 beside it: there is no level below.'
          : `At QoS ${level}, and at QoS ${level - 1} beside it.`}
      </p>
      <ul className={styles.examples}>
        {examples.map((each) => (
          <li key={each.name}>
            <a href={compareLink(advice, each)}>{each.title}</a>
          </li>
        ))}
      </ul>
      {level === 0 || example === undefined ? undefined : (
        <Elsewhere advice={advice} example={example} />
      )}
    </>
  );
}

function Statements({ names }: { readonly names: readonly StatementName[] }) {
  return (
    <ul className={styles.statements}>
      {names.map((name) => {
        const { says, shown } = STATEMENTS[name];
        return (
          <li key={name}>
            {says}{' '}
            <a href={simulateLink(shown)} aria-label={`See it: ${titleOf(shown.preset)}`}>
              See it
            </a>
          </li>
        );
      })}
    </ul>
  );
}

interface ElsewhereProps {
  readonly advice: Advice;
  readonly example: UseCase;
}

function Elsewhere({ advice: { level }, example }: ElsewhereProps) {
  const scenario = findPreset(example.preset)?.scenario;
  if (scenario === undefined) return undefined;
  return (
    <>
      <h4>What must hold elsewhere</h4>
      <p className={styles.note}>
        A level alone guarantees little. Marked is how “{example.title}” has it.
      </p>
      <ul className={styles.requirements}>
        {requirementsFor(level).map((each) => {
          const isMet = each.isMet(scenario, level);
          const missing = each.missing(level);
          return (
            <li key={each.name}>
              <span className={styles.sign} role="img" aria-label={isMet ? 'Met' : 'Not met'}>
                {isMet ? '✓' : '✗'}
              </span>
              <span>
                {each.says(level, scenario)}{' '}
                <span className={styles.how}>
                  Set with <code>{each.how(level).replaceAll('&', ' ')}</code>.{' '}
                  <a
                    href={simulateLink(missing)}
                    aria-label={`Without it: ${titleOf(missing.preset)}`}
                  >
                    Without it
                  </a>
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function titleOf(preset: string): string {
  return findPreset(preset)?.title ?? preset;
}
