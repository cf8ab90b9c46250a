// Builds what the page stands on: the scope with its worker, narrator, controls and story, and how
// the first screen is chosen from the address and from whether the visitor was here before.

import { type ParsedLink, parseLink } from '../scenario/link.ts';
import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Controls } from '../store/controls.ts';
import { createNarrator, type Narrator } from '../store/narrator.ts';
import { Scope } from '../store/scope.ts';
import { STORY, STORY_SPEED, Story } from '../store/story.ts';
import { noteVisit, wasHere } from './visited.ts';

export type Mode = 'story' | 'full';

export interface AppParts {
  readonly scope: Scope;
  readonly narrator: Narrator;
  readonly controls: Controls;
  readonly story: Story;
  readonly mode: Mode;
  /** What the address said that could not be used. */
  readonly ignored: ParsedLink['ignored'];
  /** Starts the run that the first screen shows. */
  readonly start: (reducedMotion: boolean) => Promise<void>;
}

/** What a return visit without a link opens. */
const RETURN_PRESET = 'mixed';

export function createApp(hash: string): AppParts {
  const linked = hash !== '' && hash !== '#';
  const link = parseLink(hash);
  const mode: Mode = linked || wasHere() ? 'full' : 'story';
  noteVisit();
  const presetName = mode === 'story' ? STORY[0].preset : linked ? link.preset : RETURN_PRESET;
  const scenario = linked ? link.scenario : scenarioOf(presetName);
  const scope = new Scope({ presetName, scenario }, STORY_SPEED);
  const story = new Story(scope, scenarioOf);
  return {
    scope,
    narrator: createNarrator(scope, () => performance.now()),
    controls: new Controls(scope),
    story,
    mode,
    ignored: linked ? complaintsOf(link) : [],
    async start(reducedMotion) {
      if (mode === 'story') {
        await story.tell(STORY[0], reducedMotion);
        return;
      }
      const { commands } = link;
      await scope.open(
        linked ? { presetName, scenario, commands, to: link.t } : { presetName, scenario },
      );
      // A link without an instant, and a return visit, begin to move by themselves.
      if (!reducedMotion && (!linked || link.t === undefined)) scope.playhead.play();
    },
  };
}

/** The preset's scenario; every name used here is one of the presets'. */
export function scenarioOf(name: string): Scenario {
  return (findPreset(name) ?? DEFAULT_PRESET).scenario;
}

/** What of a link could not be used: unreadable parts, and a screen that is not there. */
export function complaintsOf({ view, ignored }: ParsedLink): ParsedLink['ignored'] {
  if (view === undefined || view === 'simulate') return ignored;
  return [...ignored, { field: 'screen', value: `"${view}"`, expected: 'simulate' }];
}
