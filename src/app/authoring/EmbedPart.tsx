// The run as an embed for somebody's documentation: what is shown of it, how that looks in the author's
// page, and the text to paste. In a chunk of its own, loaded when it is opened.

import { useMemo, useState } from 'react';
import {
  EMBED_DEFAULTS,
  type EmbedChoices,
  formatEmbedParameters,
} from '../../exports/embedParameters.ts';
import { STORY_SPEED } from '../../store/speeds.ts';
import { Hint } from '../../ui/Hint.tsx';
import { usePlayhead, useRun } from '../../views/scopeContext.ts';
import styles from './Authoring.module.css';
import { LookChoices } from './LookChoices.tsx';
import { PlayChoices } from './PlayChoices.tsx';
import { Preview } from './Preview.tsx';
import { SnippetPart } from './SnippetPart.tsx';
import { useFallback } from './useFallback.ts';

export function EmbedPart() {
  const preset = useRun((state) => state.presetName);
  const scenario = useRun((state) => state.scenario);
  const commands = useRun((state) => state.commands);
  const speed = usePlayhead((state) => state.speed);
  const [choices, setChoices] = useState<EmbedChoices>({
    ...EMBED_DEFAULTS,
    speed: speed === STORY_SPEED ? undefined : speed,
  });
  const parameters = useMemo(
    () => formatEmbedParameters({ preset, scenario, commands }, choices),
    [preset, scenario, commands, choices],
  );
  const made = useFallback(choices);
  if (parameters === undefined) {
    return (
      <Hint>
        An embed cannot say this run, as no link can: it was preset elsewhere, or goes beyond a day.
      </Hint>
    );
  }
  const change = (changed: Partial<EmbedChoices>) => setChoices({ ...choices, ...changed });
  return (
    <div className={styles.columns}>
      <div className={styles.choices}>
        <Hint>
          A live run in your own documentation: the scenario, the seed and what was done by hand.
          One run alone: Compare’s lanes and the Lab have links.
        </Hint>
        <LookChoices choices={choices} onChange={change} />
        <PlayChoices choices={choices} onChange={change} />
      </div>
      <div className={styles.made}>
        <Preview parameters={parameters} />
        <SnippetPart parameters={parameters} made={made} />
      </div>
    </div>
  );
}
