// The run as a link: short, to be selected or copied, to its beginning or to the instant that is shown.

import { useId, useState } from 'react';
import type { Variant } from '../../scenario/variants.ts';
import { formatInstant } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant, usePlayhead, useRun, useScope } from '../../views/scopeContext.ts';
import { linkOf } from '../addressBar.ts';
import styles from './Share.module.css';

/** Programs that people send links with may cut a longer one. */
const LENGTH_SAFE = 2000;

interface LinkPartProps {
  readonly view: 'simulate' | 'compare';
  readonly lanes: readonly Variant[] | undefined;
}

export function LinkPart({ view, lanes }: LinkPartProps) {
  const scope = useScope();
  const id = useId();
  const t = useInstant();
  const commands = useRun((state) => state.commands.length);
  useRun((state) => state.scenario);
  usePlayhead((state) => state.speed);
  const [here, setHere] = useState(true);
  const [said, setSaid] = useState('');
  const link = linkOf(scope, view, lanes, view, here);
  const address = link === undefined ? undefined : new URL(link, location.href).href;
  if (address === undefined) {
    return (
      <section className={styles.part} aria-label="Link">
        <h3 className={styles.title}>Link</h3>
        <Hint>
          A link cannot say this run: it was preset elsewhere, or goes beyond a day. The scenario as
          a file, below, has all but the {commands} commands given by hand.
        </Hint>
      </section>
    );
  }

  async function copy(): Promise<void> {
    setSaid((await copyText(address ?? '')) ? 'Link copied.' : 'Select the link and copy it.');
  }

  return (
    <section className={styles.part} aria-label="Link">
      <label className={styles.title} htmlFor={id}>
        Link
      </label>
      <div className={styles.link}>
        <input
          id={id}
          className={styles.address}
          readOnly
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="primary" onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
      <span className={styles.said} role="status">
        {said}
      </span>
      <Switch
        label={`Start here, at ${formatInstant(t)}`}
        checked={here}
        onChange={(on) => {
          setHere(on);
          setSaid('');
        }}
      />
      <Hint>
        {sayContents(commands)} {here ? 'It opens at this instant.' : 'It plays from the start.'}{' '}
        {address.length > LENGTH_SAFE
          ? `It has ${address.length} characters: some programs cut links longer than ${LENGTH_SAFE}. The scenario as a file is below.`
          : undefined}
      </Hint>
    </section>
  );
}

function sayContents(commands: number): string {
  if (commands === 0) return 'It has the scenario, the seed and the speed.';
  const given = commands === 1 ? 'the command' : `the ${commands} commands`;
  return `It has the scenario, the seed, the speed and ${given} given by hand.`;
}
