// `npm run bench:render`: what drawing costs. Drives the built page in Chromium under several loads
// and prints medians: frames and main-thread work, of one picture and of Compare's (bench/frames.ts),
// from a press to the next paint (bench/inputs.ts), of the Lab while it sweeps (bench/lab.ts), memory over
// ten minutes of a busy run (bench/memory.ts), and the embed (bench/embeds.ts). Tests time nothing.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { benchEmbeds } from './bench/embeds.ts';
import { benchCompare, benchFrames } from './bench/frames.ts';
import { benchInputs } from './bench/inputs.ts';
import { benchLab } from './bench/lab.ts';
import { benchMemory } from './bench/memory.ts';
import { browserLaunch } from './findBrowser.ts';

const HELP = `Usage: npm run --silent bench:render -- [options]

Drives the built page in Chromium, 1440 by 900, and prints medians. Takes some six minutes in all.

  --only PART    frames, compare, lab, inputs, memory or embed; may be given more than once
  --seconds N    how long the frames of each load are watched (5)
  --rounds N     presses of each control, and a third of the embed's openings (3)
  --minutes N    virtual time of the busy run whose memory is measured (10)
  --dist DIR     the built page (dist)
  --help         this text

Exit codes: 0 done, 2 bad input (one line on the standard error).
`;

const PARTS = ['frames', 'compare', 'lab', 'inputs', 'memory', 'embed'] as const;
type Part = (typeof PARTS)[number];

const options = readOptions();
if (options === undefined) process.stdout.write(HELP);
else if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exitCode = 2;
} else await bench(options);

interface Options {
  readonly parts: readonly Part[];
  readonly seconds: number;
  readonly rounds: number;
  readonly minutes: number;
  readonly dist: string;
}

/** @returns undefined where help is asked for, a sentence where an option cannot be used */
function readOptions(): Options | string | undefined {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true, default: [...PARTS] },
        seconds: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '3' },
        minutes: { type: 'string', default: '10' },
        dist: { type: 'string', default: 'dist' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return undefined;
    const parts = PARTS.filter((part) => values.only.includes(part));
    const strange = values.only.find((name) => !PARTS.some((part) => part === name));
    if (strange !== undefined) return `only: got "${strange}", expected ${PARTS.join(', ')}`;
    const numbers = { seconds: 0, rounds: 0, minutes: 0 };
    for (const name of ['seconds', 'rounds', 'minutes'] as const) {
      numbers[name] = Number(values[name]);
      if (!(numbers[name] >= 1)) return `${name}: got "${values[name]}", expected a number from 1`;
    }
    return { parts, dist: values.dist, ...numbers };
  } catch (fault) {
    return fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault);
  }
}

async function bench({ parts, seconds, rounds, minutes, dist }: Options): Promise<void> {
  const server = await preview({ build: { outDir: dist }, preview: { port: 4819 } });
  const origin = new URL(server.resolvedUrls?.local[0] ?? '').origin;
  const browser = await chromium.launch(browserLaunch());
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model}, Chromium ${browser.version()}\n\n`);
  const run: Readonly<Record<Part, (page: Page) => Promise<string>>> = {
    frames: (page) => benchFrames(page, origin, seconds),
    compare: (page) => benchCompare(page, origin, seconds),
    lab: (page) => benchLab(page, origin, seconds),
    inputs: (page) => benchInputs(page, origin, rounds),
    memory: (page) => benchMemory(page, origin, minutes),
    embed: (page) => benchEmbeds(page, origin, rounds),
  };
  for (const part of parts) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    process.stdout.write(`${await run[part](page)}${sayLoad()}\n\n`);
    await page.close();
  }
  await browser.close();
  await server.close();
}

/** Another program's work is in every figure of the clock's, and some of it in processor time. */
function sayLoad(): string {
  return `  load average of the last minute: ${(loadavg()[0] ?? 0).toFixed(1)}`;
}
