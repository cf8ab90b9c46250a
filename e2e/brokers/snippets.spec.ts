// The code that the page shows for a setting, run as it stands where it can run here: MQTT.js and
// Mosquitto's command-line clients, against `npm run broker`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { type CodeSettings, codeSettingsOf } from '../../src/lessons/code/codeSettings.ts';
import { LIBRARY } from '../../src/lessons/code/libraries.ts';
import { DEFAULT_PRESET } from '../../src/scenario/presets/presets.ts';
import type { Mosquitto } from './findMosquitto.ts';
import { LEVELS, test, VERSIONS } from './servers.ts';

const CASES = VERSIONS.flatMap(({ name, version }) =>
  LEVELS.map((qos) => ({ name, version, qos })),
);

/** Inside the project, so that `mqtt` is found. */
const folder = fileURLToPath(new URL('../../test-results/snippets', import.meta.url));

function settingsOf(port: number, version: 4 | 5, qos: 0 | 1 | 2): CodeSettings {
  const settings = codeSettingsOf(DEFAULT_PRESET.scenario, { host: '127.0.0.1', port });
  if (settings === undefined) throw new Error('The default run has no two clients');
  const name = `snippet-${version}-${qos}`;
  const { publisher, subscriber } = settings;
  return {
    ...settings,
    version,
    topic: `snippets/${name}`,
    publisher: { ...publisher, clientId: `${name}-pub`, qos },
    subscriber: { ...subscriber, clientId: `${name}-sub`, filter: `snippets/${name}`, qos },
    ignoreRepeats: qos === 1,
  };
}

/** Each PUBLISH that a broker with this trace has had or sent. */
function publishedIn(trace: string): readonly { readonly qos: number }[] {
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"packet-sent"') && line.includes('"PUBLISH"'))
    .map((line) => JSON.parse(line));
}

/** In a shell: mosquitto_sub ends with its first message, and so does all that reads what it says. */
function endingSub({ pub, sub }: Mosquitto): string {
  return `mosquitto_pub() { ${pub} "$@"; }\nmosquitto_sub() { ${sub} -C 1 "$@"; }`;
}

test.beforeAll(() => mkdirSync(folder, { recursive: true }));

for (const library of ['mqttjs', 'mosquitto'] as const) {
  for (const { name, version, qos } of CASES) {
    test(`${LIBRARY[library].title}, ${name}, QoS ${qos}: what one end publishes the other prints, at that level`, async ({
      startBroker,
      start,
      mosquitto,
    }) => {
      const trace = join(folder, `${library}-${version}-${qos}.ndjson`);
      rmSync(trace, { force: true });
      const { port, program } = await startBroker('--trace', trace);
      const settings = settingsOf(port, version, qos);
      const { publisher, subscriber } = LIBRARY[library].format(settings);
      const run = (end: string, text: string) => {
        if (library === 'mosquitto') {
          return start('bash', '-c', `${endingSub(mosquitto)}\n${text}`);
        }
        const file = join(folder, `${end}-${version}-${qos}.mjs`);
        writeFileSync(file, text);
        return start(process.execPath, file);
      };
      const listening = run('subscriber', subscriber);
      // Whoever publishes before the other end has subscribed publishes again.
      await expect
        .poll(async () => {
          expect(await run('publisher', publisher).ending()).toBe(0);
          return listening.lines.join('');
        })
        .toContain('hello');
      if (library === 'mosquitto') expect(await listening.ending()).toBe(0);
      await program.stop();
      const levels = publishedIn(trace).map((packet) => packet.qos);
      expect(new Set(levels)).toEqual(new Set([qos]));
    });
  }
}
