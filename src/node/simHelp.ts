// What `sim` says about itself: its usage, its presets, and the schema of a scenario file.

import { toJsonSchema } from '@valibot/to-json-schema';
import { scenarioSchema } from '../scenario/parse.ts';
import { DEFAULT_PRESET, PRESET_GROUPS, PRESETS } from '../scenario/presets/presets.ts';
import { SETTING_GROUPS, type SettingName } from '../scenario/settings.ts';
import { formatRows, settingRows } from './helpRows.ts';

export function formatHelp(): string {
  const settings = Object.entries(SETTING_GROUPS).map(([title, group]) => {
    return `${title}:\n${formatRows(settingRows(Object.keys(group) as SettingName[]))}`;
  });
  return `Usage: npm run --silent sim -- [options]

Runs a scenario to its end in virtual time and prints what was counted, by published QoS. A run
ends when no message and no acknowledgement is outstanding, else 600 s after the last publish.

What to run (one of these):
${formatRows([
  ['--preset NAME', `one of the presets (${DEFAULT_PRESET.name})`],
  ['--scenario FILE', 'a scenario of your own, as JSON'],
  ['--link URL', 'what a link of the page says, with its commands; its t is not the end'],
  ['', 'of a link to Compare every lane: { lanes: [{ label, link, metrics }] }'],
])}

Settings, on top of it (in brackets: the value of preset ${DEFAULT_PRESET.name}).

${settings.join('\n\n')}

When to stop:
${formatRows([['--until-ms MS', 'virtual time at which the run ends at the latest']])}

Output:
${formatRows([
  ['--json', 'the counters as JSON instead of a table, and what came of each application'],
  ['--trace FILE', 'every event as a line of JSON; - is the standard output, and no table'],
  ['--pcap FILE', 'a capture for Wireshark: real MQTT bytes in TCP streams, pcapng'],
  ['--mermaid FILE', 'a sequence diagram in Mermaid’s text, losses as crosses'],
  ['--list-presets', 'the presets'],
  ['--print-scenario', 'the scenario as JSON, for --scenario'],
  ['--print-schema', 'the JSON schema of a scenario file'],
  ['--help', 'this text'],
])}

Exit codes: 0 done, 1 failed, 2 bad input (one line on the standard error).
`;
}

export function formatPresets(json: boolean): string {
  if (json) {
    const presets = PRESETS.map(({ scenario: _, ...preset }) => preset);
    return `${JSON.stringify(presets, null, 2)}\n`;
  }
  const groups = PRESET_GROUPS.map((group) => {
    const blocks = PRESETS.filter((preset) => preset.group === group).map(
      ({ name, title, sentence, lookFor }) =>
        `  ${name}\n      ${title}. ${sentence}\n      ${lookFor}\n`,
    );
    return `${group}\n\n${blocks.join('\n')}`;
  });
  return groups.join('\n');
}

/** JSON Schema (draft-07) of a scenario file. Checks that it has no words for are left out. */
export function formatSchema(): string {
  const { $schema, ...schema } = toJsonSchema(scenarioSchema, {
    typeMode: 'input',
    ignoreActions: ['check', 'finite'],
  });
  return `${JSON.stringify({ $schema, title: 'QoScope scenario', ...schema }, null, 2)}\n`;
}
