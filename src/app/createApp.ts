// Builds what the page stands on: the scope with its worker, narrator, controls and story, and how
// the first screen is chosen from the address and from whether the visitor was here before.

import { DEFAULT_PRESET, findPreset } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Controls } from '../store/controls.ts';
import { createNarrator, type Narrator } from '../store/narrator.ts';
import type { RunStart } from '../store/run.ts';
import { createScope, type Scope } from '../store/scope.ts';
import { STORY_SPEED } from '../store/speeds.ts';
import { STORY, Story } from '../store/story.ts';
import type { ComparedLanes } from '../views/compare/compareMode.ts';
import type { Address, InLab } from './addressBar.ts';
import { noteVisit, wasHere } from './visited.ts';

export type Mode = 'story' | 'full';

export interface AppParts {
  readonly scope: Scope;
  readonly narrator: Narrator;
  readonly controls: Controls;
  readonly story: Story;
  /** Compare keeps there what it has compared. */
  readonly compared: ComparedLanes;
  /** The Lab keeps there what it was at. */
  readonly inLab: InLab;
  readonly mode: Mode;
  /** What the page was opened with; undefined: it says nothing. */
  readonly address: Address | undefined;
  /** Starts the run that the first screen shows. */
  readonly start: (reducedMotion: boolean) => Promise<void>;
}

/** What a return visit without a link opens. */
const RETURN_PRESET = 'mixed';

/** @param address undefined: it says nothing */
export function createApp(address: Address | undefined): AppParts {
  const mode: Mode = address !== undefined || wasHere() ? 'full' : 'story';
  noteVisit();
  const first = address?.start ?? startOf(mode === 'story' ? STORY[0].preset : RETURN_PRESET);
  const scope = createScope(first, address?.speed ?? STORY_SPEED);
  const story = new Story(scope, scenarioOf);
  return {
    scope,
    narrator: createNarrator(scope, () => performance.now(), import('../trace/narration.ts')),
    controls: new Controls(scope),
    story,
    compared: {},
    inLab: {},
    mode,
    address,
    async start(reducedMotion) {
      if (mode === 'story') {
        await story.tell(STORY[0], reducedMotion);
        return;
      }
      // Another screen has runs of its own.
      if (address !== undefined && address.view !== 'simulate') return;
      await scope.open(first);
      // A link without an instant, and a return visit, begin to move by themselves.
      if (!reducedMotion && first.to === undefined) scope.playhead.play();
    },
  };
}

/** The preset's scenario; every name used here is one of the presets'. */
export function scenarioOf(name: string): Scenario {
  return (findPreset(name) ?? DEFAULT_PRESET).scenario;
}

function startOf(presetName: string): RunStart {
  return { presetName, scenario: scenarioOf(presetName) };
}
