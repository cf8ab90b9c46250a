// Opens a scenario from a file: as a link to Simulate, so that it is a run like any other, wherever one is.

import { failed, type Result } from '../../base/result.ts';
import { formatLink } from '../../scenario/link.ts';
import { OWN_SCENARIO } from '../../scenario/linkScenario.ts';
import { PRESETS } from '../../scenario/presets/presets.ts';
import { isSameData } from '../../scenario/sameData.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { FILE_BYTES_MAX, parseScenarioFile } from '../../scenario/scenarioFile.ts';

/** Goes there, or says why not. */
export async function openScenario(file: File): Promise<Result<Scenario>> {
  const parsed = await readScenario(file);
  if (!parsed.ok) return parsed;
  const link = linkTo(parsed.value);
  if (link === undefined) {
    const expected = 'a scenario that a link can carry';
    return failed([{ field: 'file', value: file.name, expected }]);
  }
  location.hash = link;
  return parsed;
}

async function readScenario(file: File): Promise<Result<Scenario>> {
  const refuse = (value: string, expected: string) => failed([{ field: 'file', value, expected }]);
  if (file.size > FILE_BYTES_MAX) {
    return refuse(`${file.size} bytes`, `at most ${FILE_BYTES_MAX} bytes`);
  }
  try {
    return parseScenarioFile(await file.text());
  } catch {
    return refuse('what cannot be read', 'a file');
  }
}

/** A preset's own scenario is that preset. */
function linkTo(scenario: Scenario): string | undefined {
  const preset = PRESETS.find((one) => isSameData(one.scenario, scenario))?.name ?? OWN_SCENARIO;
  const run = { preset, scenario, commands: [], t: undefined };
  return formatLink({ view: 'simulate', ...run });
}
