// The fallback of what is chosen, made from a run beside the one on the screen, which is there for as long
// as the part is open.

import { useEffect, useState } from 'react';
import type { EmbedChoices } from '../../exports/embedParameters.ts';
import { openBeside } from '../../store/besideRun.ts';
import type { ShownRun } from '../../store/shownRun.ts';
import { useRun } from '../../views/scopeContext.ts';
import { type Fallback, makeFallback } from './fallback.ts';

export type MadeFallback =
  | { readonly kind: 'making' }
  | { readonly kind: 'made'; readonly fallback: Fallback }
  | { readonly kind: 'failed'; readonly message: string };

const MAKING: MadeFallback = { kind: 'making' };

export function useFallback({ start, end, theme: chosen }: EmbedChoices): MadeFallback {
  const run = useBesideRun();
  // On paper an embed in the page's theme is light.
  const theme = chosen === 'dark' ? 'dark' : 'light';
  const [made, setMade] = useState(MAKING);
  useEffect(() => {
    if (run === undefined) return undefined;
    let isOver = false;
    const note = (next: MadeFallback) => {
      if (!isOver) setMade(next);
    };
    note(MAKING);
    void makeFallback(run, { start, end, theme }).then(
      (fallback) => note({ kind: 'made', fallback }),
      (error: unknown) =>
        note({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isOver = true;
      // A long way to an end that nobody wants any more.
      run.stop();
    };
  }, [run, start, end, theme]);
  return made;
}

function useBesideRun(): ShownRun | undefined {
  const presetName = useRun((state) => state.presetName);
  const scenario = useRun((state) => state.scenario);
  const commands = useRun((state) => state.commands);
  const [run, setRun] = useState<ShownRun>();
  useEffect(() => {
    let isOver = false;
    const beside = openBeside({ presetName, scenario, commands });
    void beside.opened.then(() => {
      if (!isOver) setRun(beside.run);
    });
    return () => {
      isOver = true;
      beside.close();
    };
  }, [presetName, scenario, commands]);
  return run;
}
